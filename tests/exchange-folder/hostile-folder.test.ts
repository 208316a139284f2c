import {randomBytes} from 'node:crypto'
import {appendFile, mkdir, readFile, symlink, truncate, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {deflateRawSync} from 'node:zlib'
import {describe, expect, test} from 'vitest'
import {LARGEST_FILE, LARGEST_UNPACKED} from '../../src/storage/exchange-folder/bounds.ts'
import {encrypt} from '../../src/storage/exchange-folder/passphrase-key.ts'
import {sealInPieces} from '../../src/storage/exchange-folder/pieces.ts'
import {segmentId} from '../../src/storage/exchange-folder/segment.ts'
import {anArticle} from '../support/builders.ts'
import {hasPipes, makePipe} from '../support/odd-files.ts'
import {inEnglish, value} from '../support/results.ts'
import {devices} from './devices.ts'
import {TEAM, addClaim, aHome, segmentsOf} from './peer.ts'

const {device, share, folder} = devices()

/** Lays a file into the folder of a device that nobody has, under the name that its bytes have. */
async function lay(bytes: Uint8Array): Promise<string> {
  await mkdir(join(folder(), 'devices', 'mallory'), {recursive: true})
  const path = join(folder(), 'devices', 'mallory', `${segmentId(1, bytes)}.segment`)
  await writeFile(path, bytes)
  return path
}

/** The clear beginning of a segment of a version: magic, version, share, count, writer. */
function header(version: number, writer = 'mallory'): Buffer {
  return Buffer.concat([
    Buffer.from('CLSG'),
    Buffer.from([version]),
    Buffer.from(share().id, 'hex'),
    Buffer.from([0, 0, 0, 1, writer.length]),
    Buffer.from(writer),
  ])
}

const TEXT = anArticle(`Ice 🧊 קרח. ${randomBytes(150_000).toString('base64')}`)

async function aliceWrote(): Promise<Buffer> {
  const home = aHome()
  home.texts.set(TEXT.id, TEXT.text)
  const alice = await device('alice', home)
  await addClaim(home, {id: 'c1'})
  value(await alice.sync.flush())
  const [path = ''] = await segmentsOf(folder(), 'alice')
  return readFile(path)
}

describe('[SF50] a segment is authenticated piece by piece', () => {
  const PIECE = 65_536 + 16
  const first = 26 + 'alice'.length + 64
  const piece = (bytes: Buffer, index: number): Buffer => bytes.subarray(first + index * PIECE, first + (index + 1) * PIECE)
  const headOf = (bytes: Buffer): Buffer => bytes.subarray(0, first)
  const changed = (bytes: Buffer, at: number): Buffer => {
    const copy = Buffer.from(bytes)
    copy.writeUInt8(copy.readUInt8(at) ^ 1, at)
    return copy
  }
  test.each<[string, (bytes: Buffer) => Buffer]>([
    ['cut between two pieces', bytes => Buffer.concat([headOf(bytes), piece(bytes, 0)])],
    ['cut within a piece', bytes => bytes.subarray(0, first + PIECE + 1000)],
    ['without any piece', headOf],
    ['with two pieces in another order', bytes => Buffer.concat([headOf(bytes), piece(bytes, 1), piece(bytes, 0), bytes.subarray(first + 2 * PIECE)])],
    ['with a piece twice', bytes => Buffer.concat([headOf(bytes), piece(bytes, 0), bytes.subarray(first)])],
    ['with a piece behind the last', bytes => Buffer.concat([bytes, piece(bytes, 0)])],
    ['with a byte behind the last', bytes => Buffer.concat([bytes, Buffer.from([0])])],
    ['with a bit of a piece changed', bytes => changed(bytes, first + PIECE + 5)],
    ['with a bit of the key changed', bytes => changed(bytes, first - 40)],
    ['with another writer', bytes => changed(bytes, 26)],
  ])('one %s is not merged, though its name fits', async (_how, change) => {
    const bytes = await aliceWrote()
    expect(bytes.length).toBeGreaterThan(first + 2 * PIECE)
    await lay(change(bytes))
    const bob = await device('bob')
    const report = value(await bob.sync.poll())
    expect(inEnglish(report.problems)).toEqual([expect.stringContaining('does not belong to this share')])
    expect(report.segments).toBe(1)
    expect([...bob.home.texts.values()]).toEqual([TEXT.text])
  })
})

describe('[SF51] what is laid into the folder takes no more memory than a segment of ours', () => {
  test('a file of nearly a gigabyte is not read, and said to be too large', async () => {
    await truncate(await lay(Buffer.from('x')), 950_000_000)
    const bob = await device('bob')
    for (let look = 0; look < 3; look++) {
      const report = value(await bob.sync.poll())
      expect(report.bytes).toBe(0)
      expect(inEnglish(report.problems)).toEqual([expect.stringContaining('larger than anything that Claimlight writes')])
    }
  })

  test.each([
    ['of which it says that it unpacks to gigabytes', 2 ** 31, 2 ** 21],
    ['that unpacks to more than it says', 1000, 2 ** 21],
    ['that unpacks to less than it says', 2 ** 21, 1000],
  ])('one %s is refused', async (_how, says, real) => {
    const packed = deflateRawSync(Buffer.alloc(real))
    await lay(Buffer.concat([header(2), await sealInPieces(share().key, packed, says, header(2))]))
    const bob = await device('bob')
    expect(inEnglish(value(await bob.sync.poll()))).toMatchObject({segments: 0, problems: [expect.any(String)]})
  })

  test('one of an older version that unpacks to more than the bound is refused while it is unpacked', async () => {
    const packed = deflateRawSync(Buffer.alloc(LARGEST_UNPACKED + 1))
    await lay(Buffer.concat([header(1), await encrypt(share().key, packed, header(1))]))
    const bob = await device('bob')
    expect(inEnglish(value(await bob.sync.poll()).problems)).toEqual([expect.stringContaining('larger than anything')])
  })

  test('a mailbag of files that only look like segments leaves what colleagues wrote to be merged', async () => {
    await aliceWrote()
    await mkdir(join(folder(), 'devices', 'mallory'))
    await Promise.all(Array.from({length: 2000}, (_, n) => writeFile(join(folder(), 'devices', 'mallory', `${n}.segment`), 'junk 垃圾')))
    const bob = await device('bob')
    const report = value(await bob.sync.poll())
    expect(report.segments).toBe(1)
    expect(report.problems).toHaveLength(2000)
    expect(report.unfinished).toBe(0)
  })
})

describe('[SF52] a file that was refused is not read again until it changes', () => {
  test('after two looks, neither one that is still being copied nor one that is foreign', async () => {
    const copied = await lay(Buffer.from('x'))
    await truncate(copied, 5_000_000)
    await lay(Buffer.from('foreign زائد'))
    const bob = await device('bob')
    const first = value(await bob.sync.poll())
    expect(first.bytes).toBeGreaterThan(5_000_000)
    expect(value(await bob.sync.poll()).bytes).toBe(first.bytes)
    for (let look = 0; look < 3; look++) expect(value(await bob.sync.poll())).toMatchObject({bytes: 0, unfinished: 1, problems: first.problems})
    await appendFile(copied, 'y')
    expect(value(await bob.sync.poll()).bytes).toBe(5_000_001)
  })

  test('[SF12] and one that becomes whole is merged', async () => {
    const whole = await aliceWrote()
    const [path = ''] = await segmentsOf(folder(), 'alice')
    await truncate(path, 1000)
    const bob = await device('bob')
    for (let look = 0; look < 4; look++) expect(value(await bob.sync.poll())).toMatchObject({segments: 0, unfinished: 1})
    await writeFile(path, whole)
    expect(value(await bob.sync.poll())).toMatchObject({segments: 1, unfinished: 0})
    expect((await bob.home.claims(TEAM)).map(({id}) => id)).toEqual(['c1'])
  })
})

test.runIf(hasPipes)('[SF53] pipes, links and folders with the name of a segment are told of, and wait for nobody', async () => {
  const bytes = await aliceWrote()
  const name = (n: number): string => join(folder(), 'devices', 'mallory', `0000000${n}-0123456789abcdef.segment`)
  await mkdir(name(1), {recursive: true})
  makePipe(name(2))
  await writeFile(join(folder(), 'elsewhere'), bytes)
  await symlink(join(folder(), 'elsewhere'), name(3))
  await symlink('/dev/zero', name(4))
  const bob = await device('bob')
  const report = value(await bob.sync.poll())
  expect(report.segments).toBe(1)
  expect(report.problems).toHaveLength(4)
})

test.runIf(hasPipes)('[SF54] nothing is written through a link that stands where the folder of a device should be', async () => {
  await mkdir(join(folder(), 'elsewhere'))
  await symlink(join(folder(), 'elsewhere'), join(folder(), 'devices', 'alice'))
  const alice = await device('alice')
  await addClaim(alice.home)
  const flushed = await alice.sync.flush()
  expect(inEnglish(flushed)).toMatchObject({ok: false, error: expect.stringContaining('is a link or a file')})
})

test('[SF51] the bounds leave room for what Claimlight writes', () => {
  expect(LARGEST_FILE).toBeLessThan(LARGEST_UNPACKED)
})
