import {earlier} from '../core/earlier.ts'
import * as Y from 'yjs'
import * as z from 'zod'
import type {Act} from '../core/annotation/annotation.ts'
import type {ArticleId} from '../core/article/article.ts'
import type {SnapshotWorklist} from '../core/dataset/project-snapshot.ts'
import type {Finish, Given} from '../core/round/worklist.ts'
import {unsealedShape} from '../core/round/unsealed.ts'
import {inOrderGiven} from '../core/round/worklist.ts'

/**
 * What one annotator is to do in a round, and what she has done. The list is its hub's to write, for curators; what is finished is hers. Neither
 * is deleted, only marked. Those two are written under numbers of their own, so that a folder can carry the list and keep the rest closed.
 */
export interface WorklistDocument {
  readonly doc: Y.Doc
  /** All that she was ever given. */
  given(): readonly Given[]
  /** What she is given now, in order. The same until something changes. */
  articles(): readonly ArticleId[]
  /** All that she ever finished, the first first. */
  finishes(): readonly Finish[]
  /** Makes the list this one: what is new comes last, in the order given; what is not there any more is marked. */
  give(articles: readonly ArticleId[], act: Act): void
  finish(finish: Finish): void
  takeBack(article: ArticleId, act: Act): void
  observe(listener: () => void): () => void
}

const act = z.object({by: z.string(), at: z.number()})
const given: z.ZodType<Omit<Given, 'article'>> = act.extend({position: z.number(), removed: act.exactOptional()})
const finish: z.ZodType<Omit<Finish, 'id'>> = act.extend({
  article: z.string(),
  commitment: z.string(),
  key: z.string().exactOptional(),
  signature: z.string().exactOptional(),
  takenBack: act.exactOptional(),
  signedAs: z.object({project: z.string(), by: z.string().exactOptional()}).exactOptional(),
  named: z
    .array(
      z.object({
        annotation: z.string(),
        version: z.number(),
        feature: z.string().exactOptional(),
        stance: z.string().exactOptional(),
        end: z.enum(['holder', 'target']).exactOptional(),
        id: z.string(),
      }),
    )
    .exactOptional(),
  unsealed: unsealedShape.exactOptional(),
})

const ARTICLES = 'articles'
const FINISHED = 'finished'

export function worklistDocument(doc: Y.Doc): WorklistDocument {
  const list: Y.Map<unknown> = doc.getMap(ARTICLES)
  const done: Y.Map<unknown> = doc.getMap(FINISHED)
  let articles: readonly ArticleId[] | undefined
  let finishes: readonly Finish[] | undefined
  list.observe(() => {
    articles = undefined
  })
  done.observe(() => {
    finishes = undefined
  })
  const entries = (): readonly Given[] =>
    [...list].flatMap(([article, value]) => {
      const read = given.safeParse(value)
      return read.success ? [{...read.data, article}] : []
    })
  const allFinishes = (): readonly Finish[] => {
    finishes ??= [...done]
      .flatMap(([id, value]) => {
        const read = finish.safeParse(value)
        return read.success ? [{...read.data, id}] : []
      })
      .sort(earlier)
    return finishes
  }
  return {
    doc,
    given: entries,
    articles: () => {
      articles ??= inOrderGiven(entries())
      return articles
    },
    finishes: allFinishes,
    give: (wanted, by) => {
      const known = new Map(entries().map(entry => [entry.article, entry]))
      const kept = new Set(wanted)
      const standing = inOrderGiven([...known.values()])
      const isSameOrder = standing.filter(article => kept.has(article)).every((article, at) => article === wanted[at])
      let last = -1
      for (const {position} of known.values()) last = Math.max(last, position)
      asAnother(doc, writing => {
        const to = writing.getMap(ARTICLES)
        for (const {article, ...entry} of known.values())
          if (!kept.has(article) && entry.removed === undefined) to.set(article, {...entry, removed: {by: by.by, at: by.at}})
        for (const article of kept) {
          const before = known.get(article)
          if (before !== undefined && before.removed === undefined && isSameOrder) continue
          to.set(article, {by: before?.by ?? by.by, at: before?.at ?? by.at, position: ++last})
        }
      })
    },
    finish: ({id, ...rest}) => asAnother(doc, writing => writing.getMap(FINISHED).set(id, rest)),
    takeBack: (article, by) =>
      asAnother(doc, writing => {
        for (const {id, ...each} of allFinishes())
          if (each.article === article && each.takenBack === undefined) writing.getMap(FINISHED).set(id, {...each, takenBack: {by: by.by, at: by.at}})
      }),
    observe: listener => {
      const listen = (): void => listener()
      list.observe(listen)
      done.observe(listen)
      return () => {
        list.unobserve(listen)
        done.unobserve(listen)
      }
    },
  }
}

/** Whether its annotator was ever given an article. */
export const wasGiven = (doc: Y.Doc, article: ArticleId): boolean => doc.getMap(ARTICLES).has(article)

/** As a dataset has it. What its finishes were sealed with stands in the sets. */
export function enterWorklist(doc: Y.Doc, {given: list, finished}: SnapshotWorklist): void {
  doc.transact(() => {
    for (const {article, ...entry} of list) doc.getMap(ARTICLES).set(article, entry)
    for (const {id, nonce: _, ...entry} of finished) doc.getMap(FINISHED).set(id, entry)
  })
}

/** Writes under a number of its own. */
function asAnother(doc: Y.Doc, write: (writing: Y.Doc) => void): void {
  const writing = new Y.Doc()
  Y.applyUpdate(writing, Y.encodeStateAsUpdate(doc))
  writing.transact(() => write(writing))
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(writing, Y.encodeStateVector(doc)))
  writing.destroy()
}

/** The numbers under which something else than the list was written, which only the annotator reads before the opening. */
export function closedNumbers(doc: Y.Doc): readonly number[] {
  const list: unknown = doc.getMap(ARTICLES)
  return [...doc.store.clients].flatMap(([client, structs]) =>
    structs.every(struct => struct instanceof Y.Item && struct.parent === list && struct.parentSub !== null) ? [] : [client],
  )
}
