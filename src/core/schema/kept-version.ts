import * as z from 'zod'
import type {AnnotatorId} from '../annotation/annotation.ts'
import {isSame} from '../json/same.ts'
import {jsonValue} from '../json/json-text.ts'
import type {Schema} from './schema.ts'
import {LAST_VERSION, parseSchema} from './schema-file.ts'

/** Who brought a version into force, when (milliseconds since 1970 UTC), and why. Nobody knows of the one that a project had before it kept them. */
export type Published = {readonly by?: AnnotatorId; readonly at?: number; readonly note?: string}

/** A version of the schema as a project keeps it. `schema` is absent where a newer Claimlight wrote it in a form that is not known here. */
export type KeptVersion = Published & {readonly version: number; readonly schema?: Schema}

/** UTF-16 units of a note, and of a version as it is kept. */
export const LONGEST_NOTE = 2000
const LONGEST_VERSION = 1_500_000
/** Versions that a project keeps, at most, and UTF-16 units of them all: whoever opens the project loads them. */
export const MOST_VERSIONS = 1000
export const LONGEST_VERSIONS = 16_000_000

const published = z.object({
  by: z.string().min(1).max(200).exactOptional(),
  at: z.number().int().nonnegative().exactOptional(),
  note: z.string().max(LONGEST_NOTE).exactOptional(),
})
const numbered = z.object({version: z.number().int().min(1).max(LAST_VERSION)})
const kept = z.object({...published.shape, schema: numbered.loose()})

/** What was read in other words is told by the schema in force, up to each of its versions. */
export function versionText({mappings: _mappings, ...schema}: Schema, {by, at, note}: Published): string {
  return JSON.stringify({...(by !== undefined && {by}), ...(at !== undefined && {at}), ...(note !== undefined && {note}), schema})
}

/** `undefined` for what no Claimlight wrote. */
export function parseVersion(text: unknown): KeptVersion | undefined {
  const read = typeof text === 'string' && text.length <= LONGEST_VERSION ? kept.safeParse(jsonValue(text)).data : undefined
  if (read === undefined) return undefined
  const {schema, ...how} = read
  const parsed = parseSchema(schema)
  return {...how, version: schema.version, ...(parsed.ok && {schema: parsed.value})}
}

/** A version with what was read in other words until then. */
export function asKept(version: KeptVersion, {mappings = []}: Schema): KeptVersion {
  const until = mappings.filter(mapping => mapping.version <= version.version)
  return version.schema === undefined || until.length === 0 ? version : {...version, schema: {...version.schema, mappings: until}}
}

/** Whether they say the same, whatever was read in other words. */
export function isSameVersion({mappings: _mine, ...one}: Schema, {mappings: _theirs, ...other}: Schema): boolean {
  return isSame(one, other)
}

/** Of what was kept under one number, as when two devices without a network each took a version, the first counts. */
export function firstOfEach(versions: readonly KeptVersion[]): readonly KeptVersion[] {
  const byNumber = new Map<number, KeptVersion>()
  for (const each of versions) {
    const known = byNumber.get(each.version)
    if (known === undefined || (each.at ?? 0) < (known.at ?? 0)) byNumber.set(each.version, each)
  }
  return [...byNumber.values()].sort((one, other) => one.version - other.version)
}
