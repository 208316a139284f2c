import {ArrowDown, ArrowUp, Merge, Plus, RotateCcw, Split, Trash2} from 'lucide-react'
import {withoutAdded} from '../../../core/schema/added-example.ts'
import type {DraftPart, PartId, SchemaDraft} from '../../../core/schema/draft.ts'
import {isRemoved, WHOLE, wholeFields} from '../../../core/schema/draft.ts'
import {shownLabel} from '../../../core/schema/draft-keys.ts'
import type {DraftProblem} from '../../../core/schema/draft-problems.ts'
import type {Example} from '../../../core/schema/schema.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import {Banner} from '../../ui/banner.tsx'
import {Button} from '../../ui/button.tsx'
import {IconButton} from '../../ui/icon-button.tsx'
import {say, tell} from '../../ui/say.ts'
import {broughtBack, writeDraft} from './draft-acts.ts'
import {FeatureForm} from './feature-form.tsx'
import {GuidelineEditor} from './guideline-editor.tsx'
import {KeyField} from './key-field.tsx'
import {LabelField} from './label-field.tsx'
import {LabelForm} from './label-form.tsx'
import {LayerForm} from './layer-form.tsx'
import {NameField} from './name-field.tsx'
import type {PartFields} from './part-fields.ts'
import {partFields} from './part-fields.ts'
import {moveOf} from './part-moves.ts'
import type {Going} from './remove-part-dialog.tsx'
import {TranslationsField} from './translations-field.tsx'
import {WholeForm} from './whole-form.tsx'
import './part-form.css'

type Props = {
  readonly draft: SchemaDraft
  readonly id: PartId
  readonly problems: readonly DraftProblem[]
  readonly readOnly: boolean
  readonly onRemove: (part: DraftPart, first?: Going) => void
  /** Labels of a feature become one. */
  readonly onJoin: (feature: PartId, first: DraftPart | undefined) => void
  /** One more label beside this one. */
  readonly onAddLabel: (feature: PartId) => void
}

/** All that can be said of a layer, feature or label, or of the schema as a whole. */
export function PartForm({draft, id, problems, readOnly: onlyRead, onRemove, onJoin, onAddLabel}: Props) {
  const workspace = useWorkspace('session', 'preferences')
  const own = partFields(workspace, {draft, id, problems, readOnly: onlyRead})
  const {part} = own
  // What is taken out is brought back first.
  const readOnly = onlyRead || (part !== undefined && isRemoved(part))
  const of = {...own, readOnly}
  if (part === undefined && id !== WHOLE) return null
  const name = part === undefined ? String(wholeFields(draft).name ?? '') : shownLabel(part)
  const labelsOfIt =
    part?.part === 'label' ? part.in : part?.part === 'feature' && 'choice choices stances'.split(' ').includes(String(part.fields.kind)) ? id : undefined
  return (
    // Keyed by the part, so that what is being typed belongs to it alone.
    <section key={`${draft.id} ${id}`} className="part-form" aria-label={say('Fields of “{name}”', {name})}>
      <header className="part-form-head">
        <h2 tabIndex={-1}>{part === undefined ? say('The whole schema') : KINDS[part.part]}</h2>
        {part !== undefined && !readOnly && <PartActs draft={draft} part={part} onRemove={onRemove} />}
      </header>
      {part !== undefined && isRemoved(part) && <Gone draft={draft} part={part} readOnly={onlyRead} />}
      <OtherProblems of={of} problems={problems} />
      {part === undefined ? (
        <WholeForm of={of} />
      ) : (
        <>
          <LabelField of={of} />
          <NameField of={of} />
          <KeyField of={of} />
          {part.part === 'layer' && <LayerForm of={of} />}
          {part.part === 'feature' && <FeatureForm of={of} />}
          {part.part === 'label' && <LabelForm of={of} />}
        </>
      )}
      <div data-field="guideline">
        <GuidelineEditor
          of={name}
          guideline={of.text('guideline')}
          examples={(of.fields.examples ?? []) as readonly Example[]}
          readOnly={readOnly}
          onGuideline={(text, step) => of.set({guideline: text.trim() === '' ? undefined : text}, say('Guideline'), step)}
          onExamples={(examples, step) =>
            of.set({...withoutAdded(draft.edits.get(id)), examples: examples.length === 0 ? undefined : examples}, say('Examples'), step)
          }
        />
      </div>
      {part !== undefined && <TranslationsField of={of} />}
      {labelsOfIt !== undefined && !readOnly && (
        <div className="schema-bar">
          <Button icon={<Plus aria-hidden="true" />} onClick={() => onAddLabel(labelsOfIt)}>
            {part?.part === 'label' ? say('Add another label') : say('Add label')}
          </Button>
          <Button icon={<Merge aria-hidden="true" />} onClick={() => onJoin(labelsOfIt, part?.part === 'label' ? part : undefined)}>
            {say('Join labels…')}
          </Button>
          {part?.part === 'label' && part.word !== undefined && (
            <Button icon={<Split aria-hidden="true" />} onClick={() => onRemove(part, 'split')}>
              {say('Split…')}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}

const KINDS = {layer: say('Layer'), feature: say('Feature'), label: say('Label', {}, 'a part of the codebook')} as const

function PartActs({draft, part, onRemove}: {readonly draft: SchemaDraft; readonly part: DraftPart; readonly onRemove: (part: DraftPart) => void}) {
  const workspace = useWorkspace('session')
  if (isRemoved(part)) return null
  const [up, down] = [moveOf(draft, part, 'up'), moveOf(draft, part, 'down')]
  return (
    <div className="part-form-acts">
      <IconButton size="small" label={say('Move up')} icon={<ArrowUp />} disabled={up.length === 0} onClick={() => writeDraft(workspace, draft, up)} />
      <IconButton size="small" label={say('Move down')} icon={<ArrowDown />} disabled={down.length === 0} onClick={() => writeDraft(workspace, draft, down)} />
      <IconButton size="small" label={say('Take out…')} icon={<Trash2 />} onClick={() => onRemove(part)} />
    </div>
  )
}

function Gone({draft, part, readOnly}: {readonly draft: SchemaDraft; readonly part: DraftPart; readonly readOnly: boolean}) {
  const workspace = useWorkspace('session')
  return (
    <div className="part-gone">
      <Banner tone="info" title={say('It is taken out of this draft.')} />
      {!readOnly && (
        <Button icon={<RotateCcw aria-hidden="true" />} onClick={() => writeDraft(workspace, draft, [broughtBack(part)])}>
          {say('Bring back')}
        </Button>
      )}
    </div>
  )
}

/** Fields that show what is wrong with them by themselves. */
const SHOWN: ReadonlySet<string | undefined> = new Set(['label', 'name', 'key', 'of', 'kind', 'min', 'max', 'to', 'when', 'labels', 'parent', 'layers'])

function OtherProblems({of: {id}, problems}: {readonly of: PartFields; readonly problems: readonly DraftProblem[]}) {
  return problems
    .filter(each => each.part === id && !SHOWN.has(each.field))
    .map(({problem}) => <Banner key={String(problem)} tone="warning" title={tell(problem)} />)
}
