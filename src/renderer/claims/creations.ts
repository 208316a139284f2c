import type {Target} from '../../core/annotation/annotation.ts'
import {entityTypes} from '../../core/schema/entity-types.ts'
import type {Creation} from '../ui/combobox.tsx'
import type {Workspace} from '../state/workspace.ts'
import type {EntityReference} from './registry-acts.ts'
import {createClaim, createEntity, createTopic} from './registry-acts.ts'
import {say} from '../ui/say.ts'

/** A new entity, once for each type it may have: whoever makes one says what it is. Where a mention has said so, that type only. */
export function entityCreations(workspace: Workspace, type: string | undefined, done: (made: EntityReference) => void): readonly Creation[] {
  const types = entityTypes(workspace.project.schema())
  const wanted = types.filter(({value}) => value === type)
  const label = (text: string): string => say('New entity “{text}”', {text})
  if (types.length === 0) return [{label, create: text => done(createEntity(workspace, text, type))}]
  return (wanted.length > 0 ? wanted : types).map(choice => ({label, detail: choice.label, create: text => done(createEntity(workspace, text, choice.value))}))
}

export const claimCreation = (workspace: Workspace, done: (made: Target & {readonly kind: 'claim'}) => void): Creation => ({
  label: text => say('New claim “{text}”', {text}),
  create: text => done(createClaim(workspace, text)),
})

/** Topics are the project's own: whoever may change the project may add one. */
export const topicCreations = (workspace: Workspace, done: (made: Target) => void): readonly Creation[] =>
  workspace.mayManage() ? [{label: text => say('New topic “{text}”', {text}), create: text => done(createTopic(workspace, text))}] : []
