import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {exportDataset} from '../../src/core/dataset/dataset.ts'
import {parseDataset} from '../support/datasets.ts'
import type {DatasetDocument} from '../../src/core/dataset/dataset-document.ts'
import type {ProjectSnapshot} from '../../src/core/dataset/project-snapshot.ts'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import {aProject, anArticle, anAnnotation, anyProject, at, shuffled} from './projects.ts'

const UNITS = ['codepoint', 'utf16'] as const

function read(text: string): ProjectSnapshot {
  const parsed = parseDataset(text)
  if (!parsed.ok) throw new Error(parsed.error.join('\n'))
  return parsed.value
}

function problems(text: string): readonly string[] {
  const parsed = parseDataset(text)
  return parsed.ok ? [] : parsed.error
}

describe.each(UNITS)('a dataset in %s offsets', unit => {
  test('read and exported again is the same bytes', () => {
    const text = exportDataset(aProject(), {unit})
    expect(exportDataset(read(text), {unit})).toBe(text)
  })

  test('of any project, read and exported again, is the same bytes', () => {
    fc.assert(
      fc.property(anyProject, project => {
        const text = exportDataset(project, {unit})
        expect(exportDataset(read(text), {unit})).toBe(text)
      }),
      {numRuns: 200},
    )
  })

  test('is the very bytes that JSON.stringify makes of it with two blanks', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constant(aProject()), anyProject), project => {
        const text = exportDataset(project, {unit})
        expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`)
      }),
      {numRuns: 50},
    )
  })

  test('is the same bytes in whatever order the data come', () => {
    fc.assert(
      fc.property(
        anyProject.chain(project => fc.tuple(fc.constant(project), shuffled(project))),
        ([project, other]) => {
          expect(exportDataset(other, {unit})).toBe(exportDataset(project, {unit}))
        },
      ),
      {numRuns: 100},
    )
  })

  test('slices to the quotes in its own unit', () => {
    fc.assert(
      fc.property(anyProject, project => {
        const document = JSON.parse(exportDataset(project, {unit})) as DatasetDocument
        const texts = new Map(document.articles.map(({id, text}) => [id, unit === 'codepoint' ? [...text] : text.split('')]))
        for (const {article, start, end, parts = [{start, end}], quote} of [...document.annotations, ...document.removedAnnotations]) {
          const words = parts.map(part => texts.get(article)?.slice(part.start, part.end).join(''))
          expect(words.join(' … ')).toBe(quote)
        }
      }),
      {numRuns: 200},
    )
  })
})

describe('a dataset', () => {
  test('read in one unit exports in the other as the project itself does', () => {
    const project = aProject()
    expect(exportDataset(read(exportDataset(project, {unit: 'utf16'})), {unit: 'codepoint'})).toBe(exportDataset(project, {unit: 'codepoint'}))
  })

  test('gives the project back: spans, features, times, removals, marks, registries', () => {
    const project = aProject()
    const back = read(exportDataset(project, {unit: 'codepoint'}))
    const sorted = (snapshot: ProjectSnapshot) => ({
      ...snapshot,
      articles: new Map(snapshot.articles.map(article => [article.id, article])),
      annotators: new Map(snapshot.annotators.map(person => [person.id, person])),
      registries: new Map(
        snapshot.registries.map(({owner, entities, claims}) => [owner, {claims, entities: new Map(entities.map(entity => [entity.id, entity]))}]),
      ),
      sets: new Map(
        snapshot.sets.map(({article, owner, annotations, readMarks}) => [
          `${article} ${owner}`,
          {annotations: new Map(annotations.map(each => [each.id, each])), readMarks: new Map(readMarks.map(mark => [mark.by, mark]))},
        ]),
      ),
    })
    expect(sorted(back)).toEqual(sorted(project))
  })

  test('keeps removed annotations apart from the data, and says by whom and when', () => {
    const document = JSON.parse(exportDataset(aProject(), {unit: 'codepoint'})) as DatasetDocument
    expect(document.annotations.map(each => each.id)).not.toContain('a5')
    expect(document.removedAnnotations).toMatchObject([{id: 'a5', removedBy: 'alice', removedAt: '2025-02-04T09:30:20.000Z'}])
  })

  test('lists what was deleted while somebody named it, and reads it again', () => {
    const document = JSON.parse(exportDataset(aProject(), {unit: 'codepoint'})) as DatasetDocument
    expect(document.missing).toEqual([{kind: 'entity', owner: 'team', id: 'deleted'}])
  })

  test('holds times outside the calendar at its ends, so that it can be read back', () => {
    const project = aProject()
    const topics = [
      {id: 't1', name: 'Ceasefire', by: 'alice', at: 8e18},
      {id: 't2', name: 'Ice', by: 'alice', at: -1},
    ]
    const back = read(exportDataset({...project, topics}, {unit: 'codepoint'}))
    expect(back.topics.map(topic => new Date(topic.at).toISOString())).toEqual(['9999-12-31T23:59:59.999Z', '1970-01-01T00:00:00.000Z'])
  })

  test('keeps judgements made under an earlier schema whose labels have gone since', () => {
    const project = aProject()
    const layers = DEFAULT_SCHEMA.layers.filter(({name}) => name !== 'cue')
    const schema = {
      ...DEFAULT_SCHEMA,
      version: 2,
      layers: layers.map(layer => ({...layer, features: layer.features.filter(({name}) => name !== 'attributionCue')})),
    }
    const text = exportDataset({...project, schema}, {unit: 'codepoint'})
    expect(exportDataset(read(text), {unit: 'codepoint'})).toBe(text)
  })

  test('with a byte order mark or with CRLF between its lines is read all the same', () => {
    const text = exportDataset(aProject(), {unit: 'codepoint'})
    expect(exportDataset(read(`\uFEFF${text.replaceAll('\n', '\r\n')}`), {unit: 'codepoint'})).toBe(text)
  })

  test('ends with a line feed and has no other line ends', () => {
    const text = exportDataset(aProject(), {unit: 'codepoint'})
    expect(text.endsWith('}\n')).toBe(true)
    expect(text).not.toContain('\r')
  })

  test('of ten thousand annotations in a megabyte is read and written back', () => {
    const sentence = 'Ice melts 🧊 and 海水 rises. '
    const article = anArticle(sentence.repeat(40_000))
    const annotations = Array.from({length: 10_000}, (_, index) => {
      const start = ((index * 97) % 40_000) * sentence.length
      return anAnnotation(article, `a${String(index).padStart(5, '0')}`, 'claim', {start, end: start + 12}, {note: 'x'}, 'alice', index)
    })
    const project: ProjectSnapshot = {
      ...aProject(),
      articles: [article],
      topics: [],
      registries: [],
      sets: [{article: article.id, owner: 'team', annotations, readMarks: []}],
    }
    const text = exportDataset(project, {unit: 'codepoint'})
    expect(exportDataset(read(text), {unit: 'codepoint'})).toBe(text)
  })
})

type Edit = (document: any) => void

describe('a damaged dataset is refused with the place, the damage and the remedy', () => {
  const peace = aProject().articles[0]?.id as string
  const broken: readonly (readonly [string, Edit, RegExp])[] = [
    [
      'another format',
      d => {
        d.format = 'brat'
      },
      /^This JSON file is no Claimlight dataset/,
    ],
    [
      'a newer version',
      d => {
        d.version = 3
      },
      /^This dataset is of version 3, and this Claimlight reads datasets up to version 2\. Install a newer/,
    ],
    [
      'a version that is none',
      d => {
        d.version = 'one'
      },
      /^version must be one of 1, 2, but is "one"/,
    ],
    [
      'an unknown unit',
      d => {
        d.offsets = 'bytes'
      },
      /^offsets must be one of "codepoint", "utf16", but is "bytes"/,
    ],
    [
      'an unknown field',
      d => {
        d.annotations[0].colour = 'red'
      },
      /^annotations\[0\] has "colour", which this version does not know/,
    ],
    [
      'a missing field',
      d => {
        delete d.annotations[2].quote
      },
      /^annotations\[2\]\.quote is missing\. Add it\.$/,
    ],
    [
      'a missing list',
      d => {
        delete d.articles
      },
      /^articles is missing/,
    ],
    [
      'a text for a number',
      d => {
        d.annotations[1].start = '3'
      },
      /^annotations\[1\]\.start must be a number, but is a text/,
    ],
    [
      'a broken offset',
      d => {
        d.annotations[1].start = 3.5
      },
      /^annotations\[1\]\.start must be a whole number, but is the number 3\.5/,
    ],
    [
      'a list for an article',
      d => {
        d.articles[0] = []
      },
      /^articles\[0\] must be an object, but is a list/,
    ],
    [
      'a local time',
      d => {
        d.topics[0].at = '4 Feb 2025'
      },
      /^topics\[0\]\.at must be a time in UTC such as .*, but is "4 Feb 2025"/,
    ],
    [
      'an unknown owner',
      d => {
        d.entities[0].owner = 'everyone'
      },
      /^entities\[0\]\.owner must be "team", "gold", "annotator:" and an id, or "round:", the id of a round, "\/" and an id, but is "everyone"/,
    ],
    [
      'a stance without target',
      d => {
        delete claim(d).features.stances[0].target
      },
      /^annotations\[\d\]\.features\.stances\[0\]\.target is missing/,
    ],
    [
      'a stance towards nothing known',
      d => {
        claim(d).features.stances[0].target.kind = 'weather'
      },
      /^annotations\[\d\]\.features\.stances\[0\]\.target\.kind .*"weather"/,
    ],
    [
      'a reference without id',
      d => {
        delete claim(d).features.claimId.id
      },
      /^annotations\[\d\]\.features\.claimId\.id is missing/,
    ],
    [
      'a feature that is null',
      d => {
        claim(d).features.note = null
      },
      /^annotations\[\d\]\.features\.note must be a text, a number, true or false, a reference, a list of labels or a list of stances, but is null/,
    ],
    [
      'a note that is true',
      d => {
        claim(d).features.note = true
      },
      /^annotations\[\d\]\.features\.note: note must be a text\. Write it as one\.$/,
    ],
    [
      'a label twice in one list',
      d => {
        claim(d).features.voice = ['quoted', 'quoted']
      },
      /^annotations\[\d\]\.features\.voice must list no label twice, but is \["quoted","quoted"\]\. Correct it\.$/,
    ],
    [
      'several labels where there may be one',
      d => {
        claim(d).features.voice = ['quoted', 'mixed']
      },
      /^annotations\[\d\]\.features\.voice: \["quoted","mixed"\] is not a label of voice\. Choose one of:/,
    ],
    [
      'a stance without a target among others',
      d => {
        delete claim(d).features.stances[1].target
      },
      /^annotations\[\d\]\.features\.stances\[1\]\.target is missing\. Add it\.$/,
    ],
    [
      'a schema that names a layer twice',
      d => {
        d.schema.layers[1].name = 'claim'
      },
      /^schema\.layers: two layers are named "claim"/,
    ],
    [
      'an edited text',
      d => {
        articleOf(d).text = articleOf(d).text.replace('resume', 'paused')
      },
      /^articles\[\d\]\.sha256 is not the hash of the text/,
    ],
    [
      'a text in another normal form',
      d => {
        articleOf(d).text = articleOf(d).text.normalize('NFD')
      },
      /^articles\[\d\]\.text is not in normal form/,
    ],
    [
      'a wrong id',
      d => {
        articleOf(d).id = 'f'.repeat(64)
      },
      /^articles\[\d\]\.id is not the same as its sha256/,
    ],
    [
      'a span beyond the text',
      d => {
        claim(d).end = 100_000
      },
      /^annotations\[\d\] runs from \d+ to 100000, which is no stretch of its article/,
    ],
    [
      'an empty span',
      d => {
        claim(d).end = claim(d).start
      },
      /which is no stretch of its article/,
    ],
    [
      'a shifted span',
      d => {
        claim(d).start += 1
      },
      /^annotations\[\d\]\.quote is not what the article says/,
    ],
    [
      'the wrong unit',
      d => {
        d.offsets = 'utf16'
      },
      /^annotations\[\d\].*or the unit in "offsets"/,
    ],
    [
      'a wrong prefix',
      d => {
        claim(d).prefix = 'Nobody said: '
      },
      /^annotations\[\d\]\.prefix is not what the article says before/,
    ],
    [
      'a wrong suffix',
      d => {
        claim(d).suffix = '!'
      },
      /^annotations\[\d\]\.suffix is not what the article says after/,
    ],
    [
      'an unknown layer',
      d => {
        claim(d).layer = 'opinion'
      },
      /^annotations\[\d\]\.layer is "opinion", which the schema does not have/,
    ],
    [
      'an unknown feature',
      d => {
        claim(d).features.mood = 'glad'
      },
      /^annotations\[\d\]\.features\.mood: The layer claim has no feature "mood"/,
    ],
    [
      'an unknown label',
      d => {
        claim(d).features.commitment = 'shouts'
      },
      /^annotations\[\d\]\.features\.commitment: "shouts" is not a label of commitment\. Choose one of: asserts, hedges/,
    ],
    [
      'an unknown stance',
      d => {
        claim(d).features.stances[1].value = 'pro'
      },
      /^annotations\[\d\]\.features\.stances\[1\]\.value: "pro" is not a label of stances/,
    ],
    [
      'an annotation whose id no project can keep',
      d => {
        claim(d).id = '和'.repeat(201)
      },
      /^annotations\[\d\]\.id has more than 200 characters/,
    ],
    [
      'a stance whose id no project can keep',
      d => {
        claim(d).features.stances[1].id = '和'.repeat(201)
      },
      /^annotations\[\d\]\.features\.stances\[1\]\.id has more than 200 characters/,
    ],
    [
      'a second list of stances',
      d => {
        claim(d).features.position = [{...claim(d).features.stances[0], id: 'another'}]
      },
      /^annotations\[\d\]\.features has two lists of stances, stances and position\. An annotation has one/,
    ],
    [
      'a stance twice',
      d => {
        claim(d).features.stances[1].id = 's1'
      },
      /^annotations\[\d\]\.features\.stances\[1\]\.id: Two stances have the id "s1"/,
    ],
    [
      'a reference of the wrong kind',
      d => {
        claim(d).features.claimId = {kind: 'entity', id: 'e1'}
      },
      /^annotations\[\d\]\.features\.claimId: claimId must point at: claim/,
    ],
    [
      'a later schema version',
      d => {
        claim(d).schemaVersion = 7
      },
      /^annotations\[\d\]\.schemaVersion is 7, but the schema is of version 1/,
    ],
    [
      'an unknown mention',
      d => {
        claim(d).features.attributionSource.id = 'a99'
      },
      /^annotations\[\d\]\.features\.attributionSource names the mention "a99" of team, which the dataset does not hold/,
    ],
    [
      'a claim about an unknown entity',
      d => {
        d.claims[0].about = ['e9']
      },
      /^claims\[0\]\.about\[0\] names the entity "e9" of team/,
    ],
    [
      'an unknown topic',
      d => {
        d.topics = []
      },
      /features\.stances\[0\]\.target names the topic "t1"/,
    ],
    [
      'an unknown annotator',
      d => {
        d.annotators = d.annotators.filter((each: {id: string}) => each.id !== 'carol')
      },
      /\.by names the annotator "carol"/,
    ],
    [
      'an article left out',
      d => {
        d.articles = d.articles.filter((each: {id: string}) => each.id !== peace)
      },
      /^annotations\[\d\]\.article is not among the articles/,
    ],
    [
      'an entity of another owner',
      d => {
        d.entities = d.entities.filter((each: {owner: string}) => each.owner === 'team')
      },
      /names the entity "e1" of annotator:carol/,
    ],
    [
      'an entity twice',
      d => {
        d.entities.push(d.entities[0])
      },
      /^entities\[3\] is there already as entities\[0\]/,
    ],
    [
      'an article twice',
      d => {
        d.articles.push(d.articles[0])
      },
      /^articles\[2\] is there already as articles\[0\]/,
    ],
    [
      'an annotation twice',
      d => {
        d.annotations.push(d.annotations[0])
      },
      /^annotations\[5\]\.id is the id of annotations\[0\] too/,
    ],
    [
      'a removed annotation that is there too',
      d => {
        d.removedAnnotations[0].id = 'a1'
      },
      /^removedAnnotations\[0\]\.id is the id of annotations\[\d\] too/,
    ],
    [
      'two marks of one person',
      d => {
        d.readMarks.push(d.readMarks[0])
      },
      /^readMarks\[2\] is there already/,
    ],
  ]

  test.each(broken)('%s', (_name, edit, sentence) => {
    const document = JSON.parse(exportDataset(aProject(), {unit: 'codepoint'}))
    edit(document)
    const found = problems(JSON.stringify(document))
    expect(
      found.some(problem => sentence.test(problem)),
      found.join('\n'),
    ).toBe(true)
    for (const problem of found) expect(problem).toMatch(/\.$/)
  })

  const claim = (document: any): any => document.annotations.find((each: {id: string}) => each.id === 'a1')
  const articleOf = (document: any): any => document.articles.find((each: {id: string}) => each.id === peace)

  test('a span that cuts an emoji in two', () => {
    const document = JSON.parse(exportDataset(aProject(), {unit: 'utf16'}))
    claim(document).end -= 5
    expect(problems(JSON.stringify(document))).toEqual([expect.stringMatching(/cuts a character in two/)])
  })

  test('cut short on its way', () => {
    const text = exportDataset(aProject(), {unit: 'codepoint'})
    expect(problems(text.slice(0, text.length / 2))).toEqual([expect.stringMatching(/^The file is not whole: its JSON stops at line \d+, column \d+/)])
  })

  test('not JSON, or not an object', () => {
    expect(problems('<html>')).toEqual([expect.stringMatching(/^This is not JSON: line 1, column 1/)])
    for (const text of ['null', '[]', '3', '"claimlight-dataset"'])
      expect(problems(text)).toEqual([expect.stringMatching(/^This JSON file is no Claimlight dataset/)])
  })

  test('in many places is told in a hundred of them', () => {
    const document = JSON.parse(exportDataset(aProject(), {unit: 'codepoint'}))
    document.annotations = Array.from({length: 250}, () => 1)
    const found = problems(JSON.stringify(document))
    expect(found).toHaveLength(101)
    expect(found.at(-1)).toBe('And 150 problems more.')
  })

  test('of any JSON never makes the reader throw', () => {
    const whole = JSON.parse(exportDataset(aProject(), {unit: 'codepoint'}))
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(whole)), fc.jsonValue(), (key, value) => {
        const parsed = parseDataset(JSON.stringify({...whole, [key]: value}))
        if (!parsed.ok) expect(parsed.error.length).toBeGreaterThan(0)
        else expect(parseDataset(exportDataset(parsed.value, {unit: 'codepoint'})).ok).toBe(true)
      }),
      {numRuns: 300},
    )
  })
})

test('the times of the test project are what they seem', () => {
  expect(new Date(at(20)).toISOString()).toBe('2025-02-04T09:30:20.000Z')
})
