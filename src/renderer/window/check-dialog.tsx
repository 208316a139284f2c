import {useEffect, useState} from 'react'
import {counted} from '../../core/counted.ts'
import type {Result} from '../../core/result.ts'
import type {CheckReport} from '../../ipc/host-api.ts'
import {Banner} from '../ui/banner.tsx'
import {Button} from '../ui/button.tsx'
import {Dialog} from '../ui/dialog.tsx'
import {Spinner} from '../ui/spinner.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import './settings-dialog.css'

/** Re-reads every text and every annotation, and says what does not fit. */
export function CheckDialog({onClose}: {readonly onClose: () => void}) {
  const {host} = useWorkspace()
  const [report, setReport] = useState<Result<CheckReport>>()
  useEffect(() => {
    let gone = false
    void host.requests.checkProject().then(answer => {
      if (!gone) setReport(answer)
    })
    return () => {
      gone = true
    }
  }, [host])
  return (
    <Dialog
      open
      onClose={onClose}
      title="Check project"
      actions={
        <Button variant="primary" onClick={onClose}>
          Close
        </Button>
      }
    >
      {report === undefined && <Spinner label="Checking texts, annotations and the store" />}
      {report?.ok === false && (
        <Banner tone="error" title="The check could not be made.">
          {report.error}
        </Banner>
      )}
      {report?.ok && (
        <>
          <p role="status">
            {counted(report.value.articles, 'article')} and {counted(report.value.annotations, 'annotation')} checked:{' '}
            {report.value.problems.length === 0 ? 'all is well.' : `${report.value.problems.length} to look at.`}
          </p>
          <ul className="check-problems">
            {report.value.problems.map(problem => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
          {report.value.notes.length > 0 && (
            <>
              <h3>By the schema</h3>
              <ul className="check-problems">
                {report.value.notes.map(note => (
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
