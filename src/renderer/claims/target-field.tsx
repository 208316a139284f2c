import type {Ref} from 'react'
import type {Target} from '../../core/annotation/annotation.ts'
import type {Names} from '../state/names.ts'
import {Combobox} from '../ui/combobox.tsx'
import type {Option} from '../ui/option-search.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import type {Workspace} from '../state/workspace.ts'
import {claimCreation, entityCreations, topicCreations} from './creations.ts'
import {entityOption} from './entity-options.ts'
import {say} from '../ui/say.ts'

type Props = {
  readonly label: string
  readonly value: Target | undefined
  readonly names: Names
  readonly readOnly?: boolean
  readonly autoFocus?: boolean
  readonly ref?: Ref<HTMLInputElement>
  readonly onChange: (target: Target | undefined) => void
}

/** Chooses what a stance is towards: a topic of the project, an entity, or a story-wide claim; what is missing can be made as any of them. */
export function TargetField({label, value, names, readOnly = false, autoFocus = false, ref, onChange}: Props) {
  const workspace = useWorkspace()
  const ways = [...topicCreations(workspace, onChange), ...entityCreations(workspace, undefined, onChange), claimCreation(workspace, onChange)]
  return (
    <Combobox
      {...(ref !== undefined && {ref})}
      label={label}
      value={value === undefined ? undefined : {id: `${value.kind}:${value.id}`, label: names.target(value)}}
      options={targetOptions(workspace)}
      disabled={readOnly}
      autoFocus={autoFocus}
      openOnFocus={autoFocus}
      placeholder={say('Topic, entity or claim')}
      onChoose={({id}) => onChange(targetOf(id))}
      creations={ways.map(way => ({...way, create: text => workspace.undo.together(() => way.create(text))}))}
    />
  )
}

function targetOptions(workspace: Workspace): readonly Option[] {
  return [
    ...workspace.project.topics.all().map(topic => ({id: `topic:${topic.id}`, label: topic.name, detail: say('Topic')})),
    ...workspace.registry.entities.all().map(entity => entityOption(workspace, entity)),
    ...workspace.registry.claims.all().map(claim => ({id: `claim:${claim.id}`, label: claim.text, detail: say('Claim')})),
  ]
}

function targetOf(option: string): Target {
  const colon = option.indexOf(':')
  return {kind: option.slice(0, colon) as Target['kind'], id: option.slice(colon + 1)}
}
