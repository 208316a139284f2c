import {once} from 'node:events'
import {appendFile, mkdir, rename, rm, symlink, truncate, writeFile} from 'node:fs/promises'
import {createServer} from 'node:net'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {openPlainFile, readPlainFile} from '../../src/storage/texts/plain-file.ts'
import {hasPipes, makePipe} from '../support/odd-files.ts'
import {refusal, value} from '../support/results.ts'
import {temporaryFolder} from './temporary.ts'

const bound = {most: 1000, tooLarge: (size: number) => `It has ${size} bytes.`}

test('[FP5] a file is read whole up to a size, and no further however it grows', async () => {
  const path = join(await temporaryFolder(), 'a.txt')
  await writeFile(path, 'שלום 🧊')
  expect(value(await readPlainFile(path, bound)).toString()).toBe('שלום 🧊')
  await writeFile(path, '')
  expect(value(await readPlainFile(path, bound))).toHaveLength(0)
  await truncate(path, 1000)
  expect(value(await readPlainFile(path, bound))).toHaveLength(1000)
  await truncate(path, 2 ** 40)
  expect(refusal(await readPlainFile(path, bound))).toBe(`It has ${2 ** 40} bytes.`)
})

test.runIf(process.platform === 'linux')('a file that says it is empty and never ends is read up to the bound', async () => {
  // Files in /proc have no size.
  expect(refusal(await readPlainFile('/proc/self/status', {...bound, most: 50}))).toContain('bytes')
})

test.runIf(hasPipes)('[FP3] what is no file is refused by name without waiting: folders, pipes, sockets, devices', async () => {
  const folder = await temporaryFolder()
  expect(refusal(await readPlainFile(folder, bound))).toContain('a folder')
  makePipe(join(folder, 'pipe.txt'))
  expect(refusal(await readPlainFile(join(folder, 'pipe.txt'), bound))).toContain('a pipe')
  const server = createServer().listen(join(folder, 's'))
  await once(server, 'listening')
  expect(refusal(await readPlainFile(join(folder, 's'), bound))).toContain('a socket')
  server.close()
  expect(refusal(await readPlainFile('/dev/zero', bound))).toContain('a device')
})

test.runIf(hasPipes)('a link is refused where links are, and one out of a folder where that is the bound', async () => {
  const folder = await temporaryFolder()
  await mkdir(join(folder, 'in', 'deep'), {recursive: true})
  await writeFile(join(folder, 'secret'), 'not for us')
  await writeFile(join(folder, 'in', 'deep', 'a'), 'for us')
  await symlink(join(folder, 'secret'), join(folder, 'in', 'out'))
  await symlink(join('deep', 'a'), join(folder, 'in', 'within'))
  await symlink(folder, join(folder, 'in', 'up'))
  const within = join(folder, 'in')
  expect(refusal(await readPlainFile(join(within, 'within'), {...bound, links: 'refused'}))).toContain('a link')
  expect(value(await readPlainFile(join(within, 'within'), {...bound, within})).toString()).toBe('for us')
  for (const name of ['out', join('up', 'secret')]) expect(refusal(await readPlainFile(join(within, name), {...bound, within}))).toContain('leads out')
})

test.runIf(hasPipes)('[FP4] a file that is swapped for a link out of the folder, over and over, gives nothing from there', async () => {
  const folder = await temporaryFolder()
  const within = join(folder, 'in')
  await mkdir(within)
  await writeFile(join(folder, 'secret'), 'not for us')
  const name = join(within, 'a.txt')
  let going = true
  const swap = (async () => {
    for (let n = 0; going; n++) {
      await (n % 2 === 0 ? writeFile(join(folder, 'next'), 'for us') : symlink(join(folder, 'secret'), join(folder, 'next')))
      await rename(join(folder, 'next'), name)
      // Not in step with whoever reads: else every read meets the same moment.
      for (let rest = n % 16; rest > 0; rest--) await new Promise(resolve => setImmediate(resolve))
    }
  })()
  await writeFile(name, 'for us')
  const seen = new Set<string>()
  for (let n = 0; n < 400; n++) {
    const read = await readPlainFile(name, {...bound, within}).catch((error: Error) => ({ok: false as const, error: error.message}))
    seen.add(read.ok ? read.value.toString() : 'refused')
  }
  going = false
  await swap
  expect(seen).not.toContain('not for us')
  await rm(name)
  await writeFile(name, 'for us')
  expect(value(await readPlainFile(name, {...bound, within})).toString()).toBe('for us')
})

test('[FP5] a file that changes while it is read is refused, so that nothing half is taken', async () => {
  const path = join(await temporaryFolder(), 'growing.txt')
  await writeFile(path, 'x'.repeat(3 << 20))
  const reading = readPlainFile(path, {most: 1 << 30, tooLarge: () => 'too large'})
  let grown = false
  const growing = (async () => {
    while (!grown) await appendFile(path, 'x')
  })()
  const read = await reading
  grown = true
  await growing
  expect(refusal(read)).toContain('changed while it was read')
})

test('a file that is opened is open for reading only', async () => {
  const path = join(await temporaryFolder(), 'a.txt')
  await writeFile(path, 'x')
  const file = value(await openPlainFile(path))
  await expect(file.write('y')).rejects.toThrow('EBADF')
  await file.close()
})
