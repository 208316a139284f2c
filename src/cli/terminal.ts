import {once} from 'node:events'
import {createWriteStream} from 'node:fs'
import {Socket} from 'node:net'
import type {Writable} from 'node:stream'
import type {Language} from '../core/language/language.ts'
import {message} from '../core/language/message.ts'
import type {Sentence} from '../core/language/message.ts'
import {diskSentence, errorCode} from '../storage/disk-problem.ts'

/** What a command may touch of the world around it. */
export type Terminal = {
  /** That of whoever reads it. */
  readonly language: Language
  /** One line on stdout: what was asked for. */
  say(line: Sentence): void
  /** Unchanged on stdout, as fast as it is taken, and as far as it can be written and somebody reads it. */
  write(pieces: readonly string[] | AsyncIterable<Uint8Array>): Promise<void>
  /** One line on stderr: what went wrong and what to do. */
  complain(line: Sentence): void
  /** A bar on stderr for what takes long; none where no person looks at it. */
  bar(): ProgressBar | undefined
  /** Once all is written or refused: why what was asked for is not whole. */
  unwritten(): Promise<Sentence | undefined>
  /** Complains, and is the exit code. */
  fail(code: ExitCode, line: Sentence): ExitCode
}

/** Drawn over itself. `clear` before anything else is written. */
export type ProgressBar = {
  show(done: number, of: number): void
  /** A part of something that is not counted, from 0 to 1; drawn when it has changed. */
  part(part: number): void
  clear(): void
}

/** Of a process. */
type Streams = {readonly stdout: Writable; readonly stderr: Writable & {readonly isTTY?: boolean}}

/** Characters of the bar itself. */
const WIDTH = 30

function barOn(stderr: Streams['stderr'], language: Language): ProgressBar | undefined {
  if (!stderr.isTTY) return undefined
  let drawn = ''
  const draw = (part: number, words: string): void => {
    const full = Math.round(part * WIDTH)
    const next = `[${'#'.repeat(full)}${' '.repeat(WIDTH - full)}] ${words}`
    if (next !== drawn) stderr.write(`\r\x1b[2K${next}`)
    drawn = next
  }
  return {
    show: (done, of) => draw(of === 0 ? 0 : done / of, language.tell(message('{done, number} of {of, number}', {done, of}))),
    part: part => draw(part, language.tell(message('{percent, number} %', {percent: Math.floor(part * 100)}))),
    clear: () => {
      drawn = ''
      stderr.write('\r\x1b[2K')
    },
  }
}

/** 0 done · 1 some input was refused, or problems were found · 2 used wrongly · 3 the project cannot be opened or served · 4 somebody has to let this device in first. */
export type ExitCode = 0 | 1 | 2 | 3 | 4

/** Line breaks inside a message would make two of it, and other control characters of a name or a file would steer the terminal. */
const oneLine = (said: string): string => said.replace(/\s*[\r\n]+\s*/g, ' ').replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd')

/** Where a program writes what was asked for. Into a file Node writes a piece once and forgets what did not fit, so it is written here. */
export const wholeOutput = (stdout: Writable & {readonly fd: number}): Writable =>
  stdout instanceof Socket ? stdout : createWriteStream('', {fd: stdout.fd, autoClose: false})

const notWritten = (error: unknown): Sentence => diskSentence(message('What was asked for could not be written'), error)

export function terminalOn({stdout, stderr}: Streams, language: Language): Terminal {
  const complain = (line: Sentence): void => void stderr.write(`claimlight: ${oneLine(language.tell(line))}\n`)
  // Streams of a process forget it.
  let failed: unknown
  stdout.on('error', (error: unknown) => {
    failed ??= error
  })
  /** One who has read enough (`claimlight export … | head`) has gone, which is no error. */
  const isLost = (): boolean => failed !== undefined && errorCode(failed) !== 'EPIPE'
  const settled = (): Promise<unknown> => new Promise(resolve => stdout.write('', resolve))
  return {
    language,
    say: line => {
      if (failed === undefined) stdout.write(`${oneLine(language.tell(line))}\n`)
    },
    write: async pieces => {
      for await (const piece of pieces) {
        if (failed !== undefined) return
        // What goes wrong meanwhile is kept.
        if (!stdout.write(piece)) await once(stdout, 'drain').catch(() => undefined)
      }
      if (failed === undefined) await settled()
    },
    unwritten: async () => {
      if (failed === undefined) await settled()
      return isLost() ? notWritten(failed) : undefined
    },
    complain,
    bar: () => barOn(stderr, language),
    fail: (code, line) => {
      complain(line)
      return code
    },
  }
}
