import {cp, mkdir} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, beforeAll} from 'vitest'
import {openCommonProject} from '../../src/hub/cluster/open-common.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {createHub} from '../../src/hub/hub.ts'
import {aProjectFolder, newFolder} from '../hub/hub-bench.ts'
import {value} from '../support/results.ts'
import {postgresServer} from './servers.ts'

/** For the tests of one group two hubs that serve one project from PostgreSQL, the second with nothing of it but its name; both gone after them. */
export function twoHubs(each: (first: Hub, second: Hub) => void): void {
  let end: () => Promise<void>
  beforeAll(async () => {
    const [server, place] = await Promise.all([postgresServer(), newFolder()])
    const hubs: Hub[] = []
    end = async () => {
      for (const hub of hubs) await hub.close()
      await Promise.all([server.remove(), place.remove()])
    }
    const aHub = async (folder: string): Promise<Hub> => {
      const hub = await createHub({folder: value(await openCommonProject(folder, server.url, {copy: true})), version: '0.0.0'})
      hubs.push(hub)
      return hub
    }
    const [whole, bare] = [join(place.path, 'Whole.claimlight'), join(place.path, 'Bare.claimlight')]
    await (await aProjectFolder(whole)).close()
    const first = await aHub(whole)
    await mkdir(bare)
    await cp(join(whole, 'manifest.json'), join(bare, 'manifest.json'))
    each(first, await aHub(bare))
  }, 60_000)
  afterAll(() => end())
}
