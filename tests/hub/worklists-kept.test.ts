import {readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import type {Hub} from '../../src/hub/hub.ts'
import {backupFolder} from '../../src/storage/backup-folder.ts'
import {salvageStore} from '../../src/storage/libsql/salvage-store.ts'
import {openProjectFolder, storePath} from '../../src/storage/project-folder.ts'
import {modifiedWindow} from '../hostile/modified-client.ts'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import {entered} from '../support/entered.ts'
import {refusal, value} from '../support/results.ts'
import {openRound} from '../support/rounds.ts'
import {aHub, ALICE, aProjectFolder, BOB, newFolder, openedFolder} from './hub-bench.ts'

const ICE = anArticle(MIXED_TEXT)
const PEACE = anArticle('וַיְהִי שָׁלוֹם — 和平即将到来, سلام 🕊️')

let path = ''
let remove: () => Promise<void>
let round = ''
beforeEach(async () => {
  ;({path, remove} = await newFolder())
  const hub = await aHub(await aProjectFolder(`${path}/Ceasefire.claimlight`))
  const alice = hub.requests(ALICE, 'browser')
  await entered(hub, [ICE, PEACE], [ALICE, BOB])
  round = value(await alice.startRound('Runde 1 和平', {articles: [ICE.id, PEACE.id]}, [{annotator: 'bob', articles: [PEACE.id, ICE.id]}])).id
  value(await hub.requests(BOB, 'browser').finishArticle(round, PEACE.id))
  await hub.close()
})
afterEach(() => remove())

/** What Bob is to do and has done is as it was: told to Alice, kept from nobody who may have it, and as it was sealed. */
async function expectAsBefore(hub: Hub): Promise<void> {
  const [alice, bob] = [hub.requests(ALICE, 'browser'), hub.requests(BOB, 'browser')]
  expect(value(await alice.roundProgress(round))).toMatchObject([{annotator: 'bob', given: 2, finished: 1}])
  const client = modifiedWindow(hub, BOB)
  expect(await client.open({kind: 'worklist', round, annotator: 'bob'})).toBe('read-write')
  client.close()
  expect(refusal(await bob.finishArticle(round, PEACE.id))).toContain('already')
  expect(refusal(await alice.changeWorklist(round, {annotator: 'bob', articles: [ICE.id]}))).toContain('Bob has finished')
  value(await bob.finishArticle(round, ICE.id))
  await openRound(hub, round)
  expect(value(await alice.checkProject()).problems).toEqual([])
  await hub.close()
}

test('[RD7] worklists are in a backup, with what was finished and sealed, and are gone on with there', async () => {
  const project = value(await openProjectFolder(`${path}/Ceasefire.claimlight`, {mode: 'read'}))
  const out = join(path, 'Backup.claimlight')
  expect(await backupFolder(project, out)).toMatchObject({ok: true, value: {problems: []}})
  await project.close()
  await expectAsBefore(await aHub(await openedFolder(out)))
})

test('[RD7] worklists are in a store that was repaired', async () => {
  const folder = `${path}/Ceasefire.claimlight`
  const store = await readFile(storePath(folder))
  await writeFile(storePath(folder), store.fill(0, 0, 64))
  expect(await openProjectFolder(folder, {mode: 'write'})).toMatchObject({ok: false})
  expect(salvageStore(storePath(folder))).toMatchObject({ok: true})
  await expectAsBefore(await aHub(await openedFolder(folder)))
})
