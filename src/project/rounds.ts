import * as Y from 'yjs'
import type {Act} from '../core/annotation/annotation.ts'
import type {Opening, Round} from '../core/round/round.ts'
import {ADDED, parseRound, UNREADABLE_ROUNDS} from '../core/round/round.ts'

/** The rounds as the project document has them. What a hub grants follows from what it has known of them, too: see `hub/rounds`. */
export interface Rounds {
  /** All that stand there; one that cannot be read is a closed one. */
  all(): readonly Round[]
  get(id: string): Round | undefined
  put(round: Round): void
  /** Writes what differs into one that is there: what it was planned to be, as long as it is a draft. */
  change(round: Round): void
  /** Articles and annotators that come to it after it was planned. */
  add(id: string, added: NonNullable<Round['added']>, act: Act): void
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
    put: ({id, unreadable: _, added: _added, ...fields}) => {
      map.set(id, new Y.Map(Object.entries(fields).filter(([, value]) => value !== undefined)))
    },
    change: ({id, unreadable: _, added: _added, ...fields}) => {
      const record = map.get(id)
      if (!(record instanceof Y.Map)) return
      const wanted = new Map<string, unknown>(Object.entries(fields).filter(([, value]) => value !== undefined))
      for (const key of [...record.keys()]) if (!wanted.has(key)) record.delete(key)
      for (const [key, value] of wanted) if (JSON.stringify(record.get(key)) !== JSON.stringify(value)) record.set(key, value)
    },
    add: (id, {articles = [], annotators = []}, {by, at}) => {
      const record = map.get(id)
      if (!(record instanceof Y.Map)) return
      for (const key of [...articles.map(article => `${ADDED.articles}${article}`), ...annotators.map(annotator => `${ADDED.annotators}${annotator}`)])
        if (!record.has(key)) record.set(key, {by, at})
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
