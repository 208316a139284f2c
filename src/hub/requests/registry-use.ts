import {inCodeUnits} from '../../core/code-unit-order.ts'
import {ok} from '../../core/result.ts'
import type {Mention, Mentions, RegistryApi, RegistryUse} from '../../ipc/registry-api.ts'
import {MENTIONS_AT_ONCE} from '../../ipc/registry-api.ts'
import type {Pointer} from '../../core/annotation/pointers.ts'
import {pointerKey} from '../../core/annotation/pointers.ts'
import {turn} from '../../storage/libsql/turn.ts'
import type {IndexedSet, MentionIndex} from '../index/mention-index.ts'
import type {RequestContext} from './request-context.ts'

type Context = Pick<RequestContext, 'project' | 'may' | 'person'> & {readonly index: MentionIndex}

/** What one person may ask about what annotations point at. */
export function registryRequests(context: Context): RegistryApi {
  return {
    registryUse: async () => ok(await overReadable(context, usesIn)),
    mentions: async (of, from) => ok(await overReadable(context, sets => mentionsIn(context, sets, new Set(of.map(pointerKey)), from))),
  }
}

/** Looks through the sets of the project's articles that this person may read; anew, where a round began or ended meanwhile. */
async function overReadable<T>(context: Context, look: (sets: AsyncIterable<IndexedSet>) => Promise<T>): Promise<T> {
  const {project, may, person, index} = context
  const rounds = project.rounds.all()
  const read: IndexedSet['address'][] = []
  const mayRead = (address: IndexedSet['address']): boolean => may(person, address) !== 'none'
  const readable = async function* (): AsyncGenerator<IndexedSet> {
    for (const set of await index.sets()) {
      await turn()
      if (project.articles.get(set.address.article) === undefined || !mayRead(set.address)) continue
      read.push(set.address)
      yield set
    }
  }
  const found = await look(readable())
  const areStill = rounds === project.rounds.all() && read.every(mayRead)
  return areStill ? found : overReadable(context, look)
}

async function mentionsIn({project}: Context, sets: AsyncIterable<IndexedSet>, wanted: ReadonlySet<string>, from: number): Promise<Mentions> {
  const found: (Mention & {readonly place: number})[] = []
  for await (const {address, mentions} of sets) {
    const place = project.articles.get(address.article)?.position ?? 0
    for (const {to, ...mention} of mentions)
      if (to.some(pointer => wanted.has(pointerKey(pointer)))) found.push({place, article: address.article, owner: address.owner, ...mention})
  }
  found.sort((a, b) => a.place - b.place || inCodeUnits(a.article, b.article) || a.start - b.start || inCodeUnits(a.annotation, b.annotation))
  return {mentions: found.slice(from, from + MENTIONS_AT_ONCE).map(({place: _place, ...mention}) => mention), total: found.length}
}

type Counting = {readonly use: Pointer; mentions: number; readonly articles: Set<number>}

async function usesIn(sets: AsyncIterable<IndexedSet>): Promise<RegistryUse> {
  const places = new Map<string, number>()
  const counted = new Map<string, Counting>()
  for await (const {address, mentions} of sets) {
    for (const pointer of mentions.flatMap(({to}) => to)) {
      const place = places.get(address.article) ?? places.size
      places.set(address.article, place)
      const key = pointerKey(pointer)
      const counting = counted.get(key) ?? {use: pointer, mentions: 0, articles: new Set()}
      counted.set(key, counting)
      counting.mentions++
      counting.articles.add(place)
    }
  }
  return {articles: [...places.keys()], uses: [...counted.values()].map(({use, mentions, articles}) => ({...use, mentions, articles: [...articles]}))}
}
