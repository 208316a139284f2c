import {sha256} from '@noble/hashes/sha2.js'
import {bytesToHex, utf8ToBytes} from '@noble/hashes/utils.js'
import type * as Y from 'yjs'
import type {KeptVersion, Published} from '../core/schema/kept-version.ts'
import {asKept, firstOfEach, isSameVersion, LONGEST_VERSIONS, MOST_VERSIONS, parseVersion, versionText} from '../core/schema/kept-version.ts'
import type {Schema} from '../core/schema/schema.ts'

/** Every version of the schema that was in force, each as it was: nothing of it is changed or taken out. */
export interface SchemaVersions {
  /** The earliest first, the one in force among them. */
  all(): readonly KeptVersion[]
  get(version: number): KeptVersion | undefined
  /** Whether there is room for so many more. */
  hasRoom(schemas: readonly Schema[]): boolean
  keep(schema: Schema, how: Published): void
}

/** Hexadecimal digits of what tells two apart that have one number. */
const PRINT = 16

/** Under which a version stands: its number, and what it is. */
export const versionKey = (version: number, text: string): string => `${version}-${bytesToHex(sha256(utf8ToBytes(text))).slice(0, PRINT)}`

/** Whether versions that are kept in these texts are no more than a project keeps. `devices`: how many may each have kept so many. */
export const areFewVersions = (texts: readonly string[], devices = 1): boolean =>
  texts.length <= devices * MOST_VERSIONS && texts.reduce((sum, {length}) => sum + length, 0) <= devices * LONGEST_VERSIONS

/** `inForce`: absent where it cannot be read. */
export function schemaVersions(map: Y.Map<unknown>, inForce: () => Schema | undefined): SchemaVersions {
  let cache: {readonly of: Schema | undefined; readonly all: readonly KeptVersion[]} | undefined
  map.observe(() => {
    cache = undefined
  })
  /** Each is read once: what stands there never changes. */
  const parsed = new Map<string, KeptVersion | undefined>()
  const parse = (key: string): KeptVersion | undefined => {
    const text = map.get(key)
    if (!parsed.has(key)) {
      const read = parseVersion(text)
      // What is not what it stands under was put there by no Claimlight.
      parsed.set(key, read !== undefined && key === versionKey(read.version, text as string) ? read : undefined)
    }
    return parsed.get(key)
  }
  const kept = (under = ''): readonly KeptVersion[] =>
    [...map.keys()]
      .filter(key => key.startsWith(under))
      .sort()
      .flatMap(key => parse(key) ?? [])
  const read = (): readonly KeptVersion[] => {
    const now = inForce()
    const known = kept()
    if (now === undefined) return firstOfEach(known)
    const own = known.find(({schema}) => schema !== undefined && isSameVersion(schema, now))
    const others = known.filter(({version}) => version !== now.version)
    return firstOfEach([...others.map(each => asKept(each, now)), {...own, version: now.version, schema: now}])
  }
  const all = (): readonly KeptVersion[] => {
    const now = inForce()
    if (cache === undefined || cache.of !== now) cache = {of: now, all: read()}
    return cache.all
  }
  return {
    all,
    get: wanted => all().find(({version}) => version === wanted),
    hasRoom: schemas => areFewVersions([...[...map.values()].filter(text => typeof text === 'string'), ...schemas.map(schema => versionText(schema, {}))]),
    keep: (schema, how) => {
      if (kept(`${schema.version}-`).some(each => each.schema !== undefined && isSameVersion(each.schema, schema))) return
      const text = versionText(schema, how)
      map.set(versionKey(schema.version, text), text)
    },
  }
}
