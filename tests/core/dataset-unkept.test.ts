import {expect, test} from 'vitest'
import {exportDataset} from '../../src/core/dataset/dataset.ts'
import {parseDataset} from '../support/datasets.ts'
import {aProject} from './projects.ts'

type Edit = (document: any) => void

/** What is wrong with a dataset after an edit. */
function problems(edit: Edit): readonly string[] {
  const document = JSON.parse(exportDataset(aProject(), {unit: 'codepoint'}))
  edit(document)
  const parsed = parseDataset(JSON.stringify(document))
  return parsed.ok ? [] : parsed.error
}

const said = (document: any): any => document.annotations.find(({id}: {id: string}) => id === 'a1')

test.each<readonly [string, Edit, RegExp]>([
  [
    'an annotation whose id turns the words around it',
    d => {
      d.removedAnnotations[0].id = 'a\u202e'
    },
    /^removedAnnotations\[0\]\.id holds signs that nobody sees/,
  ],
  [
    'an annotation whose id has a line break',
    d => {
      d.annotations[0].id = 'a\nb'
    },
    /^annotations\[0\]\.id holds signs that nobody sees/,
  ],
  [
    'a stance whose id has a zero',
    d => {
      said(d).features.stances[0].id = 's\0'
    },
    /^annotations\[\d\]\.features\.stances\[0\]\.id holds signs that nobody sees/,
  ],
  [
    'an entity that is called like the mother of objects',
    d => {
      d.entities[0].id = '__proto__'
    },
    /^entities\[0\]\.id must hold no signs that nobody sees/,
  ],
  [
    'a person whose id is very long',
    d => {
      d.annotators[0].id = 'x'.repeat(201)
    },
    /^annotators\[0\]\.id must have at most 200 characters/,
  ],
  [
    'a topic whose name is a book',
    d => {
      d.topics[0].name = '和'.repeat(2001)
    },
    /^topics\[0\]\.name must have at most 2,000 characters/,
  ],
  [
    'a layer whose name is a page',
    d => {
      said(d).layer = 'x'.repeat(2001)
    },
    /^annotations\[\d\]\.layer must have at most 2,000 characters/,
  ],
  [
    'an act of before 1970',
    d => {
      d.readMarks[0].at = '1969-12-31T23:59:59.000Z'
    },
    /^readMarks\[0\]\.at must not be before 1970, but is "1969/,
  ],
  [
    'an article with more details than text',
    d => {
      d.articles[0].warnings = Array(1001).fill('x'.repeat(100))
    },
    /^articles\[0\] has more details than a project can keep/,
  ],
  [
    'an order of a round with more in it',
    d => {
      d.rounds = [aRound({order: {seed: 'x', own: 1}})]
    },
    /^rounds\[0\]\.order/,
  ],
])('a dataset with %s, which another hub would refuse for ever, is refused with the place and the remedy', (_name, edit, sentence) => {
  const found = problems(edit)
  expect(found.filter(problem => sentence.test(problem))).toHaveLength(1)
})

const aRound = (fields: object): object => ({id: 'r1', name: 'One', startedAt: '2025-02-04T09:30:00.000Z', ...fields})

test.each([' ', '\u200b', '\u202e', '\0'])(
  'a dataset whose schema has the label %j, which nobody could see and no export could say again, is refused',
  label => {
    const sentence = /^schema\.layers: the label of \S+ has nothing that can be seen\. Write one with letters\.$/
    expect(
      problems(d => {
        d.schema.layers[0].label = label
      }),
    ).toEqual([expect.stringMatching(sentence)])
    expect(
      problems(d => {
        d.schema.layers[0].features[0].label = label
      }),
    ).toEqual([expect.stringMatching(sentence)])
  },
)

test('a dataset with half a character anywhere is refused with the place, as a project would keep another sign there', () => {
  const half = ' has half a character, which no text can hold. Write it whole.'
  expect(
    problems(d => {
      d.name = 'Peace \ud83d'
    }),
  ).toEqual([`name${half}`])
  expect(
    problems(d => {
      d.annotations[1].id = '\ud800'
    }),
  ).toEqual([`annotations[1].id${half}`])
  expect(
    problems(d => {
      said(d).features = {'\udc00': 'x'}
    }),
  ).toEqual([expect.stringMatching(/^annotations\[\d\]\.features has half a character/)])
  expect(
    problems(d => {
      d.name = 'Peace 🕊️ \\ud83d'
    }),
  ).toEqual([])
})

test('an annotation of an earlier version that says neither how it was said nor what the mappings read is refused', () => {
  const mapped: Edit = d => {
    d.schema.version = 2
    d.schema.mappings = [{version: 2, layer: 'assertion', to: 'claim'}]
  }
  expect(problems(mapped)).toEqual([])
  expect(
    problems(d => {
      mapped(d)
      said(d).layer = 'assertion'
    }),
  ).toEqual([expect.stringMatching(/^annotations\[\d\]: layer and features are not as the mappings of the schema read them\. Write what these make of them/)])
})
