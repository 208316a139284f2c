import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {CommonFiles} from '../../storage/postgres/common.ts'
import type {KnownRounds} from '../rounds/known-rounds.ts'
import type {RoundRecords} from '../rounds/round-records.ts'
import {formatKnownRounds, nothingKnown, parseKnownRounds, ROUNDS} from '../rounds/round-records.ts'
import {sentenceOf} from '../sentence-of.ts'
import {underWay} from '../under-way.ts'

const DAMAGED = message('What is known of rounds is damaged, so every round counts as closed. Restore the database from a backup.')

/** What the hubs of a project have known of rounds, in their database. Read from memory; `look` brings in what others changed. */
export async function knownRoundsOf(files: CommonFiles): Promise<KnownRounds | undefined> {
  const file = await files.read(ROUNDS)
  return file === undefined ? nothingKnown() : parseKnownRounds(file.content)
}

export async function commonRounds(files: CommonFiles): Promise<RoundRecords & {look(): Promise<number>; version(): number}> {
  const listeners = new Set<() => void>()
  let version = -1
  let known: KnownRounds | undefined = nothingKnown()
  const changing = underWay()

  const look = async (): Promise<number> => {
    const file = await files.read(ROUNDS)
    if (file !== undefined && file.version > version) {
      version = file.version
      known = parseKnownRounds(file.content)
      for (const listener of listeners) listener()
    }
    return version
  }
  const write: RoundRecords['change'] = async make => {
    try {
      const made = await files.change<Result<null>>(ROUNDS, content => {
        const before = content === undefined ? nothingKnown() : parseKnownRounds(content)
        if (before === undefined) return {value: refused(DAMAGED)}
        const after = make(before)
        return {value: ok(null), ...(after === before && content !== undefined ? {} : {content: formatKnownRounds(after)})}
      })
      await look()
      return made
    } catch (error) {
      return refused(sentenceOf(error))
    }
  }
  const change: RoundRecords['change'] = make => changing.add(write(make))
  await change(before => before)
  return {
    isShared: true,
    read: () => known,
    note: async make => {
      const before = known
      if (known !== undefined) known = make(known)
      return known === before ? ok(null) : change(make)
    },
    change,
    onChange: listener => void listeners.add(listener),
    settled: changing.settled,
    look,
    version: () => version,
  }
}
