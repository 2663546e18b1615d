// Makes wire-sentences.txt: invented sentences in the manner of news agencies (datelines, capitals in headlines, sport and
// its tables, markets), with the names marked, for `train-entities`. The names are drawn from the lists of name-lists.mjs.
//   node wire-sentences.mjs LISTS_FOLDER > wire-sentences.txt
// [P …] person, [O …] organisation, [L …] place, [M …] other name. The same input writes the same file.
import fs from 'node:fs'
import path from 'node:path'

const folder = process.argv[2]
let state = 20261121n
const chance = size => { state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn; return Number((state >> 33n) % BigInt(size)) }
const pick = list => list[chance(list.length)]
const list = name => fs.readFileSync(path.join(folder, `${name}.txt`), 'utf8').split('\n').map(line => line.replace(/(^|[ -])[a-z]/g, c => c.toUpperCase())).filter(line => /^[A-Z][a-zà-ž'’-]+( [A-Z][a-z]+)?$/.test(line) && line.length > 2)
const cities = list('large-cities'), towns = list('cities').filter(name => name.length < 14), countries = list('countries')
const first = list('first-names').filter(name => !name.includes(' ') && name.length < 9), last = list('last-names').filter(name => !name.includes(' ') && name.length < 11)
const demonyms = list('demonyms').filter(name => !name.includes(' '))
const city = () => pick(cities), town = () => pick(chance(3) ? cities : towns), country = () => pick(countries), surname = () => pick(last)
const months = 'January February March April May June July August September October November December'.split(' ')
const days = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ')
const titles = 'President,Prime Minister,Foreign Minister,Finance Minister,Defence Minister,Senator,Judge,General,Governor,King,Queen,Bishop,Chancellor,Mr,Mrs,Dr,Sir,Captain,Chief Justice'.split(',')
const jobs = 'striker,goalkeeper,midfielder,coach,captain,defender,trader,analyst,economist,spokesman,spokeswoman,chairman,chief executive,dealer,lawyer,opener,bowler,pitcher,quarterback,manager,winger'.split(',')
const trades = 'Bank,Steel,Motors,Airlines,Energy,Holdings,Industries,Oil,Foods,Telecom,Insurance,Securities,Mining,Pharmaceuticals,Brewery,Cement,Media,Systems,Chemicals,Shipping,Electronics,Gold'.split(',')
const forms = 'Inc,Corp,Ltd,Plc,AG,SA,Co,Group,& Co,& Sons'.split(',')
const bodies = ['Ministry of Agriculture', 'Foreign Ministry', 'Central Bank', 'Supreme Court', 'Finance Ministry', 'Interior Ministry', 'State Department', 'Parliament', 'Senate', 'Health Ministry', 'Labour Party', 'National Party', 'Social Democratic Party', 'Chamber of Commerce', 'Football Association', 'Red Cross', 'Commerce Department', 'Federal Reserve', 'Olympic Committee', 'Wheat Board', 'Stock Exchange', 'Teachers Union', 'Securities Commission', 'Journalists Union']
const wires = ['Reuters', 'AP', 'AFP', 'Xinhua', 'Interfax', 'Tass', 'Kyodo']
const clubs = 'United,City,Rovers,Athletic,Town,Wanderers,Albion,Rangers,County'.split(',')
const mascots = 'Tigers,Hawks,Bears,Pirates,Kings,Raiders,Eagles,Lions,Sharks,Bulls,Rockets,Flames,Stars,Royals'.split(',')
const sports = 'SOCCER,TENNIS,CRICKET,BASKETBALL,GOLF,RUGBY UNION,ICE HOCKEY,CYCLING,BASEBALL,SKIING,BOXING,ATHLETICS'.split(',')
const company = () => [() => `${surname()} ${pick(trades)}`, () => `${surname()} ${pick(forms)}`, () => `${city()} ${pick(trades)}`, () => `${surname()} ${pick(trades)} ${pick(forms)}`, () => surname(), () => `${surname()} and ${surname()}`][chance(6)]()
const slots = {
  full: () => `${pick(first)} ${surname()}`, initial: () => `${pick(first)[0]}. ${surname()}`, last: surname, city: town, country, company, body: () => pick(bodies), wire: () => pick(wires),
  team: city, club: () => `${city()} ${pick(clubs)}`, mascots: () => pick(mascots), franchise: () => `${city()} ${pick(mascots)}`, nation: () => pick(demonyms), title: () => pick(titles), job: () => pick(jobs), day: () => pick(days),
  month: () => pick(months), n: () => String(1 + chance(28)), m: () => String(chance(7)), big: () => String(30 + chance(90)), sport: () => pick(sports), year: () => String(1994 + chance(32)),
  acronym: () => Array.from({ length: 2 + chance(3) }, () => 'ABCDEFGHIKLMNOPRSTU'[chance(19)]).join(''),
}
const templates = `
[L {CITY}] {year}-{n}-{n}
[L {CITY}], {month} {n} ([O {wire}]) - [O {company}] said on {day} it would sell its stake in [O {company}] for \${big} million.
[L {CITY}], [L {country}] {year}-{n}-{n}
[L {CITY}] - [P {full}], the {job} of [O {club}], will miss the rest of the season.
[L {CITY}] ([O {wire}]) - The [M {nation}] government said on {day} it had expelled two diplomats from [L {country}].
{sport} - [L {COUNTRY}] BEAT [L {COUNTRY}] {m}-{m} IN FRIENDLY.
{sport} - [O {CLUB}] HOLD [O {CLUB}] TO DRAW.
{sport} - [P {LAST}] LEADS AFTER SECOND ROUND.
{sport} - [P {LAST}] OUT OF [M {NATION}] OPEN.
{sport} - RESULTS OF [M {NATION}] FIRST DIVISION MATCHES.
[M {NATION}] STOCKS - LOWER AT CLOSE AS [O {COMPANY}] FALLS.
[O {COMPANY}] TO CUT {big} JOBS IN [L {COUNTRY}].
[L {COUNTRY}] LEADER [P {LAST}] MEETS [L {COUNTRY}] ENVOY.
[P {LAST}] SAYS [L {COUNTRY}] NOT READY FOR TALKS.
TABLE - [O {COMPANY}] THIRD QUARTER NET PROFIT.
[O {company}] shares closed {n} pence higher at {big}.
Shares in [O {company}] fell {m} percent after [O {company}] cut its forecast.
Analysts at [O {company}] cut [O {company}] to hold from buy.
"We are not selling," [O {company}] {job} [P {full}] told [O {wire}].
{title} [P {full}] arrived in [L {city}] on {day} for talks with {title} [P {last}].
{title} [P {last}] flew from [L {city}] to [L {city}] on {day}.
[P {last}] told reporters in [L {city}] that the [M {nation}] army had crossed the border.
The [O {body}] said on {day} that exports to [L {country}] rose {m} percent.
[L {country}]'s [O {body}] denied the report.
[L {country}]'s central bank left rates unchanged, a [L {city}]-based trader said.
The [M {nation}] [O {body}] and the [O {body}] signed the accord in [L {city}].
[O {body}] spokesman [P {full}] said the minister would visit [L {city}] next week.
Police in the town of [L {city}], {n} km north of [L {city}], said a bomb killed two people.
Rebels near [L {city}] freed {n} hostages, the [O {wire}] news agency said, quoting the [O {body}].
[O {wire}] quoted [P {full}] as saying [L {country}] would not sign.
-- [P {full}], [L {city}] newsroom +{big} {big} {big}
[P {last}] ([L {country}]) beat [P {last}] ([L {country}]) 6-{m} 7-5
{n}. [P {full}] ([L {country}]) {big}.{n} seconds
[P {full}], [L {country}] def. [P {full}], [L {country}], 6-{m} 6-{m}.
{n} - [P {full}] ([L {country}]), [P {full}] ([L {country}])
[O {club}] {m} [O {club}] {m}
[O {team}] {m} [O {club}] {m}
[O {TEAM}] AT [O {TEAM}]
[O {TEAM}] {big} [O {team}] {big}
[O {team}] {n} {m} {m} {m} {n} {n} {n}
[O {club}] {n} {m} {m} {m} {n} {n} {n}
[O {team}] beat [O {team}] {m}-{m} at home on {day} and moved to third.
In [L {city}], [P {full}] scored {n} points as the [O {franchise}] beat the [O {franchise}] {big}-{big}.
The [O {mascots}] won in overtime when [P {last}] scored his third goal.
[P {full}] hit a two-run homer as [O {team}] edged the [O {mascots}] 4-{m}.
[O {team}]'s [P {full}] was sent off after {n} minutes.
[O {club}] signed [M {nation}] {job} [P {full}] from [O {club}] for two million pounds.
[M {nation}] {job} [P {full}] scored twice as [L {country}] beat [L {country}] {m}-{m} in a World Cup qualifier.
[L {country}] and [L {country}] drew {m}-{m} in [L {city}] on {day}.
Scorers: [L {country}] - [P {full}] ({n}th minute), [P {full}] ({big}th)
[O {club}] {m} ([P {last}] {n}, [P {last}] {big}) [O {club}] {m}. Attendance {big},000.
[P {initial}] c [P {last}] b [P {last}] {big}
[P {last}] lbw b [P {last}] {n}
Did not bat: [P {initial}], [P {initial}], [P {initial}].
Bowling: [P {last}] {n}-{m}-{big}-{m}, [P {last}] {n}-{m}-{big}-{m}
[L {country}] won the toss and batted; [P {last}] made {big} before [P {last}] bowled him.
Leading scores after the third round: {big} [P {full}] ([L {country}]), {big} [P {full}].
Champion [P {full}] of [L {country}] lost to [P {full}] in the semi-final in [L {city}].
The [M {nation}] Open champion withdrew from the [M {city} Masters] with a knee injury.
He joined [O {club}] from [O {club}] in {year}.
[M {nation}] police arrested [P {full}], a former {job} of [O {company}], at [L {city}] airport.
The [O {acronym}] said it would not attend the meeting in [L {city}].
[O {acronym}] leader [P {full}] called the [O {acronym}] deal a mistake.
The [O {body}] ([O {acronym}]) met in [L {city}].
[L {country}]'s [O {acronym}] and its rival the [O {acronym}] shared the seats.
[O {company}] and [O {company}] agreed to merge, the [L {city}]-based companies said.
[O {company}], the [M {nation}] carmaker, said [P {full}] would become {job}.
[O {company}] reported a net loss of \${big} million, compared with a profit of \${n} million.
[O {company}] ([O {acronym}]) rose 1-{m}/{m} to {big}.
[O {company}] unit buys {n} pct of [O {company}]
Wheat from [L {country}] traded at {big} in [L {city}], brokers [O {company}] said.
The dollar rose against the [M {nation}] currency in [L {city}] trade.
Oil prices rose after [L {country}] cut supplies, [P {full}] of [O {company}] said.
The [O {city} Stock Exchange] index closed at {big}.
[P {full}], {big}, was born in [L {city}] and studied at the [O University of {city}].
The [O University of {city}] gave [P {full}] an honorary degree.
A [L {city}] court jailed [P {full}] for {n} years.
[P {last}], who heads the [O {city} Chamber of Commerce], said so on {day}.
Protesters marched through [L {city}] against {title} [P {last}]'s plan.
[P {full}]'s lawyer, [P {full}], said his client would appeal.
[L {city}] is the capital of [L {country}].
Floods in southern [L {country}] killed {n} people, [O {wire}] reported from [L {city}].
The flight from [L {city}] to [L {city}] was diverted to [L {city}].
NOTE: [O {company}] is a unit of [O {company}].
The following are top stories in the [M {nation}] press. [O {wire}] has not verified them.
({n}) [P {full}], [O {team}]
[O {team}] - [P {full}], placed on the injured list.
[O {TEAM}] ([O {TEAM}]) - Signed [P {full}].
`.trim().split('\n')
const fill = template => template.replace(/\{(\w+)\}/g, (_, slot) => slots[slot] ? slots[slot]() : slots[slot.toLowerCase()]().toUpperCase())
const Rounds = Number(process.argv[3] ?? 6)
const lines = []
for (let round = 0; round < Rounds; round++) for (const template of templates) lines.push(fill(template))
process.stdout.write(lines.join('\n') + '\n')
