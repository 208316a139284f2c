import {useState} from 'react'
import {isNobody} from '../../core/person/name.ts'
import type {Result} from '../../core/result.ts'
import type {Session} from '../../ipc/host-api.ts'
import {firstKeys} from '../annotate/schema-commands.ts'
import {Banner} from '../ui/banner.tsx'
import {Button} from '../ui/button.tsx'
import {Dialog} from '../ui/dialog.tsx'
import {TextField} from '../ui/text-field.tsx'
import {toldNameProblem} from '../state/name-problem.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import {KeysTable} from './keys-table.tsx'
import {say, tell} from '../ui/say.ts'
import './welcome-dialog.css'

/** At the first start on a computer: who one is, and the keys to begin with. Whatever closes it, it does not come again. */
export function WelcomeDialog({onClose}: {readonly onClose: () => void}) {
  const workspace = useWorkspace()
  const {requests} = workspace.host
  const known = workspace.session.get().person.name
  const [name, setName] = useState(isNobody(known) ? '' : known)
  const [problem, setProblem] = useState<string>()
  const [refusal, setRefusal] = useState<string>()
  const settle = (answer: Result<Session>): void => {
    if (!answer.ok) return setRefusal(tell(answer.error))
    workspace.session.set(answer.value)
    onClose()
    // Once the dialog has given the focus back, wherever it was.
    requestAnimationFrame(() => workspace.panes.article?.focus())
  }
  const start = async (): Promise<void> => {
    const missing = toldNameProblem(name)
    setProblem(missing)
    if (missing === undefined) settle(await requests.renamePerson(name))
  }
  const skip = async (): Promise<void> => settle(await requests.keepName())
  return (
    <Dialog
      open
      size="small"
      onClose={() => void skip()}
      title={say('Welcome to Claimlight')}
      actions={
        <>
          <Button onClick={() => void skip()}>{say('Skip')}</Button>
          <Button variant="primary" type="submit" form={FORM}>
            {say('Start', {}, 'to work')}
          </Button>
        </>
      }
    >
      {refusal !== undefined && (
        <Banner tone="error" title={say('That did not work.')}>
          {refusal}
        </Banner>
      )}
      <form
        id={FORM}
        onSubmit={event => {
          event.preventDefault()
          void start()
        }}
      >
        <TextField
          data-autofocus
          label={say('Your name')}
          hint={say('Your colleagues see it beside your annotations. You can change it in the settings.')}
          value={name}
          problem={problem}
          onInput={setName}
        />
      </form>
      <section className="welcome-keys" aria-labelledby="welcome-keys">
        <h3 id="welcome-keys">{say('Keys to begin with')}</h3>
        <KeysTable rows={firstKeys(workspace)} />
      </section>
    </Dialog>
  )
}

const FORM = 'welcome-name'
