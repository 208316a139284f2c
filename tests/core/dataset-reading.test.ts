import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {exportDataset} from '../../src/core/dataset/dataset.ts'
import type {DatasetDocument} from '../../src/core/dataset/dataset-document.ts'
import {readDataset} from '../../src/core/dataset/sound-dataset.ts'
import {openJson} from '../../src/core/json/json-file.ts'
import {finished} from '../../src/core/steps.ts'
import {bytesOf, parseDataset} from '../support/datasets.ts'
import {looseDataset, looseJson, looseness} from './loose-json.ts'
import {aProject, anAnnotation, anArticle, anyProject} from './projects.ts'

const SEED = 20261127

const whole = exportDataset(aProject(), {unit: 'codepoint'})
const documentOf = (): DatasetDocument => JSON.parse(whole) as DatasetDocument
const problems = (content: string | Uint8Array): readonly string[] => {
  const parsed = parseDataset(content)
  return parsed.ok ? [] : parsed.error
}
const changed = (from: string | RegExp, to: string): string => {
  const text = whole.replace(from, () => to)
  expect(text).not.toBe(whole)
  return text
}

describe('[DS2] a dataset that is read in parts', () => {
  test(`is the same project in whatever order its fields and lists are, with any white space and escapes (seed ${SEED})`, () => {
    fc.assert(
      fc.property(anyProject, looseness, (project, loose) => {
        const text = exportDataset(project, {unit: 'codepoint'})
        const parsed = parseDataset(looseJson(looseDataset(JSON.parse(text), loose), loose))
        if (!parsed.ok) throw new Error(parsed.error.join('\n'))
        expect(exportDataset(parsed.value, {unit: 'codepoint'})).toBe(text)
      }),
      {seed: SEED, numRuns: 150},
    )
  })

  test('has sets of which no more than one is in memory, though their annotations stand all over the file', () => {
    const articles = Array.from({length: 30}, (_, n) => anArticle(`Ice ${n} melts 🧊. Seas rise.`, n))
    const sets = articles.flatMap((article, n) =>
      (['team', 'annotator:bob'] as const).map(owner => ({
        article: article.id,
        owner,
        annotations: Array.from({length: 20}, (_, k) => anAnnotation(article, `${owner} ${n} ${k}`, 'claim', {start: 0, end: 3}, {}, 'alice', k)),
        readMarks: [],
      })),
    )
    const text = exportDataset({...aProject(), articles, sets, registries: [], topics: []}, {unit: 'utf16'})
    const mixed = looseDataset(JSON.parse(text) as DatasetDocument, {choices: Array.from({length: 997}, (_, n) => (n * 7919) % 997)})
    const opened = finished(openJson(bytesOf(JSON.stringify(mixed))))
    if (!opened.ok || opened.value === undefined) throw new Error('It could not be opened.')
    const read = finished(readDataset(opened.value))
    if (!read.ok) throw new Error(read.error.join('\n'))
    const found = [...read.value.sets()].filter(part => typeof part !== 'number')
    expect(found).toHaveLength(60)
    for (const set of found) expect(set.annotations).toHaveLength(20)
    expect(read.value.counts).toEqual({articles: 30, annotations: 1200})
  })
})

