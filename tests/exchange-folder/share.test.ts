import {existsSync} from 'node:fs'
import {chmod, chown, mkdir, readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {createExchangeFolder, joinExchangeFolder} from '../../src/storage/exchange-folder/exchange-folder.ts'
import {PASSPHRASE, PROJECT, aFolder} from './peer.ts'
import {inEnglish, refusal, value} from '../support/results.ts'

let folder: Awaited<ReturnType<typeof aFolder>>
beforeEach(async () => {
  folder = await aFolder()
})
afterEach(() => folder.remove())

const create = async () => value(await createExchangeFolder(folder.path, {projectId: PROJECT, passphrase: PASSPHRASE}))

describe('a share', () => {
  test('[SF1] whoever has the folder and the passphrase learns which project it is', async () => {
    const made = await create()
    const joined = value(await joinExchangeFolder(folder.path, {passphrase: PASSPHRASE}))
    expect(joined).toMatchObject({projectId: PROJECT, id: made.id, folder: folder.path})
  })

  test('[SF1] the same passphrase typed with composed and with decomposed letters fits', async () => {
    value(await createExchangeFolder(folder.path, {projectId: PROJECT, passphrase: 'Zoë counts ten boats'}))
    expect((await joinExchangeFolder(folder.path, {passphrase: 'Zoe\u0308 counts ten boats'})).ok).toBe(true)
  })

  test('[SF2] the description shows neither project id nor passphrase, and asks for 600,000 rounds', async () => {
    await create()
    const text = await readFile(join(folder.path, 'share.json'), 'utf8')
    expect(text).not.toContain(PROJECT)
    expect(text).not.toContain('otter')
    expect(JSON.parse(text)).toMatchObject({format: 'claimlight-share', version: 1, iterations: 600_000, kdf: 'PBKDF2-SHA-256'})
  })

  test('[SF2] two shares of one project have nothing in common that a stranger could compare', async () => {
    await create()
    const other = await aFolder()
    value(await createExchangeFolder(other.path, {projectId: PROJECT, passphrase: PASSPHRASE}))
    const [a, b] = await Promise.all(
      [folder, other].map(async ({path}) => JSON.parse(await readFile(join(path, 'share.json'), 'utf8')) as Record<string, string>),
    )
    for (const field of ['share', 'project', 'salt', 'check']) expect(a?.[field]).not.toBe(b?.[field])
    await other.remove()
  })

  test('[SF3] a wrong passphrase, a foreign project and a folder that is none are refused, each with a sentence', async () => {
    await create()
    expect(refusal(await joinExchangeFolder(folder.path, {passphrase: 'purple otter says salaam'}))).toContain('passphrase does not fit')
    expect(refusal(await joinExchangeFolder(folder.path, {passphrase: PASSPHRASE, projectId: 'another'}))).toContain('belongs to another project')
    expect(refusal(await joinExchangeFolder(join(folder.path, 'devices'), {passphrase: PASSPHRASE}))).toContain('not shared')
    expect(refusal(await joinExchangeFolder(join(folder.path, 'nowhere'), {passphrase: PASSPHRASE}))).toContain('no such folder')
    expect(refusal(await joinExchangeFolder(join(folder.path, 'share.json'), {passphrase: PASSPHRASE}))).toContain('This is a file')
    expect(refusal(await createExchangeFolder(folder.path, {projectId: PROJECT, passphrase: PASSPHRASE}))).toContain('already shared')
    expect(refusal(await createExchangeFolder(join(folder.path, 'new'), {projectId: PROJECT, passphrase: 'short'}))).toContain('too short')
    const away = join(folder.path, 'Team drive', 'Ceasefire')
    expect(refusal(await createExchangeFolder(away, {projectId: PROJECT, passphrase: PASSPHRASE}))).toContain('that the drive is connected')
    expect(existsSync(join(folder.path, 'Team drive'))).toBe(false)
  })

  test('[SF3] a description of a newer version, one cut short and one that is something else are told apart', async () => {
    await create()
    const path = join(folder.path, 'share.json')
    const text = await readFile(path, 'utf8')
    const join_ = async (content: string) => {
      await writeFile(path, content)
      return refusal(await joinExchangeFolder(folder.path, {passphrase: PASSPHRASE}))
    }
    expect(await join_(text.replace('"version": 1', '"version": 2'))).toContain('newer version')
    expect(await join_(text.slice(0, 60))).toContain('still being copied')
    expect(await join_('{"format": "a photo album"}')).toContain('was not made by Claimlight')
    expect(await join_(text.replace('600000', '1'))).toContain('damaged description')
    expect(await join_(text.replace('600000', '600001'))).toContain('passphrase does not fit')
  })

  test.runIf(process.getuid?.() === 0)('[SF3] a folder that this person may not read or write says so', async () => {
    const closed = join(folder.path, 'closed')
    await mkdir(closed)
    await chmod(closed, 0o500)
    await chown(closed, 0, 0)
    process.seteuid?.(65_534)
    try {
      expect(refusal(await createExchangeFolder(closed, {projectId: PROJECT, passphrase: PASSPHRASE}))).toContain('not permitted')
      expect(refusal(await joinExchangeFolder(folder.path, {passphrase: PASSPHRASE}))).toContain('permitted')
    } finally {
      process.seteuid?.(0)
    }
  })

  test('[SF4] two who start a share in one folder at once do not overwrite each other', async () => {
    const both = await Promise.all([1, 2].map(() => createExchangeFolder(folder.path, {projectId: PROJECT, passphrase: PASSPHRASE})))
    expect(both.filter(({ok}) => ok)).toHaveLength(1)
    expect(inEnglish(both.find(({ok}) => !ok))).toMatchObject({error: expect.stringContaining('shared by somebody else just now')})
    expect((await joinExchangeFolder(folder.path, {passphrase: PASSPHRASE})).ok).toBe(true)
  })
})
