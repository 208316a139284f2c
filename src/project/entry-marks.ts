import type * as Y from 'yjs'
import {jsonValue} from '../core/json/json-text.ts'
import type {ArticleSource} from '../core/article/article-source.ts'
import {articleSourceShape, sourceId} from '../core/article/article-source.ts'
import {NO_SOURCE, SOURCE_PREFIX, sourceEdits} from './article-sources.ts'
import type {EntrySet} from './entry-sets.ts'
import {isEntry, TAKEN_OUT} from './entry-sets.ts'
import {ABOUT, ALIASES} from './registry.ts'
import type {Change} from './step.ts'

type Place = Pick<Change, 'map' | 'record' | 'field'>

/**
 * What undo writes under the key of an entry of a list where nothing stood before: the mark that it is taken out, or, over such a mark, the entry as
 * the list has it that the record was made with. Nothing is deleted. `undefined` for any other field.
 */
export function entryBefore(map: Y.Map<unknown>, place: Place): string | null | undefined {
  const {record: key, field} = place
  if (place.map === 'articles') {
    const [id = '', detail = ''] = field === '' ? key.split('/', 2) : [key, field]
    if (!detail.startsWith(SOURCE_PREFIX)) return undefined
    const standing = field === '' ? map.get(key) : fieldsOf(map.get(id))[field]
    return standing === NO_SOURCE ? (firstSource(map.get(id), detail) ?? NO_SOURCE) : NO_SOURCE
  }
  const set = SETS[place.map]
  if (set === undefined || !field.startsWith(set.prefix)) return undefined
  const fields = fieldsOf(map.get(key))
  return fields[field] === TAKEN_OUT ? (firstEntry(fields, set, field) ?? TAKEN_OUT) : TAKEN_OUT
}

const SETS: {readonly [map: string]: EntrySet} = {entities: ALIASES, claims: ABOUT}

type Fields = {readonly [name: string]: unknown}

/** Of a record, or of one that is written as a text. */
function fieldsOf(written: unknown): Fields {
  const value = typeof written === 'string' ? jsonValue(written) : written
  if (typeof value !== 'object' || value === null) return {}
  return 'toJSON' in value && typeof value.toJSON === 'function' ? (value.toJSON() as Fields) : (value as Fields)
}

function firstSource(written: unknown, field: string): string | undefined {
  const {otherSources} = fieldsOf(written)
  const sources: readonly unknown[] = Array.isArray(otherSources) ? otherSources : []
  const source = sources.map(each => articleSourceShape.safeParse(each).data).find(each => each !== undefined && fieldOf(each) === field)
  return source && sourceEdits([source], [])[field]
}

const fieldOf = (source: ArticleSource): string => `${SOURCE_PREFIX}${sourceId(source)}`

function firstEntry(fields: Fields, set: EntrySet, field: string): string | undefined {
  const list = fields[set.field]
  const entries: readonly unknown[] = Array.isArray(list) ? list : []
  return entries.find((each): each is string => typeof each === 'string' && isEntry(set, field.slice(set.prefix.length), each))
}
