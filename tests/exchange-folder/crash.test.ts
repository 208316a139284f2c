import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {mkdir, readdir} from 'node:fs/promises'
import {join} from 'node:path'
import {createInterface} from 'node:readline'
import {fileURLToPath} from 'node:url'
import {build} from 'vite'
import {beforeAll, expect, test} from 'vitest'
import {openStore} from '../../src/storage/libsql/libsql-store.ts'
import {createExchangeFolder} from '../../src/storage/exchange-folder/exchange-folder.ts'
import {PASSPHRASE, PROJECT, TEAM, aFolder, aHome, addClaim, syncOf} from './peer.ts'
import {value} from '../support/results.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const outDir = join(root, 'out/test-segments')
const program = join(outDir, 'peer-process.js')

beforeAll(async () => {
  await build({root, configFile: false, logLevel: 'error', build: {ssr: 'tests/exchange-folder/peer-process.ts', outDir, emptyOutDir: true, target: 'node20'}})
})

/** A fixed sequence that looks random: after how many lines each process is killed. */
function* lineCounts(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff
    yield 1 + ((state >> 8) % 40)
  }
}

test('[SF25] a device killed while it flushes, polls and tidies loses nothing it had saved, and nothing it had shared is missing in the folder', async () => {
  const place = await aFolder()
  const folder = join(place.path, 'share')
  const homeFolder = join(place.path, 'alice')
  await mkdir(homeFolder)
  const share = value(await createExchangeFolder(folder, {projectId: PROJECT, passphrase: PASSPHRASE}))
  const bob = aHome()
  const bobsSync = await syncOf(bob, share, 'bob', join(place.path, 'bob.state'))
  const saved = new Set<string>()
  const shared = new Set<string>()
  const counts = lineCounts(20_260_101)
  try {
    for (let kill = 0; kill < 14; kill++) {
      const count = counts.next().value
      const child = spawn(process.execPath, [program, folder, homeFolder, 'work', String(kill * 1000)], {stdio: ['ignore', 'pipe', 'inherit']})
      const exit = once(child, 'exit')
      let lines = 0
      for await (const line of createInterface({input: child.stdout})) {
        const [what, id] = line.split(' ')
        if (what === 'saved' && id !== undefined) saved.add(id)
        if (what === 'shared' && id !== undefined) shared.add(id)
        if (++lines === count) child.kill('SIGKILL')
      }
      expect((await exit)[1]).toBe('SIGKILL')
      await addClaim(bob, {id: `bob-${kill}`})
      value(await bobsSync.flush())
      if (kill % 3 === 0) value(await bobsSync.poll())
      const newcomer = aHome()
      const sync = await syncOf(newcomer, share, 'carol', join(place.path, `carol-${kill}.state`))
      expect(value(await sync.poll())).toMatchObject({unfinished: 0, problems: []})
      const arrived = new Set((await newcomer.claims(TEAM)).map(({id}) => id))
      expect([...shared].filter(id => !arrived.has(id))).toEqual([])
      await sync.close()
    }
    const last = spawn(process.execPath, [program, folder, homeFolder, 'finish'], {stdio: 'inherit'})
    expect(await once(last, 'exit')).toEqual([0, null])
    // No crash was taken for a second device of that name.
    expect((await readdir(join(folder, 'devices'))).sort()).toEqual(['alice', 'bob'])
    value(await bobsSync.poll())
    const alice = aHome({store: value(openStore(join(homeFolder, 'store.db')))})
    const everything = (await bob.claims(TEAM)).map(({id}) => id)
    expect(await alice.claims(TEAM)).toEqual(await bob.claims(TEAM))
    expect([...saved].filter(id => !everything.includes(id))).toEqual([])
    expect(everything.filter(id => id.startsWith('bob-'))).toHaveLength(14)
    await alice.store.close()
  } finally {
    await bobsSync.close()
    await place.remove()
  }
}, 240_000)
