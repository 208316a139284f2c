import {isSame} from '../json/same.ts'
import {listed} from '../language/listed.ts'
import type {Message, Sentence} from '../language/message.ts'
import {message} from '../language/message.ts'
import type {Result} from '../result.ts'
import {ok, refused} from '../result.ts'
import type {Mapping, Schema, WantedMapping} from './schema.ts'
import {featureNamed, kindOfLayer, layerNamed} from './schema.ts'
import type {Word} from './mapping.ts'
import {wordKey} from './mapping.ts'
import {leavesRoom, MOST_MAPPINGS, parseSchema, schemaShape} from './schema-file.ts'
import type {SchemaLoss} from './schema-losses.ts'
import {schemaLosses} from './schema-losses.ts'

/** A schema that is to come into force. `losses`: what the one in force has and it has not; of those that it reads as something else, as what. */
export type SchemaChange = {readonly next: Schema; readonly losses: readonly SchemaLoss[]}

/**
 * The change from the schema in force to another: its version counts up, and what earlier versions had and it has not is read as the mappings say. Refused where these
 * map what is not there, what stays, or to what the next schema does not have. The one in force where nothing differs.
 */
export function schemaChange(inForce: Schema, taken: Schema, mappings: readonly WantedMapping[] = []): Result<SchemaChange> {
  const next = nextVersion(inForce, taken, mappings)
  if (next === inForce) return ok({next, losses: []})
  const losses = schemaLosses(inForce, next)
  const problem = mappingProblem(mappings, losses, word => isKept(word, inForce, next)) ?? (areTooMany(next) ? TOO_MANY : unreadable(next))
  return problem === undefined ? ok({next, losses}) : refused(problem)
}

/** What the file says of mappings is another project's: those of this one go on. */
function nextVersion(inForce: Schema, taken: Schema, wanted: readonly WantedMapping[]): Schema {
  const version = Math.max(taken.version, inForce.version + 1)
  const mappings: readonly Mapping[] = [...(inForce.mappings ?? []), ...wanted.map(mapping => ({version, ...mapping}))]
  const {mappings: _others, ...rest} = taken
  const next = {...rest, version, ...(mappings.length > 0 && {mappings})}
  return isSame({...next, version: inForce.version}, inForce) ? inForce : next
}

/** Whatever comes into force can be read again by everybody. */
function unreadable(next: Schema): Sentence | undefined {
  const parsed = parseSchema(next)
  return parsed.ok ? undefined : parsed.error
}

const areTooMany = ({mappings = []}: Schema): boolean => mappings.length > MOST_MAPPINGS
const TOO_MANY = message(
  'A project reads at most {most, number} layers, features and labels in other words, over all the changes of its schema. Keep more of what the schema in force has, and map less.',
  {most: MOST_MAPPINGS},
)

/** Whether a layer, or a feature of one that is kept, goes on under its name: only what is gone may be read as something else. Labels that are kept are no losses. */
function isKept({layer, feature, label}: Word, before: Schema, after: Schema): boolean {
  const [was, is] = [layerNamed(before, layer), layerNamed(after, layer)]
  if (label !== undefined || was === undefined || is === undefined || kindOfLayer(was) !== kindOfLayer(is)) return false
  if (feature === undefined) return true
  const kept = featureNamed(is, feature)
  return kept !== undefined && kept.kind === featureNamed(was, feature)?.kind
}

function mappingProblem(mappings: readonly WantedMapping[], losses: readonly SchemaLoss[], kept: (word: Word) => boolean): Message | undefined {
  const seen = new Set<string>()
  const lost = new Map(losses.flatMap(loss => (loss.word === undefined ? [] : [[wordKey(loss.word), loss] as const])))
  for (const mapping of mappings) {
    const key = wordKey(mapping)
    const loss = lost.get(key)
    const named = {to: mapping.to, word: [mapping.layer, mapping.feature, mapping.label].filter(part => part !== undefined).join(' · ')}
    if (seen.size === seen.add(key).size) return message('What is mapped to “{to}” ({word}) is mapped twice. Choose one place for it.', named)
    if (loss === undefined || kept(mapping))
      return message('What is mapped to “{to}” ({word}) is nothing that this change takes away. Leave it out of the mapping.', named)
    const {places} = loss
    const other = mapping.split?.find(label => !places.some(place => place.value === label))
    if (other !== undefined)
      return message(
        'What is mapped to “{to}” ({word}) cannot be split into “{other}”, which is no label beside it. Add it to the schema first, or leave it out.',
        {
          ...named,
          other,
        },
      )
    if (mapping.split?.includes(mapping.to) === false)
      return message('What is mapped to “{to}” ({word}) is split into others than that. Map it to one of: {labels}.', {...named, labels: listed(mapping.split)})
    if (loss.to === undefined)
      return places.length === 0
        ? message('What is mapped to “{to}” ({word}) cannot go there. The new schema has no place of this kind: leave it out of the mapping.', named)
        : message('What is mapped to “{to}” ({word}) cannot go there. Choose one of: {places}.', {
            ...named,
            places: listed(places.map(({value}) => value)),
          })
  }
  return undefined
}

/** Whether it may take the place of the one in force without anybody looking at what annotations say: nothing is lost, and its version counts on. */
export function goesOn(inForce: Schema, next: Schema): boolean {
  // What has no such shape goes on from nothing.
  const [before, after] = [schemaShape.safeParse(inForce).data, schemaShape.safeParse(next).data]
  if (before === undefined || after === undefined) return false
  if (after.version === before.version) return isSame(before, after)
  if (!leavesRoom(after) || after.version < before.version || !mapsOn(before, after)) return false
  return schemaLosses(before, after).every(({to}) => to !== undefined)
}

/** What was read in other words goes on being so, and what is kept is read as itself. */
function mapsOn(before: Schema, after: Schema): boolean {
  const [kept, all] = [before.mappings ?? [], after.mappings ?? []]
  return isSame(all.slice(0, kept.length), kept) && all.slice(kept.length).every(mapping => mapping.version > before.version && !isKept(mapping, before, after))
}
