import type {Reference, Target} from '../../core/annotation/annotation.ts'
import {UNTYPED} from '../../core/schema/entity-types.ts'
import {plainName} from '../../core/person/name.ts'
import type {Pointer} from '../../core/annotation/pointers.ts'
import type {Entity} from '../../core/registry/registry.ts'
import {isSameName, typedName} from '../../core/text/same-name.ts'
import type {MergeableMap} from '../../project/mergeable-map.ts'
import {short} from '../state/short-quote.ts'
import type {Workspace} from '../state/workspace.ts'
import {say} from '../ui/say.ts'

/** Whether the entity goes by a name, to the letter. */
export const isNamed = (entity: Pick<Entity, 'name' | 'aliases'>, name: string): boolean =>
  [entity.name, ...entity.aliases].some(each => isSameName(each, name))

export type EntityReference = Reference & {readonly kind: 'entity'}

/** Makes an entity named as written. */
export function createEntity(workspace: Workspace, name: string, type: string = UNTYPED): EntityReference {
  const entity: Entity = {id: workspace.newId(), ...workspace.act(), name: plainName(name), type, aliases: []}
  workspace.registry.transact(() => workspace.registry.entities.put(entity))
  return {kind: 'entity', id: entity.id}
}

export function createClaim(workspace: Workspace, text: string): Target & {readonly kind: 'claim'} {
  const id = workspace.newId()
  workspace.registry.transact(() => workspace.registry.claims.put({id, ...workspace.act(), text: text.trim(), about: []}))
  return {kind: 'claim', id}
}

/** Topics are the project's own targets: whoever may change the project may add one. */
export function createTopic(workspace: Workspace, name: string): Target {
  const id = workspace.newId()
  workspace.project.transact(() => workspace.project.topics.put({id, ...workspace.act(), name: plainName(name)}))
  return {kind: 'topic', id}
}

/** The quote of a mention becomes an alias of the entity it is linked to, so that the next search for it finds the entity. */
export function learnAlias(workspace: Workspace, entityId: string, quote: string): void {
  const entity = workspace.registry.entities.get(entityId)
  if (entity === undefined || quote.length > 80) return
  // Capitals and small letters are no other name to learn: whoever types either finds it.
  const isKnown = [entity.name, ...entity.aliases].some(each => typedName(each) === typedName(quote))
  if (!isKnown) workspace.registry.transact(() => workspace.registry.entities.patch(entityId, {aliases: [...entity.aliases, plainName(quote)]}))
}

type Records = MergeableMap<{readonly id: string}>

export const recordsOf = ({project, registry}: Workspace, kind: Pointer['kind']): Records =>
  kind === 'topic' ? project.topics : kind === 'entity' ? registry.entities : registry.claims

const transactIn = ({project, registry}: Workspace, kind: Pointer['kind'], change: () => void): void =>
  kind === 'topic' ? project.transact(change) : registry.transact(change)

/** Several become one: what points at the others is looked up through their marks. */
export function mergeRecords(workspace: Workspace, kind: Pointer['kind'], ids: readonly string[], into: string): void {
  const records = recordsOf(workspace, kind)
  const others = ids.filter(id => id !== into)
  transactIn(workspace, kind, () => {
    // Of records that were merged in a circle the one that stands for the others has a mark too.
    if (records.merges().has(into)) records.separate(into)
    records.merge(others, into, workspace.act())
  })
}

export function separateRecord(workspace: Workspace, kind: Pointer['kind'], id: string): void {
  transactIn(workspace, kind, () => recordsOf(workspace, kind).separate(id))
}

export function removeRecords(workspace: Workspace, kind: Pointer['kind'], ids: readonly string[]): void {
  const act = workspace.act()
  transactIn(workspace, kind, () => {
    for (const id of ids) recordsOf(workspace, kind).remove(id, act)
  })
}

export function restoreRecords(workspace: Workspace, kind: Pointer['kind'], ids: readonly string[]): void {
  transactIn(workspace, kind, () => {
    for (const id of ids) recordsOf(workspace, kind).restore(id)
  })
}

/** Whether it is in the lists: neither removed nor merged into another. */
export const isListed = (workspace: Workspace, {kind, id}: Pointer): boolean => recordsOf(workspace, kind).get(id) !== undefined

/** How its writer is told of a name that she typed over another. */
export const overName = (was: string): string => say('Name of “{name}”', {name: short(was)})

/** Writes what was typed into a field of a record. What was removed or merged meanwhile keeps its own, and the words are kept for whoever typed them. */
export function writeField(
  workspace: Workspace,
  of: Pointer,
  typed: {readonly where: string; readonly text: string; readonly step: object},
  write: () => void,
): void {
  const {where, text, step} = typed
  if (isListed(workspace, of)) workspace.undo.together(() => transactIn(workspace, of.kind, write), step)
  else workspace.unsaved.keep({where, text})
}
