import {expect, test} from 'vitest'
import {exportDataset} from '../../src/core/dataset/dataset.ts'
import {parseDataset} from '../support/datasets.ts'
import {aProject} from './projects.ts'

type Edit = (features: any) => void

/** What is wrong with a dataset in which an annotation says something else, made under a schema that is not in the file. */
function problems(edit: Edit): readonly string[] {
  const document = JSON.parse(exportDataset(aProject(), {unit: 'codepoint'}))
  document.schema.version = 2
  edit(document.annotations.find(({id}: {id: string}) => id === 'a1').features)
  const parsed = parseDataset(JSON.stringify(document))
  return parsed.ok ? [] : parsed.error
}

test.each<readonly [string, Edit, RegExp]>([
  [
    'a feature that is named like what every object has',
    f => {
      f.toString = 'x'
    },
    /^annotations\[\d\]\.features\.toString has a name that means something to every program\. Give it another\.$/,
  ],
  [
    'a feature that is named constructor',
    f => {
      f.constructor = ['x']
    },
    /^annotations\[\d\]\.features\.constructor has a name that means something/,
  ],
  [
    'a text in the place of stances',
    f => {
      f.stances = 'favor'
    },
    /^annotations\[\d\]\.features\.stances can only be a list of stances\. Write it as one, or give the feature another name\.$/,
  ],
  [
    'one id of two stances',
    f => {
      f.stances.push(f.stances[1])
    },
    /^annotations\[\d\]\.features\.stances\[3\]\.id: Two stances have the id "s2"\. Give each its own\.$/,
  ],
  [
    'a label that is too long for a key',
    f => {
      f.topics = ['和平', '🕊️'.repeat(300)]
    },
    /^annotations\[\d\]\.features\.topics\[1\] is "🕊️[^"]*", which is too long, or holds signs that nobody sees\. Shorten it/,
  ],
  [
    'a label with a mark that turns the words around it',
    f => {
      f.topics = ['שלום\u200f']
    },
    /^annotations\[\d\]\.features\.topics\[0\] is "שלום.", which is too long, or holds signs that nobody sees/,
  ],
  [
    'a feature without a name',
    f => {
      f[''] = 'x'
    },
    /^annotations\[\d\]\.features has a value under an empty name\. Give it one\.$/,
  ],
  [
    'a feature with a very long name',
    f => {
      f['x'.repeat(600)] = 'x'
    },
    /^annotations\[\d\]\.features has the name "x{40}", which is too long/,
  ],
  [
    'a text that is longer than a hub takes',
    f => {
      f.note = 'x'.repeat(100_001)
    },
    /^annotations\[\d\]\.features\.note must have at most 100,000 characters\. Shorten it\.$/,
  ],
  [
    'a stance of very great length',
    f => {
      f.stances[0].value = 'x'.repeat(2001)
    },
    /^annotations\[\d\]\.features\.stances\[0\]\.value must have at most 2,000 characters\. Shorten it\.$/,
  ],
])('a dataset with %s, which no project could keep or pass on, is refused with the place and the remedy', (_name, edit, sentence) => {
  expect(problems(edit)).toEqual([expect.stringMatching(sentence)])
})

test('a dataset with labels of an earlier schema is read', () => {
  expect(
    problems(features => {
      features.topics = ['和平', 'سلام']
    }),
  ).toEqual([])
})
