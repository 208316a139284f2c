import {mkdir, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {toldElsewhere} from '../../src/hub/documents/told-elsewhere.ts'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import {inEnglish, value} from '../support/results.ts'
import type {Guest, SharedBench} from './share-bench.ts'
import {aSharedProject, guest} from './share-bench.ts'

const article = anArticle(MIXED_TEXT)

let bench: SharedBench
let carol: Guest
beforeEach(async () => {
  bench = await aSharedProject()
  value(await bench.alice.importFiles([{name: 'a.txt', bytes: new TextEncoder().encode(article.text)}], null))
  carol = await guest(value(await bench.alice.invite({name: 'Carol', role: 'curator', days: 30})).browserLink, 'Carol')
})
afterEach(() => bench.remove())

test('[SEC42] a text that is missing is told with its place to whoever sits at the computer, and without it to everybody else', async () => {
  await rm(join(bench.folder, 'articles'), {recursive: true})
  await mkdir(join(bench.folder, 'articles'))
  const [hers, carols] = [await bench.alice.articleText(article.id), await carol.request('articleText', article.id)]
  expect(inEnglish(hers)).toMatchObject({ok: false, error: expect.stringContaining(bench.folder)})
  expect(inEnglish(carols)).toMatchObject({ok: false, error: expect.stringContaining('Tell the person who runs it')})
  for (const answer of [carols, await carol.request('exportDataset', 'codepoint'), await carol.request('checkProject')])
    expect(JSON.stringify(answer)).not.toContain(bench.folder)
  expect(JSON.stringify(await bench.alice.checkProject())).toContain(bench.folder)
})

test('[SEC42] a text that cannot be written is told so too', async () => {
  // A file where the folder was: nothing can be written there, whoever runs the test.
  await rm(join(bench.folder, 'articles'), {recursive: true})
  await writeFile(join(bench.folder, 'articles'), '')
  const files = [{name: 'b.txt', bytes: new TextEncoder().encode('Ice returns. السلام')}]
  const carols = await carol.request('importFiles', files, null)
  expect(inEnglish(carols)).toMatchObject({ok: true, value: [{state: 'refused', reason: expect.stringContaining('Tell the person who runs it')}]})
  expect(JSON.stringify(carols)).not.toContain(bench.folder)
  expect(JSON.stringify(await bench.alice.importFiles(files, null))).toContain(bench.folder)
})

test('[SEC42] what is told has no place, address or word of a system in it, and what says what to do is left as it is', () => {
  for (const sentence of [
    'The file /home/alice/Ice and seas/a.txt could not be written, because the disk is full. Free some space and try again.',
    'C:\\Users\\Alice\\Ice.claimlight is damaged.',
    '“~/Ice” is no project.',
    'The text could not be read, because the database reported an error (42P01: relation "claimlight.text" does not exist). See its log.',
    'postgresql://alice@db.internal:5432/ice cannot be opened.',
    'connect ECONNREFUSED 10.0.0.7:5432',
    '\\\\server\\share\\Ice is not there.',
  ]) {
    const told = `${toldElsewhere(sentence)}`
    expect(told).toMatch(/^That did not work, because .*Tell the person who runs it; she is told more\.$/)
    expect(told).not.toMatch(/alice|ice|claimlight|10\.0|server|postgres/i)
  }
  for (const sentence of [
    'Only a curator or an admin of this project may do that.',
    '“Ice and/or seas”: the words “a/b” are not in the text.',
    'Everything else is closed to you.',
  ])
    expect(toldElsewhere(sentence)).toBe(sentence)
})
