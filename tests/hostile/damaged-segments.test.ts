import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {documentName} from '../../src/project/document-address.ts'
import {checkExchangeFolder} from '../../src/storage/exchange-folder/check-folder.ts'
import {makeWriterFolder, segmentPath} from '../../src/storage/exchange-folder/device-folders.ts'
import {writeExchange} from '../../src/storage/exchange-folder/exchange.ts'
import {readExchange} from '../../src/storage/exchange-folder/read-exchange.ts'
import type {Entry} from '../../src/storage/exchange-folder/segment-body.ts'
import {formatSegment, segmentId, segmentName} from '../../src/storage/exchange-folder/segment.ts'
import type {ExchangeFolder} from '../../src/storage/exchange-folder/exchange-folder.ts'
import {aFolder, aHome, addClaim, ARTICLE, PASSPHRASE, PROJECT, syncOf, TEAM} from '../exchange-folder/peer.ts'
import {createExchangeFolder} from '../../src/storage/exchange-folder/exchange-folder.ts'
import {inEnglish, value} from '../support/results.ts'
import {beyondCounting, impossible, nestedMaps} from './poison.ts'

const BOBS: DocumentAddress = {kind: 'set', article: ARTICLE.id, owner: 'annotator:bob'}

let folder: Awaited<ReturnType<typeof aFolder>>
beforeEach(async () => {
  folder = await aFolder()
})
afterEach(() => folder.remove())

/** A whole, sealed segment of somebody who has the passphrase. */
async function sealedSegment(share: ExchangeFolder, writer: string, entries: readonly Entry[]): Promise<void> {
  await makeWriterFolder(share, writer)
  const bytes = await formatSegment(share.key, {share: share.id, writer, seq: 1}, {person: writer, level: 0, replaces: [], seen: [], keys: {}, entries})
  await writeFile(segmentPath(share, writer, segmentName(segmentId(1, bytes), 0)), bytes)
}

const entry = (address: DocumentAddress, update: Uint8Array): Entry => ({kind: 'document', name: documentName(PROJECT, address), address, update})

describe('files of colleagues that hold what no document can', () => {
  test('[SF46] a sealed segment of a shared folder: that is left out and said, and all else of it and of others is merged', async () => {
    const share = value(await createExchangeFolder(join(folder.path, 'share'), {projectId: PROJECT, passphrase: PASSPHRASE}))
    const [alice, bob, carol] = [aHome(), aHome(), aHome()]
    await addClaim(bob, {id: 'bobs'}, BOBS)
    await addClaim(carol, {id: 'carols'})
    const [bobs] = await bob.store.load(documentName(PROJECT, BOBS))
    await sealedSegment(share, 'bob', [...impossible().map(([, update]) => entry(TEAM, update)), entry(BOBS, bobs as Uint8Array)])
    value(await (await syncOf(carol, share, 'carol', join(folder.path, 'carol.state'))).flush())

    const sync = await syncOf(alice, share, 'alice', join(folder.path, 'alice.state'))
    const polled = value(await sync.poll())
    expect(polled.problems).toHaveLength(impossible().length)
    for (const problem of polled.problems)
      expect(`${problem}`).toMatch(/^Something from bob about the annotations \(team\) of article [0-9a-f]{12} is damaged and was left out\./)
    expect((await alice.claims(TEAM)).map(({id}) => id)).toEqual(['carols'])
    expect((await alice.claims(BOBS)).map(({id}) => id)).toEqual(['bobs'])
    await addClaim(alice, {id: 'alices'})
    value(await sync.flush())
    value(await sync.compact(2))
    expect(sync.status()).toMatchObject({shared: true, problem: undefined})
    expect(await alice.store.check()).toEqual([])

    const {problems} = await checkExchangeFolder(share)
    expect(problems).toHaveLength(impossible().length)
    await sync.close()
  })

  test('[SF46] an exchange file: check names it, and all else is merged', async () => {
    const path = join(folder.path, 'Sea ice.claimlight-exchange')
    const [alice, bob] = [aHome(), aHome()]
    await addClaim(alice, {id: 'alices'}, BOBS)
    const source = {
      ...alice.source,
      documents: async () => [{name: documentName(PROJECT, TEAM), address: TEAM}, ...(await alice.source.documents())],
      load: async (name: string) =>
        name === documentName(PROJECT, TEAM) ? [nestedMaps({depth: 300}), beyondCounting()[0] as Uint8Array] : alice.source.load(name),
    }
    value(await writeExchange(path, {projectId: PROJECT, passphrase: PASSPHRASE, person: 'alice', source}))
    const file = value(await readExchange(path, {passphrase: PASSPHRASE}))
    expect(value(await file.check()).map(String)).toEqual([expect.stringContaining('the annotations (team)')])
    expect(inEnglish(value(await file.merge(bob.target)))).toMatchObject({documents: 2, problems: [expect.stringContaining('is damaged and was left out')]})
    expect((await bob.claims(BOBS)).map(({id}) => id)).toEqual(['alices'])
  })
})
