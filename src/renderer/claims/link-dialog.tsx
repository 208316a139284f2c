import {useMemo} from 'react'
import {wordsAsName} from '../../core/annotation/words-as-name.ts'
import type {AnnotationId, Reference} from '../../core/annotation/annotation.ts'
import {isReference} from '../../core/annotation/annotation.ts'
import {entityFeature, typeOf} from '../../core/schema/entity-types.ts'
import {identityFeature} from '../../core/schema/roles.ts'
import {layerNamed} from '../../core/schema/schema.ts'
import {setFeature} from '../annotate/edit-annotations.ts'
import {names as namesOnScreen} from '../state/names.ts'
import {Button} from '../ui/button.tsx'
import {Combobox} from '../ui/combobox.tsx'
import {Dialog} from '../ui/dialog.tsx'
import {useSpoken} from '../state/use-spoken.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import {entityCreations} from './creations.ts'
import {linkOptions} from './link-options.ts'
import {learnAlias} from './registry-acts.ts'
import {say} from '../ui/say.ts'

/** Links a mention to an entity of the registry, or a claim to the entity that voices it. */
export function LinkDialog({annotation: id, onClose}: {readonly annotation: AnnotationId; readonly onClose: () => void}) {
  const workspace = useWorkspace()
  const spoken = useSpoken()
  const names = useMemo(() => namesOnScreen(workspace.project, workspace.registry), [workspace])
  const article = workspace.current()
  const annotation = article?.set.get(id)
  const schema = workspace.project.schema()
  const layer = layerNamed(schema, annotation?.layer ?? '')
  const feature = entityFeature(layer)
  const isIdentity = feature !== undefined && identityFeature(layer, 'entity') === feature
  if (article === undefined || annotation === undefined || feature === undefined) return null
  const value = annotation.features[feature.name]
  const quote = annotation.selector === undefined ? '' : wordsAsName(annotation.selector)
  const link = (reference: Reference | undefined): void => {
    setFeature(workspace, article, id, feature.name, reference)
    if (reference?.kind === 'entity' && isIdentity) learnAlias(workspace, reference.id, quote)
  }
  const atOnce = (change: () => void): void => {
    workspace.undo.together(change)
    onClose()
  }
  const creations = entityCreations(workspace, typeOf(schema, annotation), link)
  const {offers, options} = linkOptions(workspace, quote, isIdentity ? creations : [])
  const chosen = isReference(value) && value.kind === 'entity' ? workspace.registry.entities.rootOf(value.id) : undefined
  return (
    <Dialog
      open
      onClose={onClose}
      size="small"
      title={isIdentity ? say('Which entity is this?') : feature.label}
      description={<q {...spoken(annotation.selector?.start)}>{quote}</q>}
      actions={<Button onClick={onClose}>{say('Cancel')}</Button>}
    >
      <Combobox
        label={say('Entity')}
        autoFocus
        openOnFocus
        placeholder={say('Search or type a new name')}
        value={chosen === undefined ? undefined : {id: `entity:${chosen}`, label: names.reference({kind: 'entity', id: chosen}, () => undefined)}}
        options={options}
        onChoose={option => atOnce(() => (offers.get(option.id) ?? (() => link({kind: 'entity', id: option.id.slice('entity:'.length)})))())}
        creations={creations.map(creation => ({...creation, create: text => atOnce(() => creation.create(text))}))}
        onClear={() => atOnce(() => link(undefined))}
      />
    </Dialog>
  )
}
