import {useState} from 'react'
import type {FolderOffer, FolderStatus} from '../../ipc/folder-api.ts'
import {Banner} from '../ui/banner.tsx'
import {Button} from '../ui/button.tsx'
import {Checkbox} from '../ui/checkbox.tsx'
import {ChoiceGroup} from '../ui/choice-group.tsx'
import {TextField} from '../ui/text-field.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import {Fingerprint} from './fingerprint.tsx'
import {ExchangeFileSection} from './folder-exchange-file.tsx'
import {FolderJoinDialog} from './folder-join-dialog.tsx'
import type {FolderState} from './use-folder.ts'
import {useFolder} from './use-folder.ts'
import {rich, say, tell} from '../ui/say.ts'

/** Exchange without a network: a folder that something else carries, or a file to mail. Only where the project is. */
export function FolderSection() {
  const folder = useFolder()
  const {status, problem} = folder
  if (status === undefined) return null
  return (
    <>
      <section aria-labelledby="share-folder">
        <h3 id="share-folder">{say('Shared folder')}</h3>
        {status.state === 'none' ? <StartForm folder={folder} /> : <Standing status={status} folder={folder} />}
        {problem !== undefined && (
          <Banner tone="error" title={say('Nothing was changed.')}>
            {problem}
          </Banner>
        )}
      </section>
      <ExchangeFileSection />
    </>
  )
}

function StartForm({folder: {act, make, look, busy}}: {readonly folder: FolderState}) {
  const {host, session} = useWorkspace()
  const [how, setHow] = useState<'share' | 'join' | 'new'>('share')
  const [project, setProject] = useState(() => besides(session.get().projectPath))
  const [made, setMade] = useState<string>()
  const [path, setPath] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [remember, setRemember] = useState(true)
  const [offer, setOffer] = useState<FolderOffer>()
  const differs = how === 'share' && again !== '' && again !== passphrase
  const isReady = path.trim() !== '' && passphrase !== '' && (how !== 'share' || again === passphrase)
  const go = (): void => {
    const given = {path: path.trim(), passphrase, remember}
    if (how === 'new') void make(() => host.requests.projectFromFolder({...given, project: project.trim()})).then(setMade)
    else void act(() => host.requests.shareFolder({...given, join: how === 'join'}))
  }
  return (
    <form
      className="dialog-form"
      onSubmit={event => {
        event.preventDefault()
        if (!isReady) return
        if (how === 'share') go()
        // A folder of another project is refused, with the reason.
        else void look(path.trim(), passphrase).then(found => (how === 'join' && found?.isThis === false ? go() : setOffer(found)))
      }}
    >
      {offer !== undefined && (
        <FolderJoinDialog
          offer={offer}
          onCancel={() => setOffer(undefined)}
          onJoin={() => {
            setOffer(undefined)
            go()
          }}
        />
      )}
      <p>
        {say(
          'For work without a network between you: a folder in Dropbox, on a network drive, in a git repository or on a USB stick carries the work of everybody who knows the passphrase, encrypted. The project itself stays on this computer.',
        )}
      </p>
      <ChoiceGroup
        label={say('The folder')}
        hideLabel
        required
        choices={[
          {value: 'share', label: say('Start a share')},
          {value: 'join', label: say('Join with this project')},
          {value: 'new', label: say('Join as a new project')},
        ]}
        value={how}
        onChange={value => value !== undefined && setHow(value)}
      />
      <TextField
        label={say('Path of the folder')}
        hint={say('On the computer that keeps this project.')}
        value={path}
        onInput={setPath}
        dir="ltr"
        spellCheck={false}
      />
      {how === 'new' && (
        <TextField
          label={say('Folder for the new project')}
          hint={say('Not inside the shared folder.')}
          value={project}
          onInput={setProject}
          dir="ltr"
          spellCheck={false}
        />
      )}
      <TextField
        label={say('Passphrase')}
        hint={
          how === 'share'
            ? say('At least ten characters; several random words are best. Tell it to your colleagues by another way.')
            : say('From the colleague who started the share.')
        }
        type="password"
        value={passphrase}
        onInput={setPassphrase}
      />
      {how === 'share' && (
        <TextField
          label={say('Passphrase once more')}
          type="password"
          value={again}
          onInput={setAgain}
          {...(differs && {problem: say('This differs from the passphrase above.')})}
        />
      )}
      <Checkbox label={say('Remember the passphrase on this computer')} checked={remember} onChange={setRemember} />
      <div className="share-actions">
        <Button type="submit" variant="primary" busy={busy} disabled={!isReady}>
          {ACTIONS[how]}
        </Button>
      </div>
      <div role="status" aria-label={say('New project')}>
        {made !== undefined && (
          <p>
            {rich('The project is made in {path}.', {path: <code>{made}</code>})}{' '}
            {host.desktop === undefined && say('Open it with “claimlight serve” and this path; the work of your colleagues arrives then.')}
          </p>
        )}
      </div>
    </form>
  )
}

const ACTIONS = {share: say('Share through this folder'), join: say('Join this folder'), new: say('Make the project')}

/** Where a new project may lie: beside the one that is open. */
const besides = (path: string | undefined): string => (path === undefined ? '' : path.replace(/[^/\\]*$/, 'Shared project.claimlight'))

const TITLES = {
  ok: say('In step:'),
  waiting: say('On its way:'),
  problem: say('Not exchanged at present:'),
}

function Standing({status, folder: {act, busy}}: {readonly status: Exclude<FolderStatus, {state: 'none'}>; readonly folder: FolderState}) {
  const {host, project, session} = useWorkspace()
  const [passphrase, setPassphrase] = useState('')
  const [remember, setRemember] = useState(true)
  const mine = project.keys.all().filter(({person}) => person === session.get().person.id)
  return (
    <>
      <p className="settings-fact">{rich('Through {path}', {path: <code>{status.path}</code>})}</p>
      {mine.length > 0 && (
        <dl className="hub-facts">
          <dt>{mine.length === 1 ? say('Your key') : say('Your keys')}</dt>
          <dd>
            {mine.map(({id}) => (
              <Fingerprint key={id} of={id} />
            ))}
          </dd>
        </dl>
      )}
      <p role="status" aria-label={say('Shared folder')}>
        <strong>{TITLES[status.state]}</strong>{' '}
        {status.why === undefined ? say('all your work lies in the folder, and what lies there is here.') : tell(status.why)}
      </p>
      {status.notes.length > 0 && (
        <ul className="check-problems">
          {status.notes.map(tell).map(note => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {status.passphraseNeeded && (
        <form
          className="dialog-form"
          onSubmit={event => {
            event.preventDefault()
            void act(() => host.requests.shareFolder({path: status.path, passphrase, join: true, remember})).then(done => done && setPassphrase(''))
          }}
        >
          <TextField label={say('Passphrase')} type="password" value={passphrase} onInput={setPassphrase} />
          <Checkbox label={say('Remember the passphrase on this computer')} checked={remember} onChange={setRemember} />
          <div className="share-actions">
            <Button type="submit" variant="primary" busy={busy} disabled={passphrase === ''}>
              {say('Go on')}
            </Button>
          </div>
        </form>
      )}
      <div className="settings-actions">
        {!status.passphraseNeeded && (
          <Button size="small" busy={busy} onClick={() => void act(() => host.requests.syncFolder())}>
            {say('Exchange now')}
          </Button>
        )}
        <Button size="small" busy={busy} onClick={() => void act(() => host.requests.stopSharedFolder())}>
          {say('Stop using this folder')}
        </Button>
      </div>
    </>
  )
}
