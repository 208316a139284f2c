import {earlier} from '../core/earlier.ts'
import * as Y from 'yjs'
import * as z from 'zod'
import type {Act, AnnotationId, AnnotatorId} from '../core/annotation/annotation.ts'
import type {Origin} from './origin.ts'
import {ANNOTATOR} from './origin.ts'

/** Text and those it mentions are one value: edited at once on two devices, one of the two wins whole. */
export type CommentBody = {readonly text: string; readonly mentions: readonly AnnotatorId[]}

export type Comment = Act & {
  readonly id: string
  readonly annotation: AnnotationId
  readonly body: CommentBody
  readonly editedAt?: number
  /** Marked, never taken out, so that the answers to it stay intelligible. */
  readonly removed?: Act
  readonly resolved?: Act
}

/**
 * What people say about the annotations of one article. A thread is resolved when each comment in it is: a comment that a
 * colleague wrote meanwhile, unseen by whoever resolved the thread, leaves it open. No undo follows this document.
 */
export interface Discussion {
  readonly doc: Y.Doc
  get(id: string): Comment | undefined
  /** The comments on an annotation in the order they were made, removed ones too. The same array until something changes. */
  thread(annotation: AnnotationId): readonly Comment[]
  add(comment: Pick<Comment, 'id' | 'annotation' | 'body'>, act: Act): void
  edit(id: string, body: CommentBody, act: Act): void
  remove(id: string, act: Act): void
  restore(id: string): void
  resolve(annotation: AnnotationId, act: Act): void
  reopen(annotation: AnnotationId): void
  observe(listener: () => void): () => void
}

const act = z.object({by: z.string(), at: z.number()})
const shape: z.ZodType<Omit<Comment, 'id'>> = act.extend({
  annotation: z.string(),
  body: z.object({text: z.string(), mentions: z.array(z.string())}),
  editedAt: z.number().exactOptional(),
  removed: act.exactOptional(),
  resolved: act.exactOptional(),
})

/** Comments that still ask for something. */
export const openComments = (thread: readonly Comment[]): readonly Comment[] =>
  thread.filter(comment => comment.removed === undefined && comment.resolved === undefined)

const NONE: readonly Comment[] = []

export function discussion(doc: Y.Doc, origin: Origin = ANNOTATOR): Discussion {
  const records: Y.Map<Y.Map<unknown>> = doc.getMap('comments')
  let threads: Map<AnnotationId, Comment[]> | undefined
  records.observeDeep(() => {
    threads = undefined
  })
  const read = (id: string): Comment | undefined => {
    const record = records.get(id)
    const parsed = record instanceof Y.Map ? shape.safeParse(record.toJSON()) : undefined
    return parsed?.success ? {...parsed.data, id} : undefined
  }
  const grouped = (): Map<AnnotationId, Comment[]> => {
    if (threads !== undefined) return threads
    threads = new Map()
    for (const id of records.keys()) {
      const comment = read(id)
      if (comment === undefined) continue
      const thread = threads.get(comment.annotation)
      if (thread === undefined) threads.set(comment.annotation, [comment])
      else thread.push(comment)
    }
    for (const thread of threads.values()) thread.sort(earlier)
    return threads
  }
  const transact = (change: () => void): void => doc.transact(change, origin)
  const recordOf = (id: string): Y.Map<unknown> | undefined => {
    const record = records.get(id)
    return record instanceof Y.Map ? record : undefined
  }
  const thread = (annotation: AnnotationId): readonly Comment[] => grouped().get(annotation) ?? NONE

  return {
    doc,
    get: read,
    thread,
    add: ({id, annotation, body}, {by, at}) => transact(() => records.set(id, new Y.Map<unknown>(Object.entries({annotation, body, by, at})))),
    edit: (id, body, {at}) =>
      transact(() => {
        const record = recordOf(id)
        record?.set('body', body)
        record?.set('editedAt', at)
      }),
    remove: (id, by) => transact(() => recordOf(id)?.set('removed', by)),
    restore: id => transact(() => recordOf(id)?.delete('removed')),
    resolve: (annotation, by) =>
      transact(() => {
        for (const {id} of openComments(thread(annotation))) recordOf(id)?.set('resolved', by)
      }),
    reopen: annotation =>
      transact(() => {
        for (const {id, resolved} of thread(annotation)) if (resolved !== undefined) recordOf(id)?.delete('resolved')
      }),
    observe: listener => {
      const listen = (): void => listener()
      records.observeDeep(listen)
      return () => records.unobserveDeep(listen)
    },
  }
}
