import {DEFAULT_SCHEMA} from '../../core/schema/default-schema.ts'
import {isSameVersion, parseVersion} from '../../core/schema/kept-version.ts'
import {parseSchema} from '../../core/schema/schema-file.ts'
import {areFewVersions, versionKey} from '../schema-versions.ts'
import type {DocumentRules, Refusal, Rule, TogetherRule} from './rules.ts'
import {both, byHub, devicesBehind, fixed, kept} from './rules.ts'

/** It stands under its number and what it is, for good. */
const version: Rule = both(kept, fixed, byHub, ({key, value}) => {
  const read = parseVersion(value)
  return read !== undefined && key === versionKey(read.version, value as string) ? undefined : 'shape'
})

/**
 * From a guest come the one in force, and those that lead from it to the one that comes into force with them: each number once, so that nothing takes the place of what was in force, and nothing fills what
 * a project keeps.
 */
const together: TogetherRule = given => (given.writer.guest === true ? leadingOn(given) : room(given))

/** Of two devices that did not know of each other, each may have had a version of the same number. */
const room = ({writer, standing, written}: Pick<Parameters<TogetherRule>[0], 'writer' | 'standing' | 'written'>): Refusal | undefined => {
  const texts = [...written].flatMap(([key, [text]]) => (standing.has(key) || typeof text !== 'string' ? [] : [text]))
  return texts.length === 0 || areFewVersions([...[...standing.values()].map(String), ...texts], devicesBehind(writer)) ? undefined : 'room'
}

const leadingOn: TogetherRule = ({writer, standing, written, at}) => {
  const {now, next} = at('meta', 'schema')
  const inForce = now === undefined ? DEFAULT_SCHEMA : schemaIn(now)
  const coming = next.flatMap(each => schemaIn(each) ?? [])
  const last = Math.max(...coming.map(each => each.version), inForce?.version ?? 0)
  const taken = new Set([...standing.keys()].map(numberOf))
  const texts = [...written].flatMap(([key, [text]]) => (standing.has(key) || typeof text !== 'string' ? [] : [[key, text] as const]))
  for (const [key, text] of texts) {
    const number = numberOf(key)
    const one = parseVersion(text)?.schema
    if (inForce === undefined || one === undefined || number < inForce.version || number > last || taken.has(number)) return 'hub'
    taken.add(number)
    const known = [inForce, ...coming].filter(each => each.version === number)
    if (known.length > 0 && !known.some(each => isSameVersion(each, one))) return 'hub'
  }
  return room({writer, standing, written})
}

const schemaIn = (value: unknown) => {
  const parsed = parseSchema(value)
  return parsed.ok ? parsed.value : undefined
}

const numberOf = (key: string): number => Number.parseInt(key, 10)

export const VERSION_RULES: DocumentRules[string] = {values: version, together}
