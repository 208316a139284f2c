import {useState} from 'react'
import type {AnnotationId, SpanAnnotation} from '../../core/annotation/annotation.ts'
import {isSpanAnnotation} from '../../core/annotation/annotation-kind.ts'
import type {SchemaDraft} from '../../core/schema/draft.ts'
import {shownLabel} from '../../core/schema/draft-keys.ts'
import type {ExamplePlace} from '../../core/schema/example-places.ts'
import {examplePlaces} from '../../core/schema/example-places.ts'
import {EXAMPLE_WORDS} from '../../core/schema/codebook.ts'
import type {Example} from '../../core/schema/schema.ts'
import {addExample, exampleOf, fullProblem, NEW_DRAFT, newDraft} from '../annotate/add-example.ts'
import {draftTitle} from '../state/draft-title.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import {Banner} from '../ui/banner.tsx'
import {Button} from '../ui/button.tsx'
import {ChoiceGroup} from '../ui/choice-group.tsx'
import {Combobox} from '../ui/combobox.tsx'
import {Dialog} from '../ui/dialog.tsx'
import {SelectField} from '../ui/select-field.tsx'
import {TextArea} from '../ui/text-area.tsx'
import {say, tell} from '../ui/say.ts'
import './example-dialog.css'

const KINDS = (['positive', 'negative'] as const).map(kind => ({value: kind, label: tell(EXAMPLE_WORDS[kind])}))

type Props = {readonly annotation: AnnotationId; readonly onClose: () => void}

/** Makes the words of an annotation an example in a draft of the codebook: of which part of it, and whether a good one. */
export function ExampleDialog({annotation: id, onClose}: Props) {
  const workspace = useWorkspace('sets', 'drafts', 'project', 'session')
  const article = workspace.current()
  const annotation = article?.set.get(id)
  const [made] = useState(() => newDraft(workspace))
  const drafts = workspace.project.drafts.all()
  const [wanted, setWanted] = useState(() => workspace.view.get().codebook.draft ?? drafts.findLast(({origin}) => origin.from === 'in-force')?.id ?? NEW_DRAFT)
  const draft = drafts.find(each => each.id === wanted) ?? made
  if (article === undefined || annotation === undefined || !isSpanAnnotation(annotation)) return null
  return <Form annotation={annotation} example={exampleOf(article.id, annotation)} drafts={drafts} draft={draft} onDraft={setWanted} onClose={onClose} />
}

type FormProps = {
  readonly annotation: SpanAnnotation
  readonly example: Omit<Example, 'kind'>
  readonly drafts: readonly SchemaDraft[]
  /** The one that it goes into. */
  readonly draft: SchemaDraft
  readonly onDraft: (id: string) => void
  readonly onClose: () => void
}

function Form({annotation, example, drafts, draft, onDraft, onClose}: FormProps) {
  const workspace = useWorkspace('drafts', 'project')
  const {project} = workspace
  const places = examplePlaces(draft, annotation)
  const [chosen, setChosen] = useState<string>()
  const [kind, setKind] = useState<Example['kind']>('positive')
  const [note, setNote] = useState('')
  const place = places.find(({part}) => part.id === chosen) ?? places[0]
  const problem = place === undefined ? say('This draft has no such layer. Choose another draft.') : fullProblem(place.part)
  const options = places.map(each => ({id: each.part.id, label: shownLabel(each.part), ...(each.over.length > 0 && {detail: pathOf(each)})}))
  const add = (): void => {
    if (place === undefined || problem !== undefined) return
    onClose()
    addExample(workspace, draft, place.part, {...example, kind, ...(note.trim() !== '' && {note: note.trim()})})
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={say('Add as example')}
      description={say(
        'It shows others when something is right to choose, or when it is not. It keeps the words, and stands in the codebook once the draft is published.',
      )}
      actions={
        <>
          <Button onClick={onClose}>{say('Cancel')}</Button>
          <Button variant="primary" disabled={problem !== undefined} onClick={add}>
            {say('Add example')}
          </Button>
        </>
      }
    >
      <div className="example-dialog">
        <blockquote dir="auto">{example.quote}</blockquote>
        {problem !== undefined && <Banner tone="warning" title={problem} />}
        <Combobox
          label={say('Example of')}
          value={options.find(({id}) => id === place?.part.id)}
          options={options}
          onChoose={({id}) => setChosen(id)}
          autoFocus
        />
        <ChoiceGroup label={say('It shows')} required choices={KINDS} value={kind} onChange={value => value !== undefined && setKind(value)} />
        <TextArea<undefined>
          label={say('Why (Markdown)')}
          rows={2}
          value={note}
          onBegin={() => undefined}
          onTyped={setNote}
          onCommit={text => {
            setNote(text)
            return undefined
          }}
        />
        {drafts.length > 0 && (
          <SelectField
            label={say('Draft')}
            choices={[...drafts.map(each => ({value: each.id, label: draftTitle(each, project)})), {value: NEW_DRAFT, label: say('A new draft')}]}
            value={drafts.some(({id}) => id === draft.id) ? draft.id : NEW_DRAFT}
            onChange={onDraft}
          />
        )}
      </div>
    </Dialog>
  )
}

const pathOf = ({over}: ExamplePlace): string => over.map(shownLabel).join(' › ')
