import {SentenceError} from '../core/language/sentence-error.ts'
import {message} from '../core/language/message.ts'
import type {Pointer} from '../core/annotation/pointers.ts'
import {pointerKey} from '../core/annotation/pointers.ts'
import {byKeys} from '../core/code-unit-order.ts'
import {ok, refused} from '../core/result.ts'
import {searchTerms} from '../core/text/search-terms.ts'
import {finished} from '../core/steps.ts'
import type {DocumentAddress} from '../project/document-address.ts'
import {DAMAGED_CHANGE, isSound, mergedState, recordSum} from './document-state.ts'
import {loggedUpdates, mergedAway} from './log/logged-past.ts'
import {formatCursor, parseCursor} from './log/log-cursor.ts'
import type {PastChange} from '../project/past-change.ts'
import type {Arrival, NumberOwners, StoredDocument} from './log/document-log.ts'
import type {NewDocument, ProjectStore} from './project-store.ts'
import type {SetCounts, SetIndex} from './index/annotation-index.ts'
import {arrivedNow, ELSEWHERE, NO_OWNERS} from './log/document-log.ts'
import {countLayers, indexedTogether} from './index/annotation-index.ts'
import type {FoundRow} from './index/row-queries.ts'
import {isWanted} from './index/row-queries.ts'
import {countTerm, indexTerms, indexWords, searchSnippet} from './search/search-words.ts'

type Kept = {
  readonly address: DocumentAddress
  updates: Uint8Array[]
  arrivals: (Arrival | undefined)[]
  readonly past: PastChange[]
  readonly owners: Map<number, string>
  index: SetIndex | undefined
  stale: boolean
}
type Text = {readonly title: string; readonly text: string}

