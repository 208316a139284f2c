import {readFile} from 'node:fs/promises'
import {connect} from 'node:net'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {systemErrorSentence} from '../../src/cli/system-error.ts'
import {writeFileWhole} from '../../src/storage/write-file.ts'

const thrown = (doing: Promise<unknown>): Promise<unknown> =>
  doing.then(
    () => undefined,
    (error: unknown) => error,
  )

test('what the system refuses is a sentence with what it was and what to do, and no trace of the program', async () => {
  const missing = await thrown(readFile('nowhere-at-all/张三.txt'))
  expect(systemErrorSentence(missing)).toBe(
    'nowhere-at-all/张三.txt could not be read or written, because the file or its folder is not there. Check that the drive is connected and nothing was moved.',
  )
  const folder = await thrown(readFile(import.meta.dirname))
  expect(systemErrorSentence(folder)).toMatch(/EISDIR.*report it with this code\.$/)
  const refused = await thrown(new Promise((resolve, reject) => connect({port: 1, host: '127.0.0.1'}).once('error', reject).once('connect', resolve)))
  expect(systemErrorSentence(refused)).toContain('ECONNREFUSED')
  expect(systemErrorSentence(Object.assign(new Error('database disk image is malformed'), {code: 'SQLITE_CORRUPT'}))).toMatch(/^The project .* is damaged\./)
})

test('what was said as a sentence where it happened stays that sentence', async () => {
  const file = join(import.meta.dirname, 'nowhere', 'e1.json')
  const error = await thrown(writeFileWhole(file, '{}'))
  expect(systemErrorSentence(error)).toBe(
    `The file ${file} could not be written, because the file or its folder is not there. Check that the drive is connected and nothing was moved.`,
  )
})

test('a fault of our own is none of those', () => {
  expect(systemErrorSentence(new TypeError('This is a fault.'))).toBeUndefined()
  expect(systemErrorSentence('not even an error')).toBeUndefined()
})
