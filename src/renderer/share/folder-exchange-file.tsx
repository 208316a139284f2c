import {useState} from 'react'
import type {Result} from '../../core/result.ts'
import {ok} from '../../core/result.ts'
import {Banner} from '../ui/banner.tsx'
import {Button} from '../ui/button.tsx'
import {TextField} from '../ui/text-field.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import {say, tell} from '../ui/say.ts'

const ENDING = '.claimlight-exchange'

/** The project as one encrypted file to mail, and the way back. */
export function ExchangeFileSection() {
  const {host, session} = useWorkspace()
  const [path, setPath] = useState(`${session.get().projectPath?.replace(/\.claimlight$/, '') ?? ''}${ENDING}`)
  const [passphrase, setPassphrase] = useState('')
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<Result<string>>()
  const isReady = path.trim() !== '' && passphrase !== '' && !busy

  const run = async (asked: () => Promise<Result<string>>): Promise<void> => {
    setBusy(true)
    setOutcome(undefined)
    setOutcome(await asked())
    setBusy(false)
  }
  const write = async (): Promise<Result<string>> => {
    const written = await host.requests.writeExchange(path.trim(), passphrase)
    if (!written.ok) return written
    const {withheld} = written.value
    const leftOut = say('{documents, plural, one {# document} other {# documents}} of a closed round left out.', {documents: withheld})
    return ok([say('Written to {path}.', {path: written.value.path}), ...(withheld === 0 ? [] : [leftOut])].join(' '))
  }
  const read = async (): Promise<Result<string>> => {
    const merged = await host.requests.readExchange(path.trim(), passphrase)
    if (!merged.ok) return merged
    const {held, problems} = merged.value
    const notTaken =
      held === 0
        ? []
        : [
            say('{documents, plural, one {# document} other {# documents}} not taken, because who wrote there may not change that part of the project.', {
              documents: held,
            }),
          ]
    return ok([say('All that the file holds is in the project now.'), ...notTaken, ...problems].join(' '))
  }
  return (
    <section aria-labelledby="share-exchange">
      <h3 id="share-exchange">{say('Exchange file')}</h3>
      <p>{say('The same as one file, to mail or to hand over. Reading one keeps what is here and adds what is in it; reading it twice changes nothing.')}</p>
      <TextField
        label={say('Path of the file')}
        hint={say('On the computer that keeps this project.')}
        value={path}
        onInput={setPath}
        dir="ltr"
        spellCheck={false}
      />
      <TextField label={say('Passphrase of the file')} type="password" value={passphrase} onInput={setPassphrase} />
      <div className="settings-actions">
        <Button size="small" disabled={!isReady} onClick={() => void run(write)}>
          {say('Write file')}
        </Button>
        <Button size="small" disabled={!isReady} onClick={() => void run(read)}>
          {say('Read file')}
        </Button>
      </div>
      <p role="status" aria-label={say('Exchange file')} className="settings-fact">
        {busy ? say('Working on the file…') : outcome?.ok ? outcome.value : ''}
      </p>
      {outcome?.ok === false && (
        <Banner tone="error" title={say('That did not work.')}>
          {tell(outcome.error)}
        </Banner>
      )}
    </section>
  )
}
