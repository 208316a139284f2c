import * as z from 'zod'
import {articleIdShape, articleMetadataShape} from '../../core/article/article-shape.ts'
import {articleSourceShape, sourceId} from '../../core/article/article-source.ts'
import {ADDED, planShape, scopeShape} from '../../core/round/round.ts'
import {DEFAULT_SCHEMA} from '../../core/schema/default-schema.ts'
import {jsonValue} from '../../core/json/json-text.ts'
import {everyObjectHas} from '../../core/json/key.ts'
import {publicKeyShape} from '../../core/person/person-key.ts'
import {isImpossibleDate} from '../../core/article/published-date.ts'
import {isSame} from '../../core/json/same.ts'
import {disturbances} from '../../core/schema/disturbances.ts'
import {hasRoomForDrafts, isDraftEntry, parseOrigin} from '../schema-drafts.ts'
import {goesOn} from '../../core/schema/schema-change.ts'
import {parseSchema} from '../../core/schema/schema-file.ts'
import {NO_SOURCE, SOURCE_PREFIX} from '../article-sources.ts'
import {MADE, MERGED} from './registry-rules.ts'
import type {DocumentRules, Refusal, Rule, TogetherRule, Write} from './rules.ts'
import {actor, both, byHub, devicesBehind, fixed, isBy, kept, shaped, signed} from './rules.ts'
import {actShape, idShape, nameShape, textShape, timeShape} from './shapes.ts'
import {VERSION_RULES} from './version-rules.ts'

const entryText = z.string().max(100_000)
const edited = z.union([textShape, z.number(), z.null(), z.array(textShape).max(1000)])

const opening = z.strictObject({by: idShape, at: timeShape, key: publicKeyShape.exactOptional(), signature: nameShape.exactOptional()})

const DETAILS: ReadonlySet<string> = new Set([
  ...Object.keys(articleMetadataShape.shape).filter(name => name !== 'otherSources'),
  'position',
  'words',
  'length',
])

/** A further source under its own id, or the mark that it was taken out. Such a mark may go again, as older windows take it away; a source stays. */
function source(id: string, {value, before}: Pick<Write, 'value' | 'before'>): Refusal | undefined {
  if (!/^[0-9a-f]{16}$/.test(id)) return 'shape'
  if (value === undefined) return before === undefined || before === NO_SOURCE ? undefined : 'erased'
  if (value === NO_SOURCE) return undefined
  const read = typeof value === 'string' && entryText.safeParse(value).success ? articleSourceShape.safeParse(jsonValue(value)).data : undefined
  if (read === undefined || sourceId(read) !== id) return 'shape'
  return read.published !== undefined && isImpossibleDate(read.published) ? 'date' : undefined
}

/** An article's entry under its id, each of its details that was edited since under `<id>/<detail>`, and the mark of who took it out. */
const articleEntry: Rule = write => {
  const {key, value} = write
  const [id, detail] = key.split('/', 2)
  if (!articleIdShape.safeParse(id).success || key.split('/').length > 2) return 'shape'
  if (detail === 'removed') return value === null ? undefined : both(shaped(actShape), signed(actor))(write)
  if (detail?.startsWith(SOURCE_PREFIX)) return source(detail.slice(SOURCE_PREFIX.length), write)
  if (detail === 'published' && typeof value === 'string' && isImpossibleDate(value)) return 'date'
  if (detail !== undefined) return value === undefined || (DETAILS.has(detail) && edited.safeParse(value).success) ? undefined : 'shape'
  if (value === undefined) return 'erased'
  const entry = typeof value === 'string' && entryText.safeParse(value).success ? jsonValue(value) : undefined
  return articleMetadataShape.loose().safeParse(entry).success ? undefined : 'shape'
}

/** Windows and guests ask for one: then its version counts up, and the hub looks at what annotations say. From a guest that had it already comes only what loses nothing, and disturbs no round. */
const schema: Rule = ({value, before, writer}) => {
  if (value === undefined) return 'erased'
  const next = parseSchema(value)
  if (!next.ok) return 'shape'
  if (!writer.brings) return 'hub'
  if (!writer.guest) return undefined
  const inForce = before === undefined ? {ok: true as const, value: DEFAULT_SCHEMA} : parseSchema(before)
  if (!inForce.ok || !goesOn(inForce.value, next.value)) return 'hub'
  return writer.inClosedRound === true && disturbances(inForce.value, next.value).length > 0 ? 'waits' : undefined
}

