import {BookOpen, Download, FileUp, Highlighter, MoreHorizontal, PanelLeft, Trash2, Undo2} from 'lucide-react'
import {useState} from 'react'
import {Badge} from '../../../src/renderer/ui/badge.tsx'
import {Banner} from '../../../src/renderer/ui/banner.tsx'
import {Button} from '../../../src/renderer/ui/button.tsx'
import {Chip} from '../../../src/renderer/ui/chip.tsx'
import {ChoiceGroup} from '../../../src/renderer/ui/choice-group.tsx'
import {Combobox} from '../../../src/renderer/ui/combobox.tsx'
import {ConfirmDialog} from '../../../src/renderer/ui/confirm-dialog.tsx'
import {Dialog} from '../../../src/renderer/ui/dialog.tsx'
import {EmptyState} from '../../../src/renderer/ui/empty-state.tsx'
import {HUES} from '../../../src/renderer/ui/hue.ts'
import {IconButton} from '../../../src/renderer/ui/icon-button.tsx'
import {Menu} from '../../../src/renderer/ui/menu.tsx'
import type {Option} from '../../../src/renderer/ui/option-search.ts'
import {Progress} from '../../../src/renderer/ui/progress.tsx'
import {Spinner} from '../../../src/renderer/ui/spinner.tsx'
import {TextArea} from '../../../src/renderer/ui/text-area.tsx'
import {TextField} from '../../../src/renderer/ui/text-field.tsx'
import {ToastRegion} from '../../../src/renderer/ui/toast-region.tsx'
import {createToasts} from '../../../src/renderer/ui/toasts.ts'

const toasts = createToasts()

const ENTITIES: readonly Option[] = [
  {id: 'ipcc', label: 'IPCC', detail: 'Organisation', keywords: ['Intergovernmental Panel on Climate Change']},
  {id: 'harbour', label: 'Harbour Authority', detail: 'Organisation'},
  {id: 'alvarez', label: 'María Álvarez', detail: 'Person'},
  {id: 'haifa', label: 'חיפה', detail: 'City', keywords: ['Haifa']},
]

const COMMITMENTS = [
  {value: 'asserts', label: 'Asserts', key: '1'},
  {value: 'hedges', label: 'Hedges', key: '2'},
  {value: 'reports', label: 'Reports', key: '3'},
  {value: 'questions', label: 'Questions', key: '4'},
  {value: 'denies', label: 'Denies', key: '5'},
] as const

const STANCES = [
  {value: 'favor', label: 'Favor', key: 'F', hue: 'green'},
  {value: 'against', label: 'Against', key: 'A', hue: 'rose'},
  {value: 'neutral', label: 'Neutral', key: 'N', hue: 'slate'},
  {value: 'unclear', label: 'Unclear', key: 'U', hue: 'amber'},
] as const

const LINES = ['solid', 'dotted', 'dashed', 'double', 'wavy'] as const

