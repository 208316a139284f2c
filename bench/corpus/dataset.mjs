/**
 * Writes a dataset of made-up articles and annotations, in the form in which Claimlight exports them, as long as it may be: no more than one article is in memory.
 *
 *   node bench/corpus/dataset.mjs FILE [--articles 1000] [--annotations 200000]
 */
import {createHash} from 'node:crypto'
import {createWriteStream} from 'node:fs'
import {once} from 'node:events'
import {parseArgs} from 'node:util'
import {fileURLToPath} from 'node:url'

const PARAGRAPH = [
  'The sea 🌊 rose by',
  'millimetres, the ministry said.',
  '海平面上升了。',
  'قال الوزير إن السلام قريب.',
  'Zoë asked why, and nobody in the room answered her question.',
]
const AT = '2026-02-04T09:30:00.000Z'

const SCHEMA = {
  name: 'Coverage',
  version: 1,
  layers: [
    {
      name: 'claim',
      label: 'Claim',
      key: 'c',
      look: {hue: 'amber', line: 'solid'},
      primary: 'commitment',
      features: [
        {
          name: 'commitment',
          label: 'Commitment',
          kind: 'choice',
          choices: [
            {value: 'asserts', label: 'Asserts'},
            {value: 'hedges', label: 'Hedges'},
          ],
        },
        {name: 'note', label: 'Note', kind: 'text'},
        {
          name: 'stances',
          label: 'Stances',
          kind: 'stances',
          choices: [
            {value: 'favor', label: 'In favor'},
            {value: 'against', label: 'Against'},
          ],
        },
      ],
    },
    {
      name: 'entity',
      label: 'Entity',
      key: 'e',
      look: {hue: 'blue', line: 'solid'},
      features: [{name: 'entityId', label: 'Entity', kind: 'reference', to: ['entity']}],
    },
  ],
}

const textOf = n =>
  Array.from({length: 20}, (_, part) => `Paragraph ${part} of ${n}: ${PARAGRAPH[0]} ${(n + part) % 7} ${PARAGRAPH.slice(1).join(' ')}`).join('\n\n')

/** Of an article, in the order of the file. Offsets are code points. */
function* annotationsOf({id, points, n}, count) {
  for (let k = 0; k < count; k++) {
    const start = Math.floor((k * (points.length - 60)) / count)
    const end = start + 8 + (k % 12)
    const isClaim = k % 3 === 0
    const features = isClaim
      ? {
          commitment: k % 2 === 0 ? 'asserts' : 'hedges',
          ...(k % 30 === 0
            ? {stances: [{id: 's1', holder: {kind: 'outlet'}, target: {kind: 'entity', id: `e${k % 40}`}, value: 'favor', by: 'alice', at: AT}]}
            : {}),
        }
      : k % 3 === 1
        ? {entityId: {kind: 'entity', id: `e${(k + n) % 40}`}}
        : {}
    yield {
      id: `${n}-${k}`,
      article: id,
      owner: 'team',
      layer: isClaim ? 'claim' : 'entity',
      start,
      end,
      quote: points.slice(start, end).join(''),
      prefix: points.slice(Math.max(0, start - 8), start).join(''),
      suffix: points.slice(end, end + 8).join(''),
      features,
      by: k % 2 === 0 ? 'alice' : 'bob',
      at: AT,
      origin: 'human',
      schemaVersion: 1,
    }
  }
}

const indented = (value, by) => JSON.stringify(value, null, 2).replaceAll('\n', `\n${' '.repeat(by)}`)

/** A long list of the file, in pieces. */
async function* listOf(elements) {
  let isFirst = true
  for (const element of elements) {
    yield `${isFirst ? '[\n    ' : ',\n    '}${indented(element, 4)}`
    isFirst = false
  }
  yield isFirst ? '[]' : '\n  ]'
}

async function* pieces(articles, annotations) {
  const each = Math.floor(annotations / articles)
  const made = Array.from({length: articles}, (_, n) => ({n, id: createHash('sha256').update(textOf(n)).digest('hex')})).sort((a, b) => (a.id < b.id ? -1 : 1))
  const head = {
    format: 'claimlight-dataset',
    version: 1,
    offsets: 'codepoint',
    name: 'Sea levels',
    schema: SCHEMA,
    annotators: [
      {id: 'alice', name: 'Alice'},
      {id: 'bob', name: 'Bob'},
    ],
    topics: [],
    entities: Array.from({length: 40}, (_, n) => ({id: `e${n}`, owner: 'team', name: `Entity ${n}`, type: 'ORG', aliases: [], by: 'alice', at: AT})).sort(
      (a, b) => (a.id < b.id ? -1 : 1),
    ),
    claims: [],
  }
  yield indented(head, 0).slice(0, -2)
  yield ',\n  "articles": '
  yield* listOf(
    (function* () {
      for (const {n, id} of made)
        yield {id, position: n, title: `Report ${n} on the sea`, sourceName: `report-${n}.txt`, warnings: [], sha256: id, text: textOf(n)}
    })(),
  )
  yield ',\n  "annotations": '
  yield* listOf(
    (function* () {
      for (const [at, {n, id}] of made.entries()) yield* annotationsOf({n, id, points: [...textOf(n)]}, at === 0 ? annotations - each * (articles - 1) : each)
    })(),
  )
  yield ',\n  "removedAnnotations": [],\n  "readMarks": [],\n  "missing": []\n}\n'
}

export async function writeDataset(path, {articles, annotations}) {
  const file = createWriteStream(path)
  let waiting = ''
  for await (const piece of pieces(articles, annotations)) {
    waiting += piece
    if (waiting.length < 1 << 18) continue
    if (!file.write(waiting)) await once(file, 'drain')
    waiting = ''
  }
  file.end(waiting)
  await once(file, 'close')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const {values, positionals} = parseArgs({
    allowPositionals: true,
    options: {articles: {type: 'string', default: '1000'}, annotations: {type: 'string', default: '200000'}},
  })
  await writeDataset(positionals[0], {articles: Number(values.articles), annotations: Number(values.annotations)})
}
