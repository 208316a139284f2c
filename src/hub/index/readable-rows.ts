import type {ArticleId} from '../../core/article/article.ts'
import {inListOrder} from '../../core/article/list-order.ts'
import {inCodeUnits} from '../../core/code-unit-order.ts'
import type {AnnotationId} from '../../core/annotation/annotation.ts'
import type {Owner, Person} from '../../core/round/owner.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import type {Project} from '../../project/project.ts'
import type {AnnotationRow} from '../../storage/index/annotation-row.ts'
import type {Part, RowQueries, RowsWanted, SetUses} from '../../storage/index/row-queries.ts'
import type {StoredDocument} from '../../storage/log/document-log.ts'
import {turn} from '../../storage/libsql/turn.ts'
import type {Rights} from '../access.ts'
import type {SetAddress} from './set-indexer.ts'

/** Whose rows they are, and as what she reads them. `caughtUp`: until all rows are as they are made now. */
export type RowsReading = {
  readonly store: RowQueries
  readonly project: Pick<Project, 'articles' | 'rounds'>
  readonly person: Person
  readonly may: (person: Person, address: DocumentAddress) => Rights
  readonly caughtUp: () => Promise<void>
}

/** Which of the rows that a person may read. */
export type ReadableWanted = RowsWanted & {readonly articles?: readonly ArticleId[]; readonly owners?: readonly Owner[]}

export type ReadableRow = Pick<SetAddress, 'article' | 'owner'> & {readonly row: AnnotationRow}

/** A part of them, and how many there are. `ends`: what the relations among them go from and to, removed or not. */
export type ReadableRows = {readonly rows: readonly ReadableRow[]; readonly ends: ReadonlyMap<AnnotationId, AnnotationRow>; readonly total: number}

type Readable<T> = Omit<T, 'address'> & {readonly name: string; readonly address: SetAddress}

/** The rows of the project's articles that one person may read: in list order of the articles, then in the order of the text, whoever's they are. */
export const readableRows = (reading: RowsReading, wanted: ReadableWanted, part: Part): Promise<ReadableRows> =>
  overReadable(reading, async readable => {
    const {articles, owners, ...inSets} = wanted
    const isAsked = {article: oneOf(articles), owner: oneOf(owners)}
    const tallied = await readable(await reading.store.tally(inSets), ({article, owner}) => isAsked.article(article) && isAsked.owner(owner))
    const counted = byArticle(tallied, reading.project)
    const total = tallied.reduce((sum, {count}) => sum + count, 0)
    const rows = await rowsOfPart(reading.store, counted, inSets, part)
    return {rows, ends: await endsOf(reading.store, counted, rows), total}
  })

/** How often everything is pointed at, in each of the sets that one person may read. */
export const readableUses = (reading: RowsReading): Promise<readonly Readable<SetUses>[]> =>
  overReadable(reading, async readable => readable(await reading.store.uses()))

function oneOf<T>(wanted: readonly T[] | undefined): (each: T) => boolean {
  const all = wanted && new Set(wanted)
  return each => all?.has(each) ?? true
}

type Readables = <T extends StoredDocument>(found: readonly T[], isWanted?: (address: SetAddress) => boolean) => Promise<readonly Readable<T>[]>

/** Looks through the sets of the project's articles that this person may read; anew, where a round began or ended meanwhile. */
async function overReadable<T>(reading: RowsReading, look: (readable: Readables) => Promise<T>): Promise<T> {
  const {project, may, person} = reading
  await reading.caughtUp()
  const rounds = project.rounds.all()
  const read: SetAddress[] = []
  const mayRead = (address: DocumentAddress): address is SetAddress => address.kind === 'set' && may(person, address) !== 'none'
  const readable: Readables = async (found, isWanted = () => true) => {
    const hers: Readable<(typeof found)[number]>[] = []
    for (const each of found) {
      await turn()
      const {address} = each
      if (!mayRead(address) || project.articles.get(address.article) === undefined || !isWanted(address)) continue
      read.push(address)
      hers.push({...each, address})
    }
    return hers
  }
  const found = await look(readable)
  const areStill = rounds === project.rounds.all() && read.every(mayRead)
  return areStill ? found : overReadable(reading, look)
}

type Counted = {readonly id: ArticleId; readonly position: number; readonly sets: {readonly name: string; readonly address: SetAddress}[]; count: number}

/** The sets of each article together, the articles in list order. */
function byArticle(tallied: readonly Readable<{readonly count: number}>[], project: Pick<Project, 'articles'>): readonly Counted[] {
  const counted = new Map<ArticleId, Counted>()
  for (const {name, address, count} of tallied) {
    const {article: id} = address
    const known = counted.get(id) ?? {id, position: project.articles.get(id)?.position ?? 0, sets: [], count: 0}
    counted.set(id, known)
    known.sets.push({name, address})
    known.count += count
  }
  return [...counted.values()].sort(inListOrder)
}

/** Only the first and the last article of a part are taken in part; those between are asked for together. */
async function rowsOfPart(store: RowQueries, counted: readonly Counted[], wanted: RowsWanted, {from, most}: Part): Promise<readonly ReadableRow[]> {
  const whole: Counted[] = []
  const found: ReadableRow[] = []
  let before = 0
  for (const each of counted) {
    const start = Math.max(from - before, 0)
    const taken = Math.min(each.count, from + most - before) - start
    before += each.count
    if (taken <= 0) continue
    if (taken === each.count) whole.push(each)
    else found.push(...(await rowsIn(store, [each], wanted, {from: start, most: taken})))
  }
  const between = await rowsIn(store, whole, wanted, {from: 0, most})
  const places = new Map(counted.map(({id}, place) => [id, place]))
  const inPlace = ({article}: ReadableRow): number => places.get(article) ?? 0
  return [...found, ...between].sort((a, b) => inPlace(a) - inPlace(b) || a.row.start - b.row.start || inCodeUnits(a.row.id, b.row.id))
}

async function endsOf(store: RowQueries, counted: readonly Counted[], rows: readonly ReadableRow[]): Promise<ReadableRows['ends']> {
  const relations = rows.filter(({row}) => row.kind === 'relation')
  if (relations.length === 0) return new Map()
  const articles = new Set(relations.map(({article}) => article))
  const names = counted.flatMap(({id, sets}) => (articles.has(id) ? sets.map(({name}) => name) : []))
  const ids = new Set(relations.flatMap(({row}) => [row.from ?? '', row.to ?? '']))
  return new Map((await store.rowsOf(names, [...ids])).map(({row}) => [row.id, row]))
}

async function rowsIn(store: RowQueries, counted: readonly Counted[], wanted: RowsWanted, part: Part): Promise<readonly ReadableRow[]> {
  const sets = new Map(counted.flatMap(({sets}) => sets.map(({name, address}) => [name, address])))
  if (sets.size === 0) return []
  return (await store.rows([...sets.keys()], wanted, part)).flatMap(({name, row}) => {
    const address = sets.get(name)
    return address === undefined ? [] : [{article: address.article, owner: address.owner, row}]
  })
}