/** Every control, each in its states. */
export function Controls() {
  const [dialog, setDialog] = useState<'details' | 'remove'>()
  const [title, setTitle] = useState('Ice melts faster than models said')
  const [note, setNote] = useState('')
  const [commitment, setCommitment] = useState<string | undefined>('asserts')
  const [stance, setStance] = useState<string | undefined>('against')
  const [entity, setEntity] = useState<Option | undefined>(ENTITIES[0])
  const [entities, setEntities] = useState(ENTITIES)
  const [chosen, setChosen] = useState('')
  const [snap, setSnap] = useState(true)
  return (
    <main className="gallery">
      <header className="gallery-head">
        <h1>Interface kit</h1>
        <p>Every control of Claimlight in its states.</p>
      </header>

      <section aria-labelledby="buttons">
        <h2 id="buttons">Buttons and menus</h2>
        <div className="gallery-row">
          <Button variant="primary" keys="C" icon={<Highlighter />}>
            Mark Claim
          </Button>
          <Button icon={<FileUp />}>Import articles…</Button>
          <Button variant="quiet" keys="CmdOrCtrl+Shift+E" icon={<Download />}>
            Export
          </Button>
          <Button variant="danger">Remove</Button>
          <Button disabled>Not now</Button>
        </div>
        <div className="gallery-row">
          <IconButton label="Show or hide articles" keys="CmdOrCtrl+B" icon={<PanelLeft />} />
          <IconButton label="Undo" keys="CmdOrCtrl+Z" icon={<Undo2 />} />
          <IconButton label="Remove annotation" keys="Delete" icon={<Trash2 />} />
          <Menu
            label="Article"
            variant="plain"
            onChoose={id => {
              setChosen(id)
              if (id === 'snap') setSnap(!snap)
              if (id === 'remove') setDialog('remove')
            }}
            items={[
              {id: 'details', label: 'Edit details…', keys: 'CmdOrCtrl+Shift+D'},
              {id: 'done', label: 'Mark as done', keys: 'CmdOrCtrl+Shift+Enter'},
              {id: 'snap', label: 'Snap selections to words', checked: snap},
              {id: 'compare', label: 'Compare versions', disabled: true},
              {id: 'remove', label: 'Remove article…', danger: true, separated: true},
            ]}
          />
          <Menu label="More" icon={<MoreHorizontal />} onChoose={setChosen} items={[{id: 'copy', label: 'Copy quote'}]} />
          <Button size="small" onClick={() => setDialog('details')}>
            Open dialog
          </Button>
          <Button
            size="small"
            onClick={() => toasts.show({text: 'Annotation removed', subject: 'removal', action: {label: 'Undo', run: () => setChosen('undone')}})}
          >
            Show news
          </Button>
          <Button size="small" onClick={() => toasts.show({text: 'The disk is full. Make room, then save again.', tone: 'error'})}>
            Show error
          </Button>
          <output aria-label="Last action">{chosen}</output>
        </div>
      </section>

      <section aria-labelledby="fields">
        <h2 id="fields">Fields</h2>
        <div className="gallery-columns">
          <TextField label="Title" value={title} onCommit={setTitle} check={text => (text.trim() === '' ? 'An article needs a title.' : undefined)} />
          <TextField label="Published" value="2024-13-01" onCommit={() => {}} problem="There is no month 13. Write year-month-day." />
          <Combobox
            label="Entity"
            value={entity}
            options={entities}
            onChoose={setEntity}
            onClear={() => setEntity(undefined)}
            creations={[
              {
                label: text => `New entity “${text}”`,
                create: text => {
                  const made = {id: `new-${entities.length}`, label: text}
                  setEntities([...entities, made])
                  setEntity(made)
                },
              },
            ]}
            placeholder="Search or create…"
          />
          <TextArea
            onBegin={() => undefined}
            label="Note"
            value={note}
            onCommit={setNote}
            placeholder="What did you notice?"
            hint="Kept when you leave the field."
          />
        </div>
      </section>

      <section aria-labelledby="choices">
        <h2 id="choices">Choices</h2>
        <div className="gallery-columns">
          <ChoiceGroup label="Commitment" choices={COMMITMENTS} value={commitment} onChange={setCommitment} />
          <ChoiceGroup label="Stance towards the target" choices={STANCES} value={stance} onChange={setStance} />
        </div>
      </section>

      <section aria-labelledby="labels">
        <h2 id="labels">Labels</h2>
        <div className="gallery-row">
          {HUES.map((hue, index) => (
            <Badge key={hue} hue={hue} line={LINES[index % LINES.length] ?? 'solid'}>
              {hue}
            </Badge>
          ))}
        </div>
        <div className="gallery-row">
          {HUES.map(hue => (
            <Badge key={hue} hue={hue}>
              {hue} 12
            </Badge>
          ))}
        </div>
        <div className="gallery-row">
          <Chip label="IPCC" hue="blue" line="dotted" onClick={() => setChosen('IPCC')} onRemove={() => setChosen('removed')} />
          <Chip label="against" hue="rose" />
          <Chip label="חיפה" onRemove={() => setChosen('removed')} />
        </div>
      </section>

      <section aria-labelledby="states">
        <h2 id="states">States</h2>
        <Banner tone="error" title="Not saved." action={{label: 'Try again', run: () => {}}}>
          The disk is full. Make room on it; your work waits here until then.
        </Banner>
        <Banner tone="warning" title="This project lies on a network drive." onDismiss={() => {}}>
          Work from a local disk and exchange through a shared folder.
        </Banner>
        <Banner tone="info" title="Carol joined.">
          She reads the third article.
        </Banner>
        <div className="gallery-columns">
          <Progress label="Importing" value={12} max={34} detail="12 of 34 files" onCancel={() => {}} />
          <Progress label="Searching" />
          <Spinner label="Opening the article…" />
        </div>
        <div className="gallery-card">
          <EmptyState icon={<BookOpen />} title="No articles yet" actions={<Button variant="primary">Import articles…</Button>}>
            Drop text files here, or choose them. Each text becomes one article.
          </EmptyState>
        </div>
      </section>

      <Dialog
        open={dialog === 'details'}
        onClose={() => setDialog(undefined)}
        title="Edit article details"
        description="The text itself is never changed."
        actions={
          <>
            <Button onClick={() => setDialog(undefined)}>Cancel</Button>
            <Button variant="primary" onClick={() => setDialog(undefined)}>
              Save details
            </Button>
          </>
        }
      >
        <TextField label="Outlet" value="The Harbour Post" onCommit={setChosen} />
        <Combobox label="About" value={undefined} options={ENTITIES} onChoose={option => setChosen(option.label)} placeholder="Search…" />
      </Dialog>
      <ConfirmDialog
        open={dialog === 'remove'}
        title="Remove this article?"
        confirm="Remove article"
        danger
        onCancel={() => setDialog(undefined)}
        onConfirm={() => {
          setDialog(undefined)
          setChosen('removed for good')
        }}
      >
        Its 12 annotations go with it. You can undo this until the project is closed.
      </ConfirmDialog>
      <ToastRegion toasts={toasts} />
    </main>
  )
}
