import {shareArticles} from '../../core/round/blindness.ts'
import type {Round} from '../../core/round/round.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {sentenceOf} from '../sentence-of.ts'
import type {KnownRounds} from './known-rounds.ts'
import {knownAt, withMore} from './known-rounds.ts'
import {FULL, runningSentence} from './planned-round.ts'
import type {RoundRecords} from './round-records.ts'

/** What closes articles: it is known before it is written, so that nobody reads there in between. */
export type Closing = {
  /** The same where another round stands in its way. */
  readonly close: (known: KnownRounds) => KnownRounds
  readonly isClosed: (known: KnownRounds) => boolean
  readonly reopen: (known: KnownRounds) => KnownRounds
}

/** Closes, then writes: what could not be written is not closed either. */
export async function closedAndWritten(
  {records, forget}: {records: RoundRecords; forget: () => void},
  round: Round,
  {close, isClosed, reopen}: Closing,
  write: () => Promise<Result<null>>,
): Promise<Result<Round>> {
  const noted = records.note(close)
  forget()
  const kept = await noted
  const known = records.read()
  if (kept.ok && known !== undefined && !isClosed(known)) {
    const other = knownRunning(known, round)
    return refused(other === undefined ? FULL : runningSentence(other))
  }
  const written = kept.ok ? await write().catch((error: unknown) => refused(sentenceOf(error))) : kept
  if (written.ok) return ok(round)
  await records.note(reopen)
  forget()
  return written
}

/** A round that is known to run on an article of this one. */
export const knownRunning = ({rounds}: KnownRounds, {id, articles}: Pick<Round, 'id' | 'articles'>): KnownRounds['rounds'][string] | undefined =>
  Object.entries(rounds).find(([other, known]) => other !== id && known.opened === undefined && shareArticles(known, {articles}))?.[1]

/** Closes what is added to a round. `added`: what the project says was added to it. */
export function growth(before: KnownRounds | undefined, id: string, more: NonNullable<Round['added']>, added: () => Round['added']): Closing {
  const stood = before && knownAt(before.rounds, id)
  const changed = (known: KnownRounds, change: (round: NonNullable<typeof stood>) => NonNullable<typeof stood>): KnownRounds => {
    const there = knownAt(known.rounds, id)
    return there === undefined ? known : {...known, rounds: {...known.rounds, [id]: change(there)}}
  }
  return {
    close: known =>
      more.articles !== undefined && knownRunning(known, {id, articles: more.articles}) !== undefined ? known : changed(known, round => withMore(round, more)),
    isClosed: known => {
      const there = knownAt(known.rounds, id)
      return there === undefined || (hasAll(there.articles, more.articles) && hasAll(there.annotators, more.annotators))
    },
    // What another has added meanwhile stays.
    reopen: known =>
      changed(known, round =>
        stood === undefined
          ? round
          : withMore({...round, ...(stood.articles && {articles: stood.articles}), ...(stood.annotators && {annotators: stood.annotators})}, added()),
      ),
  }
}

function hasAll(list: readonly string[] | undefined, wanted: readonly string[] = []): boolean {
  const there = list && new Set(list)
  return there === undefined || wanted.every(each => there.has(each))
}
