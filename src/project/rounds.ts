import * as Y from 'yjs'
import type {Opening, Round} from '../core/round/round.ts'
import {parseRound, UNREADABLE_ROUNDS} from '../core/round/round.ts'

/** The rounds as the project document has them. What a hub grants follows from what it has known of them, too: see `hub/rounds`. */
export interface Rounds {
  /** All that stand there; one that cannot be read is a closed one. */
  all(): readonly Round[]
  get(id: string): Round | undefined
  put(round: Round): void
  open(id: string, opening: Opening): void
}

export function rounds(map: Y.Map<Y.Map<unknown>>): Rounds {
  let cache: readonly Round[] | undefined
  map.observeDeep(() => {
    cache = undefined
  })
  const read = (id: string): Round => {
    const record = map.get(id)
    return parseRound(id, record instanceof Y.Map ? record.toJSON() : record)
  }
  return {
    all: () => {
      cache ??= [...[...map.keys()].map(read), ...(isList(map) ? UNREADABLE_ROUNDS : [])]
      return cache
    },
    get: id => (map.has(id) ? read(id) : undefined),
    put: ({id, unreadable: _, ...fields}) => {
      map.set(id, new Y.Map(Object.entries(fields).filter(([, value]) => value !== undefined)))
    },
    open: (id, opening) => {
      const record = map.get(id)
      if (!(record instanceof Y.Map)) return
      for (const key of ['mode', 'open']) if (record.has(key)) record.delete(key)
      record.set('state', 'open')
      record.set('opened', opening)
    },
  }
}

/** Whether something else than records was written under the name of the rounds, which a Y.Map does not show. */
function isList(map: Y.Map<Y.Map<unknown>>): boolean {
  for (let item = map._start; item !== null; item = item.right) if (!item.deleted) return true
  return false
}
