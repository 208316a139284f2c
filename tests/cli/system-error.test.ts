import {closeSync, existsSync, openSync} from 'node:fs'
import {readFile} from 'node:fs/promises'
import {connect} from 'node:net'
import {join} from 'node:path'
import {PassThrough, Writable} from 'node:stream'
import {text} from 'node:stream/consumers'
import {expect, test} from 'vitest'
import {runCommand} from '../../src/cli/commands.ts'
import {systemErrorSentence} from '../../src/cli/system-error.ts'
import {terminalOn, wholeOutput} from '../../src/cli/terminal.ts'
import {ENGLISH} from '../../src/core/language/language.ts'
import {writeFileWhole} from '../../src/storage/write-file.ts'

const thrown = (doing: Promise<unknown>): Promise<unknown> =>
  doing.then(
    () => undefined,
    (error: unknown) => error,
  )

test('what the system refuses is a sentence with what it was and what to do, and no trace of the program', async () => {
  const missing = await thrown(readFile('nowhere-at-all/张三.txt'))
  expect(`${systemErrorSentence(missing)}`).toBe(
    'nowhere-at-all/张三.txt could not be read or written, because the file or its folder is not there. Check that the drive is connected and nothing was moved.',
  )
  const folder = await thrown(readFile(import.meta.dirname))
  expect(`${systemErrorSentence(folder)}`).toMatch(/EISDIR.*report it with this code\.$/)
  const refused = await thrown(new Promise((resolve, reject) => connect({port: 1, host: '127.0.0.1'}).once('error', reject).once('connect', resolve)))
  expect(`${systemErrorSentence(refused)}`).toContain('ECONNREFUSED')
  expect(`${systemErrorSentence(Object.assign(new Error('database disk image is malformed'), {code: 'SQLITE_CORRUPT'}))}`).toMatch(
    /^The project .* is damaged\./,
  )
})

test('what was said as a sentence where it happened stays that sentence', async () => {
  const file = join(import.meta.dirname, 'nowhere', 'e1.json')
  const error = await thrown(writeFileWhole(file, '{}'))
  expect(`${systemErrorSentence(error)}`).toBe(
    `The file ${file} could not be written, because the file or its folder is not there. Check that the drive is connected and nothing was moved.`,
  )
})

test('a fault of our own is none of those', () => {
  expect(systemErrorSentence(new TypeError('This is a fault.'))).toBeUndefined()
  expect(systemErrorSentence('not even an error')).toBeUndefined()
})

/** A command whose output goes to an open file. */
async function into(fd: number, ...args: readonly string[]): Promise<{readonly code: number; readonly stderr: string}> {
  const stderr = new PassThrough()
  const told = text(stderr)
  const code = await runCommand(
    args,
    terminalOn({stdout: wholeOutput(Object.assign(new Writable(), {fd})), stderr}, ENGLISH),
    join(import.meta.dirname, '..', '..'),
  )
  stderr.end()
  return {code, stderr: await told}
}

test.each([['--version'], ['--help']])('what %s answers and no file takes is a fault that is told once', async word => {
  const fd = openSync(import.meta.filename, 'r')
  try {
    const {code, stderr} = await into(fd, word)
    expect(code).toBe(1)
    expect(stderr).toMatch(/^claimlight: What was asked for could not be written, because [^\n]+\n$/)
  } finally {
    closeSync(fd)
  }
})

test.runIf(existsSync('/dev/full')).each([['--version'], ['--help']])('what %s answers on a full disk is a fault that says so', async word => {
  const fd = openSync('/dev/full', 'w')
  try {
    expect(await into(fd, word)).toEqual({
      code: 1,
      stderr: 'claimlight: What was asked for could not be written, because the disk is full. Free some space and try again.\n',
    })
  } finally {
    closeSync(fd)
  }
})
