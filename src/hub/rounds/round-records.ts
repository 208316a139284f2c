import {randomBytes} from 'node:crypto'
import {existsSync} from 'node:fs'
import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {message} from '../../core/language/message.ts'
import {jsonValue} from '../../core/json/json-text.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {writeFileWhole} from '../../storage/write-file.ts'
import {sentenceOf} from '../sentence-of.ts'
import type {KnownRounds} from './known-rounds.ts'
import {knownRoundsShape} from './known-rounds.ts'

/** In the project folder, and in the database of a project with several hubs. */
export const ROUNDS = 'rounds.json'

/** Where a hub keeps what it has known of rounds. */
export interface RoundRecords {
  /** Other hubs of the project write here too. */
  readonly isShared: boolean
  /** `undefined` when it cannot be read: then all is closed. */
  read(): KnownRounds | undefined
  /** Holds at once, and is on disk when it resolves: for what closes, or may be seen again. */
  note(make: (known: KnownRounds) => KnownRounds): Promise<Result<null>>
  /** Is on disk first, and holds only then: for what opens. */
  change(make: (known: KnownRounds) => KnownRounds): Promise<Result<null>>
  /** Told when another hub changed it. */
  onChange(listener: () => void): void
  /** Resolves when all that was noted and changed is on disk, or was refused. */
  settled(): Promise<unknown>
}

export const nothingKnown = (): KnownRounds => ({version: 1, secret: randomBytes(32).toString('base64url'), rounds: {}, keys: {}})

export const parseKnownRounds = (text: string): KnownRounds | undefined => knownRoundsShape.safeParse(jsonValue(text)).data
export const formatKnownRounds = (known: KnownRounds): string => `${JSON.stringify(known, null, 2)}\n`

/** As they stand in a project folder; nothing where there is no file. */
export async function knownRoundsIn(folder: string): Promise<KnownRounds | undefined> {
  try {
    return parseKnownRounds(await readFile(join(folder, ROUNDS), 'utf8'))
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? nothingKnown() : undefined
  }
}

/** `rounds.json` in the project folder, for this person's eyes only. One process writes to a project at a time. */
export async function roundsFile(folder: string): Promise<RoundRecords> {
  let known = await knownRoundsIn(folder)
  let kept = existsSync(join(folder, ROUNDS)) ? known : undefined
  let last: Promise<unknown> = Promise.resolve()
  const write = async (next: KnownRounds | undefined): Promise<Result<null>> => {
    if (next === undefined)
      return refused(message('{path} is damaged, so every round counts as closed. Restore the project from a backup.', {path: join(folder, ROUNDS)}))
    if (next === kept) return ok(null)
    try {
      await writeFileWhole(join(folder, ROUNDS), formatKnownRounds(next))
      kept = next
      return ok(null)
    } catch (error) {
      return refused(sentenceOf(error))
    }
  }
  const inTurn = (act: () => Promise<Result<null>>): Promise<Result<null>> => {
    const acting = last.then(act)
    last = acting
    return acting
  }
  return {
    isShared: false,
    read: () => known,
    note: make => {
      if (known !== undefined) known = make(known)
      return inTurn(() => write(known))
    },
    change: make =>
      inTurn(async () => {
        const before = known
        const made = before === undefined ? undefined : make(before)
        const written = await write(made)
        // What was noted meanwhile is not lost.
        if (written.ok && known !== undefined) known = known === before ? made : make(known)
        return written
      }),
    onChange: () => undefined,
    settled: () => last,
  }
}
