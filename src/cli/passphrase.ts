import type {Language} from '../core/language/language.ts'
import {message} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import type {SecretStore} from '../storage/secret-store.ts'

const VARIABLE = 'CLAIMLIGHT_PASSPHRASE'

const givenPassphrase = (): string | undefined => process.env[VARIABLE] || undefined

/** Secrets of which the passphrase in the surroundings comes first. */
export const withGivenPassphrase = (secrets: SecretStore): SecretStore => ({...secrets, get: async key => givenPassphrase() ?? (await secrets.get(key))})

/** Never an argument, which everybody on the machine could see: the passphrase from the surroundings, or typed without being shown; a new one is typed twice. */
export async function readPassphrase({isNew, language}: {readonly isNew: boolean; readonly language: Language}): Promise<Result<string>> {
  const given = givenPassphrase()
  if (given !== undefined) return ok(given)
  if (!process.stdin.isTTY)
    return refused(
      message('The passphrase is missing. Put it into the variable {variable}, or run the command in a terminal and type it.', {variable: VARIABLE}),
    )
  const first = await typed(language.tell(message('Passphrase:')))
  if (first === undefined || first === '') return refused(message('No passphrase was typed. Nothing was changed.'))
  if (isNew && (await typed(language.tell(message('Once more:')))) !== first)
    return refused(message('The two passphrases differ. Nothing was changed; try again.'))
  return ok(first)
}

const [ENTER, LINE_FEED, CANCEL, END, BACKSPACE, DELETE] = ['\r', '\n', '\u0003', '\u0004', '\b', '\u007f']

/** One line from the terminal that is not shown; `undefined` when it was broken off. */
export function typed(prompt: string): Promise<string | undefined> {
  const {stdin, stderr} = process
  stderr.write(`${prompt} `)
  stdin.setRawMode(true)
  stdin.setEncoding('utf8')
  stdin.resume()
  let line = ''
  return new Promise(resolve => {
    const end = (answer: string | undefined): void => {
      stdin.off('data', listen)
      stdin.setRawMode(false)
      stdin.pause()
      stderr.write('\n')
      resolve(answer)
    }
    const listen = (text: string): void => {
      for (const character of text) {
        if (character === ENTER || character === LINE_FEED) return end(line)
        if (character === CANCEL || character === END) return end(undefined)
        line = character === BACKSPACE || character === DELETE ? [...line].slice(0, -1).join('') : line + character
      }
    }
    stdin.on('data', listen)
  })
}
