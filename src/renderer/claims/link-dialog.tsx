import {useMemo} from 'react'
import type {AnnotationId, Reference} from '../../core/annotation.ts'
import {isReference} from '../../core/annotation.ts'
import {setFeature} from '../annotate/edit-annotations.ts'
import {names as namesOf} from '../annotate/names.ts'
import {Button} from '../ui/button.tsx'
import {Combobox} from '../ui/combobox.tsx'
import {Dialog} from '../ui/dialog.tsx'
import {useWorkspace} from '../workspace/use-workspace.ts'
import {createEntity, isNamed, learnAlias} from './registry-acts.ts'

/** Links a mention to an entity of the registry, or a claim to the entity that voices it; a new entity is a name and Enter. */
export function LinkDialog({annotation: id, onClose}: {readonly annotation: AnnotationId; readonly onClose: () => void}) {
  const workspace = useWorkspace()
  const names = useMemo(() => namesOf(workspace.project, workspace.registry), [workspace])
  const article = workspace.current()
  const annotation = article?.set.get(id)
  if (article === undefined || annotation === undefined) return null
  const feature = annotation.layer === 'claim' ? 'attributionSource' : 'entityId'
  const value = annotation.features[feature]
  const {quote} = annotation.selector
  const link = (choose: () => Reference | undefined): void => {
    workspace.undo.together(() => {
      const reference = choose()
      setFeature(workspace, article, id, feature, reference)
      if (reference?.kind === 'entity' && annotation.layer === 'entity') learnAlias(workspace, reference.id, quote)
    })
    onClose()
  }
  const entities = workspace.registry.entities.all()
  const known = entities.some(entity => isNamed(entity, quote))
  const offer = annotation.layer === 'claim' || known ? [] : [{id: 'new', label: `New entity “${quote}”`}]
  return (
    <Dialog
      open
      onClose={onClose}
      size="small"
      title={annotation.layer === 'claim' ? 'Who voices this claim?' : 'Which entity is this?'}
      description={<q dir="auto">{quote}</q>}
      actions={<Button onClick={onClose}>Cancel</Button>}
    >
      <Combobox
        label="Entity"
        autoFocus
        openOnFocus
        placeholder="Search or type a new name"
        value={isReference(value) && value.kind === 'entity' ? {id: value.id, label: names.reference(value, () => undefined)} : undefined}
        options={[...offer, ...entities.map(entity => ({id: entity.id, label: entity.name, detail: entity.type, keywords: entity.aliases}))]}
        onChoose={option => link(() => (option === offer[0] ? createEntity(workspace, quote, annotation) : {kind: 'entity', id: option.id}))}
        onCreate={text => link(() => createEntity(workspace, text, annotation))}
        createLabel={text => `New entity “${text}”`}
        onClear={() => link(() => undefined)}
      />
    </Dialog>
  )
}
