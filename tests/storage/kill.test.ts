import {readdir} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import type * as Y from 'yjs'
import {playedPast} from '../../src/storage/log/logged-past.ts'
import {createProjectFolder, openProjectFolder} from '../../src/storage/project-folder.ts'
import {builtChild, killedAfter} from './child-process.ts'
import {loadedState} from './documents.ts'
import {temporaryFolder} from './temporary.ts'

/** How much is acknowledged before each kill: from the first moments to some hundred changes, compactions and texts. */
const KILLS = [1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 40, 120, 7]

test('[ST12] [HI2] everything acknowledged before a SIGKILL is there afterwards, with its history, and the project opens at once', {
  timeout: 240_000,
}, async () => {
  const program = await builtChild('writer')
  const path = join(await temporaryFolder(), 'Peace talks.claimlight')
  const made = await createProjectFolder(path, {projectId: 'p1'})
  if (!made.ok) throw new Error(`${made.error}`)
  await made.value.close()

  const acknowledged: string[] = []
  for (const [round, lines] of KILLS.entries()) {
    const printed = await killedAfter(lines, program, [path, String(round)])
    expect(printed[0]).toBe('open')
    expect(printed.length).toBeGreaterThanOrEqual(lines)
    acknowledged.push(...printed.slice(1))

    const opened = await openProjectFolder(path, {mode: 'write'})
    if (!opened.ok) throw new Error(`${opened.error}`)
    const {store, texts, close} = opened.value
    const claims = (await loadedState(store, 'set')) as {[key: string]: string}
    const missing = acknowledged.filter(line => line.startsWith('claim ') && claims[line.slice(6)] === undefined)
    expect(missing).toEqual([])
    const {doc, changes} = await playedPast(await store.past('set', 'one'))
    const now = (doc.getMap('annotations').get('one') as Y.Map<unknown> | undefined)?.get('confidence')
    const stood = new Set([now, ...changes.filter(({annotation}) => annotation === 'one').map(({was}) => was.confidence)])
    expect(acknowledged.filter(line => line.startsWith('claim ') && !stood.has(line.slice(6)))).toEqual([])
    doc.destroy()
    for (const line of acknowledged) if (line.startsWith('text ')) expect(await texts.get(line.slice(5))).toMatchObject({ok: true})
    expect((await readdir(join(path, 'articles'))).filter(name => !/^[0-9a-f]{64}\.(txt|json)$/.test(name))).toEqual([])
    for (const id of await texts.list()) expect(await texts.get(id)).toMatchObject({ok: true})
    expect(await store.check()).toEqual([])
    await close()
  }
  expect(acknowledged.filter(line => line.startsWith('claim ')).length).toBeGreaterThan(500)
  expect(acknowledged.filter(line => line.startsWith('text ')).length).toBeGreaterThan(5)
})
