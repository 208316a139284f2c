import type {Annotation} from '../annotation/annotation.ts'
import {readWordings} from '../annotation/wording.ts'
import type {KeptVersion} from './kept-version.ts'
import type {Schema} from './schema.ts'
import type {SchemaDifference} from './schema-diff.ts'
import {isSplitSince, schemaDiff} from './schema-diff.ts'
import {isTouchedBy} from './touched.ts'

/** The version under which somebody last stood by all that an annotation says. By one that is still to come nobody can. */
export function stoodByUnder(
  {schemaVersion, stillRight}: Pick<Annotation, 'schemaVersion' | 'stillRight'>,
  {version: inForce}: Pick<Schema, 'version'>,
): number {
  return stillRight === undefined || stillRight.version > inForce ? schemaVersion : Math.max(schemaVersion, stillRight.version)
}

/** By these nobody chooses otherwise than before. */
const HOW: ReadonlySet<string> = new Set(['key', 'look', 'translations', 'primary', 'required', 'countsForAgreement'])

/** Of the labels, features and layers that annotations use, what means something else since a version. */
type Since = {readonly before: Schema; readonly differences: readonly (readonly [difference: SchemaDifference, isSaid: ReturnType<typeof isTouchedBy>])[]}

/**
 * What of an annotation means something else since somebody last stood by it: the differences of the layer, the features and the labels that it uses. None where only what others use has changed, or how it
 * looks and is typed; nor where a label only has another name in the data, or took in another one. Where its version was not kept, the first that was kept after it is compared.
 */
export function meaningsSince(versions: readonly KeptVersion[], inForce: Schema): (annotation: Annotation) => readonly SchemaDifference[] {
  const known = new Map<number, Since | undefined>()
  const since = (version: number): Since | undefined => {
    if (!known.has(version)) known.set(version, sinceVersion(versions, inForce, version))
    return known.get(version)
  }
  return annotation => {
    const found = since(stoodByUnder(annotation, inForce))
    if (found === undefined || found.differences.length === 0) return []
    const {schemaVersion: version, layer, features, said = [{version, layer, features}]} = annotation
    const then = readWordings(found.before, said)
    return found.differences.flatMap(([difference, isSaid]) => (isSaid(then) ? [difference] : []))
  }
}

function sinceVersion(versions: readonly KeptVersion[], inForce: Schema, version: number): Since | undefined {
  if (version >= inForce.version) return undefined
  const before = versions.find(kept => kept.version >= version && kept.schema !== undefined)?.schema
  if (before === undefined || before.version >= inForce.version) return undefined
  const meant = schemaDiff(before, inForce).filter(difference => isOtherMeaning(difference, before, inForce))
  return {before, differences: meant.map(difference => [difference, isTouchedBy(difference, before)])}
}

function isOtherMeaning(difference: SchemaDifference, before: Schema, inForce: Schema): boolean {
  switch (difference.kind) {
    case 'changed':
      return difference.of !== 'schema' && !HOW.has(difference.field)
    case 'removed':
      return true
    case 'mapped':
      return isSplitSince(inForce, difference.at, before.version)
    case 'added':
    case 'moved':
      return false
  }
}
