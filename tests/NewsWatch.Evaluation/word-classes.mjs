// Makes the classes of words that `train-entities` reads, from WordNet 3.0 (NOTICE): for each word the kind of its most
// frequent meaning, coarse (the lexicographer's file: "noun.person") and fine (an ancestor in the tree of meanings, chosen
// so that each stands for a like share of English: "leader", "company", "communicate").
//   node word-classes.mjs WORDNET_FOLDER OUTPUT_FOLDER      (WordNet 3.0's data files: Debian's wordnet-base)
import fs from 'node:fs'
import path from 'node:path'

const [wordnet, output] = process.argv.slice(2)
const LargestShare = 1 / 500
const rows = file => fs.readFileSync(path.join(wordnet, file), 'latin1').split('\n').filter(line => line && !line.startsWith('  ')).map(line => line.trim().split(/\s+/))

const uses = new Map()
for (const [key, , count] of rows('cntlist.rev')) {
  const [lemma, rest] = key.split('%'), kind = `${lemma}/${'?nvars'[Number(rest[0])] === 's' ? 'a' : '?nvars'[Number(rest[0])]}`
  uses.set(kind, (uses.get(kind) ?? 0) + Number(count))
}

// Meanings: coarse class, and the meaning above.
const meanings = new Map()
for (const [part, name] of [['n', 'noun'], ['v', 'verb'], ['a', 'adj'], ['r', 'adv']])
  for (const fields of rows(`data.${name}`)) {
    const words = parseInt(fields[3], 16), pointers = 4 + 2 * words
    let above = null
    for (let i = 0; i < Number(fields[pointers]); i++) {
      const [symbol, offset, kind] = fields.slice(pointers + 1 + 4 * i)
      if ((symbol === '@' || symbol === '@i') && above === null) above = kind + offset
    }
    meanings.set(part + fields[0], { coarse: Number(fields[1]) + 1, above, mass: 0 })
  }

const first = []
for (const [part, name] of [['n', 'noun'], ['v', 'verb'], ['a', 'adj'], ['r', 'adv']])
  for (const fields of rows(`index.${name}`)) {
    if (!/^[a-z]{2,}$/.test(fields[0])) continue
    const meaning = part + fields[6 + Number(fields[3])], used = uses.get(`${fields[0]}/${part}`) ?? 0
    first.push({ word: fields[0], part, meaning, used })
    for (let at = meaning, depth = 0; at && depth < 30; at = meanings.get(at).above, depth++) meanings.get(at).mass += used + 0.1
  }

const all = first.reduce((sum, row) => sum + row.used + 0.1, 0)
const fine = new Map()
const classOf = meaning => {
  const way = []
  for (let at = meaning; at && way.length < 30; at = meanings.get(at).above) way.unshift(at)
  const node = way.find(at => meanings.get(at).mass <= all * LargestShare) ?? way[way.length - 1]
  const key = meanings.get(node).mass < 3 && way.indexOf(node) > 0 ? way[way.indexOf(node) - 1] : node
  if (!fine.has(key)) fine.set(key, fine.size + 1)
  return fine.get(key)
}

const classes = new Map()
const offer = (word, row) => { const other = classes.get(word); if (!other || other.used < row.used) classes.set(word, row) }
const doubled = word => /[^aeiou][aeiou][bdgklmnprt]$/.test(word) ? word + word.at(-1) : word
for (const row of first) {
  offer(row.word, row)
  if (row.part === 'a' || row.part === 'r' || (row.used === 0 && !['n', 'v'].includes(row.part))) continue
  const { word } = row, plural = /[^aeiou]y$/.test(word) ? word.slice(0, -1) + 'ies' : /(s|x|z|ch|sh)$/.test(word) ? word + 'es' : word + 's'
  const less = { ...row, used: row.used * 0.9 }
  offer(plural, less)
  if (row.part === 'v')
    for (const end of ['ed', 'ing'])
      for (const stem of word.endsWith('e') ? [word.slice(0, -1)] : [word, doubled(word)])
        offer(/[^aeiou]y$/.test(stem) && end === 'ed' ? stem.slice(0, -1) + 'ied' : stem + end, less)
}
for (const [part, file] of [['n', 'noun.exc'], ['v', 'verb.exc']])
  for (const [form, lemma] of rows(file)) {
    const row = first.find(other => other.word === lemma && other.part === part)
    if (row && /^[a-z]+$/.test(form)) offer(form, row)
  }

const kept = [...classes].map(([word, row]) => [word, meanings.get(row.meaning).coarse, row.part === 'n' || row.part === 'v' ? classOf(row.meaning) : 0, row.used])
  .filter(([word, , , used]) => used > 0 || word.length <= 14)
fs.writeFileSync(path.join(output, 'word-classes.txt'), kept.map(fields => fields.join('\t')).sort().join('\n') + '\n')
console.log(`${kept.length} words, ${fine.size} fine classes`)
