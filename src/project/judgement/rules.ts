import {message} from '../../core/language/message.ts'
import {isSame} from '../../core/json/same.ts'
import type * as z from 'zod'
import type {AnnotatorId} from '../../core/annotation/annotation.ts'
import type {ArticleId} from '../../core/article/article.ts'

/**
 * Who sends an update. `brings`: other people's work too, as a hub or a folder does that hands on what reached it; what it
 * brings is not asked whose it is, and may erase nothing either.
 */
export type Writer = {
  readonly person: AnnotatorId
  readonly brings: boolean
  /** Whom an admin has joined with her: what stands in their names is hers. */
  readonly as?: ReadonlySet<AnnotatorId>
  /** Why she may not say that she finished this, where that is asked. */
  readonly mayFinish?: (finish: {readonly article: ArticleId; readonly at: number}) => 'unasked' | 'clock' | undefined
  /** Sent to the project's hub by a hub that is a guest there: who is whom is not its to say. */
  readonly guest?: true
  /** The version of the schema in force, where it is known. */
  readonly inForce?: number | undefined
  /** A round is closed at the project's hub, whatever her own knows of it. */
  readonly inClosedRound?: true
}

/**
 * Devices that could not know of each other, each of which may have filled what a project has room for: what they all wrote is brought together, by a folder or by
 * the project's hub, and more than that comes from no honest one.
 */
const APART = 10
export const devicesBehind = ({brings, guest}: Writer): number => (brings && guest !== true ? APART : 1)

export const isBy = ({person, as}: Pick<Writer, 'person' | 'as'>, name: unknown): boolean =>
  name === person || (typeof name === 'string' && as?.has(name) === true)

/** A value that is written, or taken away where it is absent. */
export type Write = {
  readonly key: string
  readonly value?: unknown
  /** What stands there now; `undefined` for nothing. */
  readonly before: unknown
  readonly writer: Writer
  /** What a field of the same record will be, and what it is now; both `undefined` outside records. */
  readonly record: {readonly written: (field: string) => unknown; readonly now: (field: string) => unknown}
}

/** Why an update is not taken, as a person is told. */
export const REFUSED = {
  shape: message('This change holds something that Claimlight does not know. Update Claimlight here and at the others, then it is offered again.'),
  erased: message('This change would erase what is kept for good. It can only be marked as removed.'),
  name: message('This change is written in another person’s name.'),
  fixed: message('This change says anew who made something, or when.'),
  others: message('This change alters what only its author may alter.'),
  unsigned: message('This change alters somebody’s work without saying who did.'),
  hub: message('This is for the hub to write. Ask for it in the window.'),
  waits: message(
    'While a round is closed, only guidelines, examples and what does not count for agreement may be changed in the schema. This one stays on the device that it comes from until the round is opened, and is offered again by itself.',
  ),
  room: message('This project keeps as many versions of its schema as it can. Export it as a dataset and go on in a new project.'),
  ahead: message(
    'This says that an annotation is still right under a version of the schema that is not in force yet. It can be said once that version is in force.',
  ),
  drafts: message(
    'The drafts of the schema would be more than a project keeps: 100 drafts, 4 million characters in one, and 16 million in all. Throw away drafts that nobody needs, or take something out of this one.',
  ),
  date: message('This change holds a date that no calendar has. Write it as year-month-day, such as 2025-02-04.'),
  many: message('This is more than the hub takes at once. Reload the page: then it is sent in parts.'),
  crowded: message('This annotation would say more than a hub takes in one: 1000 features, labels or stances. Take some out, or make another annotation.'),
  unasked: message('This says that an article is finished which is not among those to do in this round. Ask whoever runs it to give you the article.'),
  clock: message(
    'This says that an article was finished before the round began, or at a time that is still to come. Set the clock of the device, then finish the article again.',
  ),
  number: message('This window counts its changes under a number that another one has. Copy what you made, reload the page, and make it again.'),
} as const

export type Refusal = keyof typeof REFUSED

/** Whether a write is in order; `undefined` when it is. */
export type Rule = (write: Write) => Refusal | undefined

/** Who is here, what is blind and who is to do what is for the hub alone to write down: it asks who may. */
export const byHub: Rule = ({writer}) => (writer.brings ? undefined : 'hub')

/** What a map of records may hold: fields by name, fields by the beginning of their name, and those that a record begins with. */
export type RecordRules = {
  readonly fields: {readonly [name: string]: Rule}
  readonly families?: {readonly [prefix: string]: Rule}
  /** Fields of a family that one record has, at most. */
  readonly most?: {readonly [prefix: string]: number}
  /** Absent where nobody begins a record any more. */
  readonly needed?: readonly string[]
  /** Whether this writer may begin one under this id. */
  readonly mayBegin?: (id: string, writer: Writer) => boolean
  /** What else a record needs to begin. */
  readonly isWhole?: (written: (field: string) => unknown) => boolean
  /** Several hubs make it anew, and any of theirs will do. */
  readonly remade?: true
  /** Judges all that is written into one record that was there before. */
  readonly edited?: (write: Pick<Write, 'writer' | 'record'> & {readonly fields: readonly string[]}) => Refusal | undefined
}

/** What a document may hold, map by map. */
export type DocumentRules = {
  readonly [map: string]: {readonly records: RecordRules; readonly values?: Rule} | {readonly values: Rule; readonly together?: TogetherRule}
}

/** Judges all that an update writes into one map, once each of it is in order by itself. */
export type TogetherRule = (given: {
  readonly writer: Writer
  readonly standing: ReadonlyMap<string, unknown>
  /** All that it writes under a key. */
  readonly written: ReadonlyMap<string, readonly unknown[]>
  /** Keys that it only takes away. */
  readonly gone: ReadonlySet<string>
  /** What stands elsewhere in the document, and what the update writes there. */
  readonly at: (map: string, key: string) => {readonly now: unknown; readonly next: readonly unknown[]}
}) => Refusal | undefined

/** All of these, in order. */
export const both =
  (...rules: readonly Rule[]): Rule =>
  write => {
    for (const rule of rules) {
      const refusal = rule(write)
      if (refusal !== undefined) return refusal
    }
    return undefined
  }

/** What is written has this shape. */
export const shaped =
  (shape: z.ZodType): Rule =>
  ({value}) =>
    value === undefined || shape.safeParse(value).success ? undefined : 'shape'

/** It stays once it is there. */
export const kept: Rule = ({value}) => (value === undefined ? 'erased' : undefined)

/** It does not change once it is there. */
export const fixed: Rule = ({value, before}) => {
  if (value === undefined) return 'erased'
  return before === undefined || isSame(before, value) ? undefined : 'fixed'
}

/** The person it names is the one who writes it. */
export const signed =
  (whoIn: (value: unknown) => unknown): Rule =>
  ({value, writer}) =>
    value === undefined || writer.brings || isBy(writer, whoIn(value)) ? undefined : 'name'

/** For whoever this names alone. */
export const ownOf =
  (owner: (write: Write) => unknown): Rule =>
  write =>
    write.writer.brings || isBy(write.writer, owner(write)) ? undefined : 'others'

export const itself = (value: unknown): unknown => value
export const actor = (value: unknown): unknown => (typeof value === 'object' && value !== null && 'by' in value ? value.by : undefined)
