import {readFile, readdir, truncate, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {anArticle} from '../support/builders.ts'
import {writeExchange} from '../../src/storage/exchange-folder/exchange.ts'
import {readExchange} from '../../src/storage/exchange-folder/read-exchange.ts'
import type {Home} from './peer.ts'
import {ARTICLE, PASSPHRASE, PROJECT, TEAM, aFolder, aHome, addClaim} from './peer.ts'
import {refusal, value} from '../support/results.ts'

let folder: Awaited<ReturnType<typeof aFolder>>
let path: string
beforeEach(async () => {
  folder = await aFolder()
  path = join(folder.path, 'Sea ice.claimlight-exchange')
})
afterEach(() => folder.remove())

async function aliceAtHome(given: Parameters<typeof aHome>[0] = {}): Promise<Home> {
  const home = aHome(given)
  home.texts.set(ARTICLE.id, ARTICLE.text)
  await addClaim(home, {id: 'c1'})
  await addClaim(home, {id: 'c2'}, {kind: 'set', article: ARTICLE.id, owner: 'annotator:alice'})
  return home
}
const write = (home: Home, signal?: AbortSignal) =>
  writeExchange(path, {projectId: PROJECT, passphrase: PASSPHRASE, person: 'alice', source: home.source, signal})

describe('an exchange file', () => {
  test('[SF30] one file carries the whole project to a colleague, and merging it twice changes nothing', async () => {
    const alice = await aliceAtHome()
    expect(value(await write(alice))).toEqual({documents: 2, texts: 1, withheld: 0})
    const bob = aHome()
    const file = value(await readExchange(path, {passphrase: PASSPHRASE}))
    expect(file.projectId).toBe(PROJECT)
    for (let n = 0; n < 2; n++) {
      expect(value(await file.merge(bob.target))).toEqual({documents: 2, texts: 1, held: 0, problems: []})
      expect(await bob.claims(TEAM)).toEqual(await alice.claims(TEAM))
      expect([...bob.texts]).toEqual([...alice.texts])
    }
  })

  test('[SF30] what both have done since is kept by both', async () => {
    const alice = await aliceAtHome()
    value(await write(alice))
    const bob = aHome()
    await addClaim(bob, {id: 'bobs'})
    value(await value(await readExchange(path, {passphrase: PASSPHRASE, projectId: PROJECT})).merge(bob.target))
    expect((await bob.claims(TEAM)).map(({id}) => id)).toEqual(['bobs', 'c1'])
  })

  test('[SF31] documents of a closed round are not mailed', async () => {
    const alice = await aliceAtHome({closed: address => address.kind === 'set' && address.owner === 'annotator:alice'})
    expect(value(await write(alice))).toEqual({documents: 1, texts: 1, withheld: 1})
  })

  test('[SF32] a wrong passphrase, a foreign project, a newer version and another kind of file are refused with a sentence', async () => {
    value(await write(await aliceAtHome()))
    expect(refusal(await readExchange(path, {passphrase: 'not the passphrase'}))).toContain('passphrase does not fit')
    expect(refusal(await readExchange(path, {passphrase: PASSPHRASE, projectId: 'another'}))).toContain('belongs to another project')
    const bytes = await readFile(path)
    bytes[4] = 3
    await writeFile(path, bytes)
    expect(refusal(await readExchange(path, {passphrase: PASSPHRASE}))).toContain('newer version')
    await writeFile(path, 'Dear Bob')
    expect(refusal(await readExchange(path, {passphrase: PASSPHRASE}))).toContain('not an exchange file')
    expect(refusal(await readExchange(join(folder.path, 'none'), {passphrase: PASSPHRASE}))).toContain('is not there')
  })

  test('[SF32] a file that was cut short or changed anywhere is refused before anything is taken from it', async () => {
    value(await write(await aliceAtHome()))
    const whole = await readFile(path)
    for (let at = 5; at < whole.length; at += 97) {
      await writeFile(path, whole)
      await truncate(path, at)
      expect(refusal(await readExchange(path, {passphrase: PASSPHRASE}))).toContain('nothing was taken')
      const changed = Buffer.from(whole)
      changed[at] = (changed[at] ?? 0) ^ 0x40
      await writeFile(path, changed)
      expect(refusal(await readExchange(path, {passphrase: PASSPHRASE}))).toContain('nothing was taken')
    }
  })

  test('[SF33] progress is told, and stopping leaves no file and changes nothing', async () => {
    const alice = await aliceAtHome()
    for (let n = 0; n < 5; n++) {
      const article = anArticle(`Article ${n} 和平`)
      alice.texts.set(article.id, article.text)
    }
    const stop = new AbortController()
    const told: number[] = []
    const source = {projectId: PROJECT, passphrase: PASSPHRASE, person: 'alice', source: alice.source}
    const onProgress = (done: number, total: number): void => {
      told.push(done / total)
      if (done === 3) stop.abort()
    }
    expect(refusal(await writeExchange(path, {...source, signal: stop.signal, onProgress}))).toContain('Stopped')
    expect(await readdir(folder.path)).toEqual([])
    value(await writeExchange(path, {...source, onProgress: (done, total) => void told.push(done / total)}))
    expect(told.at(-1)).toBe(1)
    const bob = aHome()
    expect(refusal(await value(await readExchange(path, {passphrase: PASSPHRASE})).merge(bob.target, {signal: AbortSignal.abort()}))).toContain(
      'Nothing was changed',
    )
    expect(await bob.store.documents()).toEqual([])
  })

  test('[SF34] one that is larger than any project is refused without being read', async () => {
    value(await write(await aliceAtHome()))
    await truncate(path, 5 * 2 ** 30)
    expect(refusal(await readExchange(path, {passphrase: PASSPHRASE}))).toContain('larger than 4 GB')
  })

  test('[SF34] one whose segments are larger or more than any project has is refused without reading them', async () => {
    value(await write(await aliceAtHome()))
    const whole = await readFile(path)
    const lock = whole.subarray(0, 9 + whole.readUInt32BE(5))
    const huge = Buffer.alloc(4)
    huge.writeUInt32BE(2 ** 31)
    await writeFile(path, Buffer.concat([lock, huge]))
    await truncate(path, 2 ** 31 + lock.length + 40)
    expect(refusal(await readExchange(path, {passphrase: PASSPHRASE}))).toContain('nothing was taken')
  })
})
