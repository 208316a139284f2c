import {useEffect, useState} from 'react'
import type {DesktopApi} from '../../ipc/desktop-api.ts'
import type {InvitationOffer} from '../../ipc/invitation-offer.ts'
import {Banner} from '../ui/banner.tsx'
import {Button} from '../ui/button.tsx'
import {Dialog} from '../ui/dialog.tsx'
import {Spinner} from '../ui/spinner.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import {HubFacts} from './fingerprint.tsx'
import {JoinFields, useJoinAnswers} from './join-fields.tsx'
import {invitedAs} from './roles.ts'
import {rich, say, tell} from '../ui/say.ts'
import './share.css'

type Asked = {readonly link: string; readonly desktop: DesktopApi; readonly onClose: () => void}

/** Asks whether an invitation shall be followed. Until she agrees, its hub hears nothing about her; an invitation that would move a project here is not even looked at. */
export function JoinDialog({link, desktop, onClose}: Asked) {
  const [offer, setOffer] = useState<InvitationOffer>()
  const [problem, setProblem] = useState<string>()
  useEffect(() => {
    void desktop.lookAtInvitation(link).then(looked => (looked.ok ? setOffer(looked.value) : setProblem(tell(looked.error))))
  }, [desktop, link])

  if (offer?.here === 'elsewhere') return <MoveDialog offer={offer} link={link} desktop={desktop} onClose={onClose} />
  if (offer !== undefined) return <OfferDialog offer={offer} link={link} desktop={desktop} onClose={onClose} />
  return (
    <Dialog
      open
      onClose={onClose}
      title={problem === undefined ? say('An invitation') : say('You cannot join with this link')}
      size="small"
      actions={<Button onClick={onClose}>{say('Close')}</Button>}
    >
      {problem === undefined ? <Spinner label={say('Looking at your invitation')} /> : <p role="alert">{problem}</p>}
    </Dialog>
  )
}

function useJoin({link, desktop, onClose}: Asked) {
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [waits, setWaits] = useState<string>()
  const join = async (wish: {name: string; device: string; move: boolean}): Promise<void> => {
    setBusy(true)
    const joined = await desktop.joinProject(link, wish)
    setBusy(false)
    if (!joined.ok) setProblem(tell(joined.error))
    else if (joined.value.waits === undefined) onClose()
    else setWaits(joined.value.waits)
  }
  return {problem, busy, waits, join}
}

function OfferDialog({offer, ...asked}: Asked & {readonly offer: InvitationOffer & {readonly here: 'nothing' | 'same'}}) {
  const {invited} = offer
  const answers = useJoinAnswers(invited, offer.device)
  const {problem, busy, waits, join} = useJoin(asked)
  if (waits !== undefined) return <WaitingDialog code={waits} onClose={asked.onClose} />
  return (
    <Dialog
      open
      onClose={asked.onClose}
      title={say('Join “{projectName}”?', {projectName: offer.projectName})}
      description={
        <>
          {invitedAs(invited.role)} {say('Nothing about you has been sent yet.')}{' '}
          {offer.here === 'same' && say('Your copy on this computer keeps all it has, and goes on with the same hub.')}
        </>
      }
      actions={
        <>
          <Button onClick={asked.onClose}>{say('Do not join')}</Button>
          <Button
            variant="primary"
            busy={busy}
            disabled={!answers.isWhole}
            onClick={() => void join({name: answers.name.trim(), device: answers.device.trim(), move: false})}
          >
            {busy ? say('Joining…') : say('Join')}
          </Button>
        </>
      }
    >
      <Problem of={problem} />
      <dl className="hub-facts">
        <HubFacts hub={offer.hub} />
        <dt>{say('Folder')}</dt>
        <dd>
          <code>{offer.folder}</code>
        </dd>
      </dl>
      <p className="settings-fact">{say('Compare the fingerprint with the one that your colleague sees under Share. If they differ, do not join.')}</p>
      <JoinFields invited={invited} answers={answers} isElsewhere />
    </Dialog>
  )
}

const Problem = ({of}: {readonly of: string | undefined}) =>
  of !== undefined && (
    <Banner tone="error" title={say('That did not work.')}>
      {of}
    </Banner>
  )

function WaitingDialog({code, onClose}: {readonly code: string; readonly onClose: () => void}) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={say('Say that this device is yours')}
      size="small"
      actions={
        <Button variant="primary" onClick={onClose}>
          {say('Close')}
        </Button>
      }
    >
      <p>
        {say(
          'On a device that you have, open Share, then “Your devices”. There is one with this code; choose “It is mine”. Your copy here then fills by itself. If you have no other device any more, ask an admin of the project.',
        )}
      </p>
      <p className="device-code">{rich('Code {code}', {code: <strong>{code}</strong>})}</p>
    </Dialog>
  )
}

function MoveDialog({offer, ...asked}: Asked & {readonly offer: InvitationOffer & {readonly here: 'elsewhere'}}) {
  const {session} = useWorkspace()
  const {problem, busy, join} = useJoin(asked)
  return (
    <Dialog
      open
      onClose={asked.onClose}
      role="alertdialog"
      title={say('This invitation would move your project')}
      description={
        <>
          {rich(
            '<project>“{name}”</project> is on this computer already and follows another hub. If you move it, whoever runs the hub of the invitation gets all your work in it, closed rounds included. Nothing has been sent.',
            {name: offer.projectName, project: words => <bdi>{words}</bdi>},
          )}
        </>
      }
      actions={
        <>
          <Button variant="danger" busy={busy} onClick={() => void join({name: session.get().person.name, device: offer.device, move: true})}>
            {say('Move it to the other hub')}
          </Button>
          <Button variant="primary" onClick={asked.onClose} data-autofocus="">
            {say('Leave it as it is')}
          </Button>
        </>
      }
    >
      <Problem of={problem} />
      <h3 className="hub-facts-title">{say('It follows')}</h3>
      <dl className="hub-facts">
        <HubFacts hub={offer.before} />
      </dl>
      <h3 className="hub-facts-title">{say('The invitation leads to')}</h3>
      <dl className="hub-facts">
        <HubFacts hub={offer.hub} />
      </dl>
      <p className="settings-fact">{say('Ask the person who runs the project, by telephone or face to face, before you move it.')}</p>
    </Dialog>
  )
}