describe('[DS3] a file is refused with its place where', () => {
  test('it is in UTF-16', () => {
    expect(problems(Buffer.from(`\uFEFF${whole}`, 'utf16le'))).toEqual(['The file is UTF-16, not UTF-8. Save it as UTF-8.'])
  })

  test('a byte is no UTF-8', () => {
    const bytes = Buffer.from(whole)
    const at = bytes.indexOf('resume')
    bytes[at] = 0xe9
    const line = whole.slice(0, whole.indexOf('resume')).split('\n')
    expect(problems(bytes)).toEqual([
      `The file is not UTF-8: line ${line.length}, column ${(line.at(-1) ?? '').length + 1} is no character. Save it as UTF-8, or export it again.`,
    ])
  })

  test('it is cut short anywhere', () => {
    const bytes = Buffer.from(whole.trimEnd())
    for (let length = 1; length < bytes.length; length += 53) {
      const [problem, ...others] = problems(bytes.subarray(0, length))
      expect(problem).toMatch(/^The file is not (whole: its JSON stops at|UTF-8:) line \d+, column \d+|^This is not JSON: line \d+, column \d+/)
      expect(others).toEqual([])
    }
    expect(problems(bytes.subarray(0, -1))[0]).toContain(`not whole: its JSON stops at line ${whole.trimEnd().split('\n').length}, column 1`)
    expect(problems('')).toEqual(['The file is empty. Choose another file.'])
    expect(problems(' \n')).toEqual(['The file is empty. Choose another file.'])
  })

  test('something stands behind its end', () => {
    const {length} = whole.split('\n')
    expect(problems(`${whole}{}`)).toEqual([`This is not JSON: line ${length}, column 1 is not understood. Mend it there, or export the file again.`])
    expect(problems(`${whole}\0`)).toEqual([expect.stringContaining(`line ${length}, column 1 is not understood`)])
    expect(problems(`${whole} \r\n\t`)).toEqual([])
  })

  test('a name stands twice, outermost or anywhere else', () => {
    expect(problems(changed('"topics": [', '"articles": [], "topics": ['))).toEqual([
      expect.stringMatching(/^The file has "articles" twice, again at line \d+, column 3\. Take one out\.$/),
    ])
    expect(problems(changed('"voice": "quoted"', '"voice": "quoted", "voi\\u0063e": "outlet"'))).toEqual([
      expect.stringMatching(/^annotations\[\d\]\.features has "voice" twice\. Take one out\.$/),
    ])
    expect(problems(changed('"holder": {', '"holder": {"kind": "outlet",'))).toEqual([
      expect.stringMatching(/^annotations\[\d\]\.features\.stances\[\d\]\.holder has "kind" twice\. Take one out\.$/),
    ])
    expect(problems(changed('"name": "Gaza', '"x": {"a": 1, "b": {"a": 2, "a": 3}}, "name": "Gaza'))).toEqual(['x.b has "a" twice. Take one out.'])
  })

  test('it has a field that is not known, a list too', () => {
    expect(problems(changed('"name": "Gaza', '"notes": [{"a": [{"b": 1}]}], "name": "Gaza'))).toEqual([
      'The dataset has "notes", which this version does not know. Correct the name or take it out.',
    ])
  })

  test('a field is named as nothing may be', () => {
    expect(problems(changed('"voice": "quoted"', '"voice": "quoted", "__proto__": "x"'))).toEqual([
      expect.stringMatching(/^annotations\[\d\] has a field named "__proto__"/),
    ])
  })

  test('brackets are within each other without sense', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    const [problem] = problems(changed('"voice": "quoted"', `"voice": ${deep}`))
    expect(problem).toMatch(/^At line \d+, column \d+ there are more than 64 brackets within each other\. Nothing in a dataset is so deep\. Correct it\.$/)
    expect(problems(deep)).toEqual([expect.stringContaining('more than 64 brackets')])
  })

  test('brackets do not belong together', () => {
    expect(problems(changed('"aliases": []', '"aliases": [}'))).toEqual([expect.stringMatching(/^This is not JSON: line \d+, column \d+ is not understood/)])
  })

  test('a number is more than numbers can be', () => {
    expect(problems(changed('"position": 2', '"position": 1e999'))).toEqual([
      expect.stringMatching(/^articles\[\d\]\.position must be a number, but is a number that is too large\. Correct it\.$/),
    ])
    expect(problems(changed(/"start": \d+/, '"start": -1e999'))).toEqual([
      expect.stringMatching(/^annotations\[0\]\.start must be .*, but is a number that is too large/),
    ])
    expect(problems(changed(/"start": \d+/, '"start": 9007199254740993'))).toEqual([
      expect.stringMatching(/^annotations\[0\]\.start must be at most 9007199254740991/),
    ])
    expect(problems(changed(/"end": \d+/, '"end": 9007199254740991'))).toEqual([
      expect.stringMatching(/^annotations\[0\] runs from \d+ to 9007199254740991, which is no stretch/),
    ])
  })

  test('one value is longer than any could be', () => {
    const long = Buffer.concat([Buffer.from('{"format": "claimlight-dataset", "version": 1, "name": "'), Buffer.alloc(65 << 20, 'a'), Buffer.from('"}')])
    expect(problems(long)).toEqual(['name is 66 MB long, longer than anything in a dataset. Correct it.'])
  })

  test('an object has more fields than anybody gave it', () => {
    const many = JSON.stringify(Object.fromEntries(Array.from({length: 5000}, (_, n) => [`field ${n}`, []])))
    expect(problems(many)).toEqual([expect.stringMatching(/^This JSON file is no Claimlight dataset/)])
  })

  test('two annotations have one id', () => {
    const document = documentOf()
    const [first] = document.annotations
    if (first === undefined) throw new Error('There is no annotation.')
    const twice = {...document, annotations: [...document.annotations, first, first]}
    const {length} = document.annotations
    expect(problems(JSON.stringify(twice)).filter(each => each.includes('.id is the id'))).toEqual([
      `annotations[${length}].id is the id of annotations[0] too. Give each annotation its own.`,
      `annotations[${length + 1}].id is the id of annotations[0] too. Give each annotation its own.`,
    ])
  })
})

test('[DS2] the language of an article is one, in the one form that a project writes, and nothing else', () => {
  const [article, ...others] = documentOf().articles
  const inLanguage = (language: string): string => JSON.stringify({...documentOf(), articles: [{...article, language}, ...others]})
  for (const none of ['toString', 'xx', 'und', '中文'])
    expect(problems(inLanguage(none))).toEqual([`articles[0].language must be a language code such as en, ar or zh-Hans, but is "${none}". Correct it.`])
  const read = parseDataset(inLanguage('ZH-hans'))
  expect(read.ok && JSON.parse(exportDataset(read.value, {unit: 'codepoint'})).articles[0].language).toBe('zh-Hans')
})
