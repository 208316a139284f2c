import {useEffect, useRef, useState} from 'react'
import type {Result} from '../../core/result.ts'
import type {CheckReport} from '../../ipc/host-api.ts'
import type {TaskPart} from '../../ipc/task-api.ts'
import {runTask} from '../host/run-task.ts'
import {Banner} from '../ui/banner.tsx'
import {Button} from '../ui/button.tsx'
import {Dialog} from '../ui/dialog.tsx'
import {TaskProgress} from '../ui/task-progress.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import {say, tell} from '../ui/say.ts'
import './settings-dialog.css'

/** Re-reads every text and every annotation, and says what does not fit. */
export function CheckDialog({onClose}: {readonly onClose: () => void}) {
  const {host} = useWorkspace()
  const [report, setReport] = useState<Result<CheckReport>>()
  const [part, setPart] = useState<TaskPart>(0)
  const close = useRef(onClose)
  close.current = onClose
  const control = useRef<AbortController>(undefined)
  useEffect(() => {
    const own = new AbortController()
    control.current = own
    const watch = {task: crypto.randomUUID(), signal: own.signal, onPart: setPart}
    void runTask(host.requests, task => host.requests.checkProject({task}), watch).then(answer => {
      if (control.current !== own) return
      if (answer.ok && answer.value === null) close.current()
      else setReport(answer as Result<CheckReport>)
    })
    return () => {
      control.current = undefined
      own.abort()
    }
  }, [host])
  return (
    <Dialog
      open
      onClose={onClose}
      title={say('Check project')}
      actions={
        <Button variant="primary" onClick={onClose}>
          {say('Close')}
        </Button>
      }
    >
      {report === undefined && <TaskProgress label={say('Checking texts, annotations and the store')} part={part} onCancel={() => control.current?.abort()} />}
      {report?.ok === false && (
        <Banner tone="error" title={say('The check could not be made.')}>
          {tell(report.error)}
        </Banner>
      )}
      {report?.ok && (
        <>
          <p role="status">
            {say(
              '{articles, plural, =0 {No articles} one {# article} other {# articles}} and {annotations, plural, =0 {no annotations} one {# annotation} other {# annotations}} checked: {problems, plural, =0 {all is well} other {# to look at}}.',
              {articles: report.value.articles, annotations: report.value.annotations, problems: report.value.problems.length},
            )}
          </p>
          <ul className="check-problems">
            {report.value.problems.map(tell).map(problem => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
          {report.value.notes.length > 0 && (
            <>
              <h3>{say('By the schema')}</h3>
              <ul className="check-problems">
                {report.value.notes.map(tell).map(note => (
                  <li key={note}>{note}</li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
    </Dialog>
  )
}
