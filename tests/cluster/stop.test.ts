import {join} from 'node:path'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {documentFrom} from '../../src/project/document-from.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {documentName} from '../../src/project/document-address.ts'
import {signedIn} from '../hub/browser.ts'
import type {BuiltCli} from '../hub/built-cli.ts'
import {builtCli} from '../hub/built-cli.ts'
import {newFolder, openedFolder, until} from '../hub/hub-bench.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'

const article = anArticle(MIXED_TEXT)
const teamSet: DocumentAddress = {kind: 'set', article: article.id, owner: 'team'}
const SAMPLE = join(import.meta.dirname, '..', '..', 'resources', 'sample')

let cli: BuiltCli
let place: Awaited<ReturnType<typeof newFolder>>
beforeAll(async () => {
  ;[cli, place] = await Promise.all([builtCli(), newFolder()])
})
afterAll(async () => {
  await Promise.all([cli.remove(), place.remove()])
})

test('[SD1] a hub that is asked to stop in mid-traffic ends in good order with everything it acknowledged; a backup made meanwhile is whole', async () => {
  const path = join(place.path, 'Ceasefire é 文.claimlight')
  expect(await cli.run(['import', path, SAMPLE])).toMatchObject({code: 0})
  const served = await cli.serve([path, '--port', '0'])
  const browser = await signedIn(served.url)
  const session = await browser.request('session')
  if (!session.ok) throw new Error(`${session.error}`)
  const window = browser.window(session.value.projectId)
  const {doc, provider, opened} = window.open(teamSet)
  expect(await opened).toBeUndefined()
  const made: string[] = []
  const add = (): void => {
    const claim = aClaim(article, 'السلام قريب', {by: session.value.person.id})
    made.push(claim.id)
    annotationSet(doc).add([claim])
  }
  const acknowledged = (): readonly string[] => made.slice(0, made.length - provider.unsyncedChanges)
  while (acknowledged().length < 30) {
    add()
    await new Promise(setImmediate)
  }
  const before = acknowledged()
  const backup = join(place.path, 'backup of Monday')
  const backedUp = cli.run(['backup', path, '--out', backup])
  let isDone = false
  void backedUp.then(() => {
    isDone = true
  })
  while (!isDone) {
    add()
    await until('the hub keeps up', () => provider.unsyncedChanges < 5)
  }
  expect(await backedUp).toMatchObject({code: 0, stdout: expect.stringContaining('5 articles'), stderr: ''})
  served.child.kill('SIGTERM')
  for (let n = 0; n < 50; n++) add()
  expect(await served.ended).toBe(0)
  const last = acknowledged()
  window.close()

  const claimsIn = async (project: string): Promise<readonly string[]> => {
    const folder = await openedFolder(project)
    expect(await folder.store.check()).toEqual([])
    const doc = documentFrom(await folder.store.load(documentName(folder.projectId, teamSet)))
    await folder.close()
    return annotationSet(doc)
      .all()
      .map(({id}) => id)
  }
  expect(await claimsIn(path)).toEqual(expect.arrayContaining([...last]))
  expect(await claimsIn(backup)).toEqual(expect.arrayContaining([...before]))
})
