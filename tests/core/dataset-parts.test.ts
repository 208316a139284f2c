import {describe, expect, test} from 'vitest'
import {exportDataset} from '../../src/core/dataset/dataset.ts'
import type {DatasetDocument} from '../../src/core/dataset/dataset-document.ts'
import {quoteOf} from '../../src/core/text/extent.ts'
import {parseDataset} from '../support/datasets.ts'
import {anInterruptedProject} from './projects.ts'

const UNITS = ['codepoint', 'utf16'] as const

const written = (unit: (typeof UNITS)[number] = 'codepoint'): any => JSON.parse(exportDataset(anInterruptedProject(), {unit}))
const entry = (document: any, id: string): any => [...document.annotations, ...document.removedAnnotations].find(each => each.id === id)

function problems(edit: (document: any) => void): readonly string[] {
  const document = written()
  edit(document)
  const parsed = parseDataset(JSON.stringify(document))
  return parsed.ok ? [] : parsed.error
}

describe('an annotation of several parts in a dataset', () => {
  test.each(UNITS)('says each part in the unit of the file: %s', unit => {
    const {articles, annotations, removedAnnotations} = written(unit) as DatasetDocument
    const texts = new Map(articles.map(({id, text}) => [id, unit === 'codepoint' ? [...text] : text.split('')]))
    const said = [...annotations, ...removedAnnotations].flatMap(({article, start, end, parts, quote}) => {
      if (parts === undefined) return []
      expect([parts[0]?.start, parts.at(-1)?.end]).toEqual([start, end])
      expect(parts.map(part => texts.get(article)?.slice(part.start, part.end).join('')).join(' … ')).toBe(quote)
      return [quote]
    })
    expect(said.sort()).toEqual(['Peace talks 🕊️ … 🤝 … café owner 👩🏽‍🔬', 'لا ضمانات … יש תקווה', '停火协议🤝 … 脆弱'])
  })

  test('comes back with its parts from a file with other line ends around them, in either unit', () => {
    for (const unit of UNITS) {
      const text = exportDataset(anInterruptedProject(), {unit}).replaceAll('\n', '\r\n')
      const parsed = parseDataset(text)
      if (!parsed.ok) throw new Error(parsed.error.join('\n'))
      const {selector} = parsed.value.sets.flatMap(({annotations}) => annotations).find(({id}) => id === 'p2') ?? {}
      const article = parsed.value.articles.find(each => each.text.includes('停火'))
      expect(selector?.parts).toHaveLength(2)
      expect(selector && quoteOf(article?.text ?? '', selector)).toBe('停火协议🤝 … 脆弱')
    }
  })

  test.each<readonly [string, (document: any) => void, RegExp]>([
    [
      'parts in a file of version 1',
      d => {
        d.version = 1
      },
      /^annotations\[\d\]\.parts is of version 2 of the format, but the file says 1\. Write 2 as "version", or take it out\.$/,
    ],
    [
      'one part',
      d => {
        const {start, end} = entry(d, 'p1')
        entry(d, 'p1').parts = [{start, end}]
      },
      /^annotations\[\d\]\.parts must list at least 2\. Add what is missing\.$/,
    ],
    [
      'more parts than an annotation has',
      d => {
        entry(d, 'p1').parts = Array.from({length: 33}, (_, at) => ({start: 2 * at, end: 2 * at + 1}))
      },
      /^annotations\[\d\]\.parts must list at most 32\. Take out the rest\.$/,
    ],
    [
      'a part that says more than a place',
      d => {
        entry(d, 'p1').parts[0].quote = 'x'
      },
      /^annotations\[\d\]\.parts\[0\]/,
    ],
    [
      'parts in another order',
      d => entry(d, 'p1').parts.reverse(),
      /^annotations\[\d\]\.parts must be 2 to 32 spans in the order of the text, from \d+ to \d+, with something between any two/,
    ],
    [
      'parts that touch',
      d => {
        const {parts} = entry(d, 'p1')
        parts[0].end = parts[1].start
      },
      /with something between any two\. Correct them, or start and end\.$/,
    ],
    [
      'a start that is not that of the first part',
      d => {
        entry(d, 'p1').start--
      },
      /^annotations\[\d\]\.parts must be/,
    ],
    [
      'a part of other words',
      d => {
        entry(d, 'p1').parts[0].end--
      },
      /^annotations\[\d\]\.quote is not what the article says in these parts, with " … " between them\./,
    ],
    [
      'a quote of all that stands from the first part to the last',
      d => {
        delete entry(d, 'p1').parts
      },
      /^annotations\[\d\]\.quote is not what the article says from \d+ to \d+/,
    ],
    [
      'parts beyond the article',
      d => {
        entry(d, 'p1').end = 9000
        entry(d, 'p1').parts[1].end = 9000
      },
      /which is no stretch of its article/,
    ],
  ])('is refused with %s', (_name, edit, sentence) => {
    expect(problems(() => undefined)).toEqual([])
    expect(problems(edit)).toContainEqual(expect.stringMatching(sentence))
  })

  test('is refused where a part cuts a character in two', () => {
    const document = written('utf16')
    entry(document, 'p2').parts[0].end--
    const parsed = parseDataset(JSON.stringify(document))
    expect(parsed.ok ? [] : parsed.error).toEqual([
      expect.stringMatching(/^annotations\[\d\]\.parts\[0\] cuts a character in two\. Correct its start and end, or the unit/),
    ])
  })
})
