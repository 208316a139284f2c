import type {Sentence} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import {workOf} from '../../core/round/owner.ts'
import type {Owner} from '../../core/round/owner.ts'
import type {Round} from '../../core/round/round.ts'
import {disturbances} from '../../core/schema/disturbances.ts'
import type {KeptVersion} from '../../core/schema/kept-version.ts'
import type {StoredSet} from '../../project/stored-set.ts'

/** Under which versions of the schema people worked in each round that is opened, as its sets are gone through. */
export interface RoundVersions {
  note(round: string, set: Pick<StoredSet, 'all' | 'late'>): void
  /** Where two had not the same to choose from. */
  problems(): readonly Sentence[]
}

/** In which round a set was made, by its name: of one that is opened, and that began with nothing, as what is copied from another round was made under another version. */
export function roundOfSet(owner: Owner, rounds: readonly Round[]): string | undefined {
  const id = workOf(owner)?.round
  const round = rounds.find(each => each.id === id && each.state === 'open' && each.unreadable !== true && each.ownSets === true)
  return round === undefined || round.basedOn !== undefined ? undefined : round.name
}

export function roundVersions(versions: readonly KeptVersion[]): RoundVersions {
  const used = new Map<string, Set<number>>()
  const schemas = new Map(versions.map(({version, schema}) => [version, schema]))
  const differ = (before: number, after: number): boolean => {
    const [was, is] = [schemas.get(before), schemas.get(after)]
    return was !== undefined && is !== undefined && disturbances(was, is).length > 0
  }
  return {
    note: (round, set) => {
      const late = set.late().annotations
      const known = used.get(round) ?? new Set()
      used.set(round, known)
      for (const {id, schemaVersion, removed} of set.all()) if (removed === undefined && !late.has(id)) known.add(schemaVersion)
    },
    problems: () =>
      [...used].flatMap(([round, numbers]) => {
        const sorted = [...numbers].sort((a, b) => a - b)
        return sorted.slice(1).flatMap((after, at) => {
          const before = sorted[at] ?? after
          return differ(before, after)
            ? [
                message(
                  'Work in the round “{round}” was done under versions {before, number} and {after, number} of the schema, between which there was not the same to choose from. No hub takes such a schema while a round runs, but a shared folder brings it. See what differs before you compare that work.',
                  {round, before, after},
                ),
              ]
            : []
        })
      }),
  }
}