/** Curators write drafts of the next schema themselves: only what is published goes by the hub. Whoever makes one go on from something says who she is. */
const draft: Rule = ({key, value, before, writer}) => {
  if (value === undefined) return undefined
  if (!isDraftEntry(key, value)) return 'shape'
  return !key.endsWith('/origin') || isSame(value, before) || writer.brings || isBy(writer, parseOrigin(value)?.by) ? undefined : 'name'
}

/** Whoever opens the project loads them all. */
const drafts: TogetherRule = ({writer, standing, written, gone}) => {
  const before = new Map([...standing].map(([key, value]) => [key, lengthOf(value)] as const))
  const after = new Map([...before].filter(([key]) => !gone.has(key)))
  for (const [key, values] of written) after.set(key, Math.max(...values.map(lengthOf)))
  return hasRoomForDrafts(before, after, devicesBehind(writer)) ? undefined : 'drafts'
}
const lengthOf = (value: unknown): number => (typeof value === 'string' ? value.length : 0)

const meta: Rule = write => {
  if (write.key === 'name') return both(shaped(nameShape), kept)(write)
  return write.key === 'schema' ? schema(write) : 'shape'
}

/** A copy of what the project's hub was told by an admin. */
const joined: Rule = write => (write.writer.guest ? 'hub' : both(shaped(actShape.extend({into: idShape})), byHub)(write))

/** What was decided when a record began: what was left out then is not added either. Of a draft all can still be decided. */
const decided: Rule = write => {
  if (write.record.now('state') === 'draft') return undefined
  return write.before === undefined && write.record.now('startedAt') !== undefined ? 'fixed' : fixed(write)
}

/** Who and what came to a round later, and through whom. It does not go again. */
const added = (id: z.ZodType): Rule => both(shaped(actShape), fixed, byHub, ({key}) => (id.safeParse(key).success ? undefined : 'shape'))

/** What was decided of a round when it began, which stays. */
const PLANNED = Object.fromEntries(Object.entries<z.ZodType>({...scopeShape, ...planShape}).map(([name, shape]) => [name, both(shaped(shape), decided, byHub)]))

/** What has begun is no draft any more. */
const begun: Rule = ({value, before}) => (value === 'draft' && before !== undefined && before !== 'draft' ? 'fixed' : undefined)

export const PROJECT_RULES: DocumentRules = {
  meta: {values: meta},
  versions: VERSION_RULES,
  drafts: {values: draft, together: drafts},
  articles: {
    values: articleEntry,
    // As projects of the first days have them: edited, never made any more.
    records: {
      fields: {...Object.fromEntries([...DETAILS].map(name => [name, shaped(edited)])), removed: MADE.removed},
      families: {[SOURCE_PREFIX]: write => source(write.key, write)},
    },
  },
  topics: {records: {fields: {...MADE, name: both(shaped(nameShape), kept), merged: MERGED}, needed: ['by', 'at', 'name']}},
  people: {
    records: {
      fields: {name: both(shaped(nameShape), kept, byHub), role: both(shaped(z.enum(['reader', 'annotator', 'curator', 'admin'])), kept, byHub), joined},
      needed: ['name', 'role'],
      // Each hub enters whom it meets.
      remade: true,
    },
  },
  rounds: {
    records: {
      fields: {
        name: both(shaped(nameShape), kept, byHub),
        state: both(shaped(z.enum(['draft', 'closed', 'open'])), kept, begun, byHub),
        startedAt: both(shaped(timeShape), kept, byHub),
        startedBy: both(shaped(idShape), kept, byHub),
        openers: both(shaped(z.array(publicKeyShape).max(1000)), kept, byHub),
        opened: both(shaped(opening), kept, byHub),
        ...PLANNED,
        // As rounds were written before openings were signed.
        mode: both(shaped(z.enum(['together', 'independent'])), byHub),
        open: both(shaped(z.boolean()), byHub),
      },
      families: {[ADDED.articles]: added(articleIdShape), [ADDED.annotators]: added(idShape)},
      needed: ['name', 'startedAt'],
      // A project of before that has one is brought to guests and folders as it is.
      mayBegin: (id, {brings, guest}) => (brings && guest !== true) || !everyObjectHas(id),
      isWhole: written => written('state') !== undefined || (written('mode') !== undefined && written('open') !== undefined),
    },
  },
  keys: {
    records: {fields: {person: both(shaped(idShape), fixed, byHub), at: both(shaped(timeShape), fixed, byHub)}, needed: ['person', 'at']},
  },
}