/** A working store that lives as long as the process: for tests and for looking at a dataset without a project folder. */
export function memoryStore(): ProjectStore {
  const documents = new Map<string, Kept>()
  const articles = new Map<string, Text>()
  const written: {readonly name: string; readonly address: DocumentAddress; readonly sum: number}[] = []
  let open = true
  const use = (): void => {
    if (!open) throw new Error('This store is closed.')
  }
  const listed = (entries: readonly [string, Kept][]) => entries.map(([name, {address}]) => ({name, address}))
  const append: ProjectStore['append'] = async (name, address, update, owners: NumberOwners = NO_OWNERS, arrival: Arrival | null = arrivedNow()) => {
    if (!isSound(update)) throw new SentenceError(DAMAGED_CHANGE)
    use()
    const kept: Kept = documents.get(name) ?? {address, updates: [], arrivals: [], past: [], owners: new Map(), index: undefined, stale: true}
    kept.updates.push(update.slice())
    kept.arrivals.push(arrival ?? undefined)
    written.push({name, address, sum: recordSum(name, update)})
    kept.stale = true
    for (const [client, person] of owners) if ((kept.owners.get(client) ?? ELSEWHERE) === ELSEWHERE) kept.owners.set(client, person)
    documents.set(name, kept)
    return 'written'
  }
  const index: ProjectStore['index'] = (name, rows) => {
    use()
    const kept = documents.get(name)
    if (kept === undefined) return
    const {of: _of, ...all} = indexedTogether(kept.index ?? {rows: [], readMarks: []}, structuredClone(rows))
    kept.index = all
    kept.stale = false
  }
  return {
    append,
    appendAll: async added => {
      const all: NewDocument[] = []
      for await (const each of added) {
        if (!isSound(each.update)) throw new SentenceError(DAMAGED_CHANGE)
        all.push({...each, update: each.update.slice()})
      }
      for (const {name, address, update, index: rows} of all) {
        await append(name, address, update)
        if (rows !== undefined) index(name, rows)
      }
    },
    load: async name => {
      use()
      return [...(documents.get(name)?.updates ?? [])]
    },
    owners: async name => {
      use()
      return new Map(documents.get(name)?.owners)
    },
    damaged: () => [],
    compact: async (name, state) => {
      use()
      const kept = documents.get(name)
      if (kept === undefined) return refused(message('The document could not be compacted, because the store holds nothing of it. Nothing was changed.'))
      if (!isSound(state)) return refused(message('The document could not be compacted, because the given state is no update. Nothing was changed.'))
      kept.past.push(...finished(mergedAway(kept.address, loggedUpdates({byRecord: kept.updates}, kept.arrivals), state)))
      kept.updates = [mergedState([state, ...kept.updates])]
      kept.arrivals = [undefined]
      return ok(null)
    },
    past: async (name, annotation) => {
      use()
      const {updates = [], arrivals = [], past = []} = documents.get(name) ?? {}
      const changes = past.filter(change => annotation === undefined || change.annotation === annotation)
      return {changes, log: loggedUpdates({byRecord: updates}, arrivals)}
    },
    bringPast: async (name, changes) => {
      use()
      const kept = documents.get(name)
      if (kept?.past.length === 0) kept.past.push(...changes)
    },
    documents: async () => {
      use()
      return listed([...documents])
    },
    changesSince: async (cursor, most) => {
      use()
      const from = parseCursor(cursor)
      if (from === undefined || (from.seq > 0 && written[from.seq - 1]?.sum !== from.sum)) return undefined
      const seq = Math.min(from.seq + most, written.length)
      const found = new Map<string, {readonly document: StoredDocument; readonly place: string}>()
      for (const [at, {name, address, sum}] of written.slice(from.seq, seq).entries()) {
        found.delete(name)
        found.set(name, {document: {name, address}, place: formatCursor({seq: from.seq + at + 1, sum})})
      }
      const all = [...found.values()]
      const last = written[seq - 1]
      const next = last === undefined ? cursor : formatCursor({seq, sum: last.sum})
      return {documents: all.map(({document}) => document), places: all.map(({place}) => place), next, more: seq < written.length}
    },
    index,
    unindexed: async (words = 0) =>
      listed([...documents].filter(([, {address, stale, index: kept}]) => address.kind === 'set' && (stale || (kept?.words ?? 0) !== words))),
    counts: async (names = [...documents.keys()]) => names.flatMap(name => countsOf(documents.get(name))),
    tally: async wanted => {
      use()
      return [...documents].flatMap(([name, {address, index}]) => {
        const count = (index?.rows ?? []).filter(row => isWanted(row, wanted)).length
        return count === 0 ? [] : [{name, address, count}]
      })
    },
    rows: async (names, wanted, {from, most}) => {
      use()
      const found = rowsIn(documents, names).filter(({row}) => isWanted(row, wanted))
      return found.sort((a, b) => a.row.start - b.row.start || byKeys('id')(a.row, b.row)).slice(from, from + most)
    },
    rowsOf: async (names, ids) => {
      use()
      return rowsIn(documents, names).filter(({row}) => ids.includes(row.id))
    },
    uses: async () => {
      use()
      return [...documents].flatMap(([name, {address, index}]) => {
        const uses = new Map<string, {readonly to: Pointer; count: number}>()
        for (const {points, removed} of index?.rows ?? [])
          for (const to of removed === undefined ? points : []) {
            const known = uses.get(pointerKey(to)) ?? {to, count: 0}
            known.count++
            uses.set(pointerKey(to), known)
          }
        return uses.size === 0 ? [] : [{name, address, uses: [...uses.values()]}]
      })
    },
    indexArticle: (article, title, text) => {
      use()
      articles.set(article, {title, text})
    },
    indexedTitles: async () => new Map([...articles].map(([article, {title}]) => [article, title])),
    search: async query => {
      const [terms, shown] = [indexTerms(query), searchTerms(query)]
      if (terms.length === 0) return []
      return [...articles]
        .map(([article, {title, text}]) => {
          const [inTitle, inText] = [indexWords(title), indexWords(text)]
          const hits = terms.map(term => 10 * countTerm(inTitle, term) + countTerm(inText, term))
          return {article, text, score: hits.includes(0) ? 0 : hits.reduce((sum, count) => sum + count, 0)}
        })
        .filter(({score}) => score > 0)
        .sort((a, b) => b.score - a.score)
        .slice(0, 100)
        .map(({article, text}) => ({article, ...searchSnippet(text, shown)}))
    },
    check: async () => [],
    backup: async path => refused(message('The backup {path} was not made, because this project is not kept on disk. Export the dataset instead.', {path})),
    close: async () => {
      open = false
    },
  }
}

const rowsIn = (documents: ReadonlyMap<string, Kept>, names: readonly string[]): FoundRow[] =>
  [...new Set(names)].flatMap(name => [...(documents.get(name)?.index?.rows ?? [])].sort(byKeys('id')).map(row => ({name, row: structuredClone(row)})))

function countsOf(kept: Kept | undefined): readonly SetCounts[] {
  if (kept?.address.kind !== 'set') return []
  const {address, index} = kept
  const marks = index?.readMarks ?? []
  const readBy = marks.map(({by}) => by).sort()
  const doneBy = marks
    .filter(({state}) => state === 'done')
    .map(({by}) => by)
    .sort()
  return [{article: address.article, owner: address.owner, layers: countLayers(index?.rows ?? []), readBy, doneBy}]
}
