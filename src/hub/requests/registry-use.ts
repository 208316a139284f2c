import type {Words} from '../../core/annotation/annotation-words.ts'
import {wordsOf} from '../../core/annotation/annotation-words.ts'
import type {Pointer} from '../../core/annotation/pointers.ts'
import {pointerKey} from '../../core/annotation/pointers.ts'
import {ok} from '../../core/result.ts'
import type {Mention, Mentions, RegistryApi, RegistryUse} from '../../ipc/registry-api.ts'
import {MENTIONS_AT_ONCE} from '../../ipc/registry-api.ts'
import type {AnnotationRow} from '../../storage/index/annotation-row.ts'
import {turn} from '../../storage/libsql/turn.ts'
import type {ReadableRow, ReadableRows, RowsReading} from '../index/readable-rows.ts'
import {readableRows, readableUses} from '../index/readable-rows.ts'

/** What one person may ask about what annotations point at. */
export function registryRequests(context: RowsReading): RegistryApi {
  return {
    registryUse: async () => ok(await usesIn(context)),
    mentions: async (of, from) => ok(await mentionsIn(context, of, from)),
  }
}

async function mentionsIn(context: RowsReading, pointsAt: readonly Pointer[], from: number): Promise<Mentions> {
  const {rows, ends, total} = await readableRows(context, {pointsAt}, {from, most: MENTIONS_AT_ONCE})
  return {mentions: rows.map(each => mentionOf(each, ends)), total}
}

function mentionOf({article, owner, row}: ReadableRow, ends: ReadableRows['ends']): Mention {
  const {id, layer, kind, start, end, quote, before, after, by} = row
  const words = kind === 'span' ? quote : `${wordsOf(wordsIn(row), other => endIn(ends.get(other)))}`
  return {article, owner, annotation: id, layer, start, end, quote: words, before, after, by}
}

const endIn = (row: AnnotationRow | undefined): Words | undefined => row && wordsIn(row)

const wordsIn = ({quote, kind, from = '', to = '', removed}: AnnotationRow): Words => ({
  ...(kind === 'span' ? {selector: {quote}} : kind === 'relation' ? {from, to} : {}),
  ...(removed === undefined ? {} : {removed}),
})

type Counting = {readonly use: Pointer; mentions: number; readonly articles: Set<number>}

async function usesIn(context: RowsReading): Promise<RegistryUse> {
  const places = new Map<string, number>()
  const counted = new Map<string, Counting>()
  for (const {address, uses} of await readableUses(context)) {
    await turn()
    const place = places.get(address.article) ?? places.size
    places.set(address.article, place)
    for (const {to, count} of uses) {
      const key = pointerKey(to)
      const counting = counted.get(key) ?? {use: to, mentions: 0, articles: new Set()}
      counted.set(key, counting)
      counting.mentions += count
      counting.articles.add(place)
    }
  }
  return {articles: [...places.keys()], uses: [...counted.values()].map(({use, mentions, articles}) => ({...use, mentions, articles: [...articles]}))}
}
