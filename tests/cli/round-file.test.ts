import {readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import * as Y from 'yjs'
import {readRoundFile, strangersIn} from '../../src/cli/round-file.ts'
import {project} from '../../src/project/project.ts'
import {newFolder} from '../hub/hub-bench.ts'
import {anArticle} from '../support/builders.ts'
import {refusal, value} from '../support/results.ts'

const ICE = anArticle('السلام قريب 和平 👩‍👩‍👧.')
const NONE = 'f'.repeat(64)

let home: Awaited<ReturnType<typeof newFolder>>
beforeEach(async () => {
  home = await newFolder()
})
afterEach(() => home.remove())

async function read(content: object) {
  const path = `${home.path}/runde.json`
  await writeFile(path, JSON.stringify(content))
  return readRoundFile(path)
}

test.each([
  [{perArticel: 2}, 'The file has "perArticel", which this version does not know.'],
  [{share: 2, perArticle: 2}, 'share must be at most 1, but is 2.'],
  [{share: -0.5, perArticle: 2}, 'share must be at least 0, but is -0.5.'],
  [{share: '20 %', perArticle: 2}, 'share must be a number, but is a text.'],
  [{seed: ''}, 'seed must not be empty.'],
  [{seed: 'abc'}, 'Nothing follows from "seed" here'],
  [{seed: 'abc', lists: [{annotator: 'bob', articles: [ICE.id]}]}, 'Nothing follows from "seed" here'],
  [{lists: []}, 'lists must list at least 1.'],
  [
    {
      lists: [
        {annotator: 'bob', articles: [ICE.id]},
        {annotator: 'carol', articles: []},
      ],
    },
    'lists[1].articles must list at least 1.',
  ],
  [{lists: [{annotator: 'bob', article: ICE.id}]}, 'lists[0].articles is missing.'],
  [
    {lists: [{annotator: 'bob', articles: ['和平']}]},
    'lists[0].articles[0] must be the id of an article, which has 64 digits from 0 to f, but is "和平". Correct it.',
  ],
  [{hide: ['title']}, 'hide[0] must be'],
  [{draft: 'yes'}, 'draft must be true or false, but is a text.'],
])('[RD16] a file with %j is refused by a sentence that names the place', async (fields, sentence) => {
  expect(refusal(await read({name: 'Runde 1 和平', ...fields}))).toContain(sentence)
})

test('[RD16] a file that Windows wrote as UTF-16 is refused by a sentence that says so', async () => {
  for (const order of ['little', 'big']) {
    const text = Buffer.from('\uFEFF{"name": "Runde 1 和平"}', 'utf16le')
    const path = `${home.path}/${order}.json`
    await writeFile(path, order === 'big' ? text.swap16() : text)
    expect(refusal(await readRoundFile(path))).toBe('The file is UTF-16, not UTF-8. Save it as UTF-8.')
  }
})

test('[RD16] a file says each thing of a round once, and by which chance its articles go to whom', async () => {
  const wish = {name: 'Runde 1 和平', perArticle: 2, share: 0.2, seed: '7', order: {seed: '8'}, draft: true}
  expect(value(await read(wish))).toEqual({name: wish.name, plan: {perArticle: 2, order: wish.order}, share: 0.2, seed: '7', isDraft: true})
})

test('[RD16] [RD17] a file says what is hidden from the annotators of a round, and whether they are given suggestions', async () => {
  const wish = {name: 'Runde 1 和平', hide: ['outlet', 'url'], suggestions: false}
  expect(value(await read(wish))).toEqual({name: wish.name, plan: {hide: wish.hide, suggestions: false}, isDraft: false})
})

test('[RD16] the file that the page on rounds shows is one', async () => {
  const page = await readFile(join(import.meta.dirname, '../../docs/rounds.md'), 'utf8')
  const [, shown = ''] = /```json\n(.*?)```/su.exec(page) ?? []
  expect(value(await read(JSON.parse(shown)))).toMatchObject({plan: {perArticle: 2}, share: 0.2, seed: '7', isDraft: false})
})

test('[RD16] whom and what it names that the project does not have is told by place and id', () => {
  const made = project(new Y.Doc())
  const {text: _, ...entry} = ICE
  made.articles.put(entry)
  made.people.put({id: 'bob', name: 'Bob', role: 'annotator'})
  const lists = [
    {annotator: 'bob', articles: [ICE.id, NONE]},
    {annotator: 'caröl', articles: [ICE.id]},
  ]
  expect([...strangersIn({name: 'Pilot', plan: {annotators: ['bob', 'dave'], articles: [NONE]}, lists}, made)].map(String)).toEqual([
    'annotators[1] is "dave", whom the project does not have. Write the id of somebody who is in it.',
    'articles[0] is "ffffffffffff…", which is no article of the project. Import it first, or take it out.',
    'lists[0].articles[1] is "ffffffffffff…", which is no article of the project. Import it first, or take it out.',
    'lists[1].annotator is "caröl", whom the project does not have. Write the id of somebody who is in it.',
  ])
})
