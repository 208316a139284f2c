import {FolderOpen} from 'lucide-react'
import {useEffect, useState} from 'react'
import {projectNameProblem} from '../../core/project-name.ts'
import type {Result} from '../../core/result.ts'
import type {ListedProject, ListedProjects} from '../../ipc/projects-api.ts'
import {Badge} from '../ui/badge.tsx'
import {Banner} from '../ui/banner.tsx'
import {Button} from '../ui/button.tsx'
import {Dialog} from '../ui/dialog.tsx'
import {EmptyState} from '../ui/empty-state.tsx'
import {Spinner} from '../ui/spinner.tsx'
import {TextField} from '../ui/text-field.tsx'
import {VirtualList} from '../ui/virtual-list.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import {dayOf, rich, say, tell} from '../ui/say.ts'
import './projects-dialog.css'

/** The projects of the person at this computer: to open one of them, or to make a new one. */
export function ProjectsDialog({onClose}: {readonly onClose: () => void}) {
  const {requests} = useWorkspace().host
  const [listed, setListed] = useState<ListedProjects>()
  const [selected, setSelected] = useState<string>()
  const [name, setName] = useState('')
  const [problem, setProblem] = useState<string>()
  const [refusal, setRefusal] = useState<string>()
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    void requests.listProjects().then(answer => (answer.ok ? setListed(answer.value) : setRefusal(tell(answer.error))))
  }, [requests])

  const go = async (asked: Promise<Result<string | null>>): Promise<void> => {
    setBusy(true)
    setRefusal(undefined)
    const answer = await asked
    setBusy(false)
    if (!answer.ok) return setRefusal(tell(answer.error))
    // In a browser the project goes on at an address of its own.
    if (answer.value !== null) window.location.assign(answer.value)
    onClose()
  }
  const open = ({name: of, isHere}: ListedProject): void => {
    if (isHere) onClose()
    else void go(requests.goToProject(of))
  }
  const make = (): void => {
    const wrong = projectNameProblem(name)
    setProblem(wrong && tell(wrong))
    if (wrong === undefined) void go(requests.makeProject(name))
  }
  const chosen = listed?.projects.find(each => each.name === selected)
  return (
    <Dialog
      open
      onClose={onClose}
      title={say('Projects')}
      actions={
        <>
          <Button onClick={onClose}>{say('Cancel')}</Button>
          <Button
            variant="primary"
            icon={<FolderOpen aria-hidden="true" />}
            busy={busy}
            disabled={chosen === undefined}
            onClick={() => chosen !== undefined && open(chosen)}
          >
            {say('Open')}
          </Button>
        </>
      }
    >
      {refusal !== undefined && (
        <Banner tone="error" title={say('That did not work.')} onDismiss={() => setRefusal(undefined)}>
          {refusal}
        </Banner>
      )}
      {listed === undefined && refusal === undefined && <Spinner label={say('Looking for projects')} />}
      {listed !== undefined && (
        <div className="projects-list">
          <VirtualList
            label={say('Projects')}
            items={listed.projects}
            keyOf={each => each.name}
            textOf={each => each.name}
            selected={selected}
            onSelect={each => setSelected(each.name)}
            onOpen={each => !busy && open(each)}
            estimate={48}
            renderItem={each => <Row project={each} />}
            empty={<EmptyState title={say('No project here yet')}>{say('What you make is listed here.')}</EmptyState>}
          />
        </div>
      )}
      <form
        className="projects-new"
        onSubmit={event => {
          event.preventDefault()
          if (!busy) make()
        }}
      >
        <TextField label={say('New project')} placeholder={say('Its name')} value={name} problem={problem} onInput={setName} />
        <Button type="submit" busy={busy} disabled={name.trim() === ''}>
          {say('Make')}
        </Button>
      </form>
      {listed !== undefined && <p className="projects-place">{rich('In {folder}', {folder: <code>{listed.folder}</code>})}</p>}
    </Dialog>
  )
}

function Row({project: {name, used, isOpen, isHere}}: {readonly project: ListedProject}) {
  return (
    <div className="projects-row">
      <bdi className="projects-name">{name}</bdi>
      {isHere ? <Badge hue="green">{say('This window')}</Badge> : isOpen && <Badge hue="blue">{say('Open', {}, 'a project in another window')}</Badge>}
      <span className="projects-used">{say('Used {day}', {day: dayOf(used)})}</span>
    </div>
  )
}
