import {useState} from 'react'
import {Banner} from '../ui/banner.tsx'
import {Button} from '../ui/button.tsx'
import {Dialog} from '../ui/dialog.tsx'
import {Spinner} from '../ui/spinner.tsx'
import {DevicesSection, ReplacedDevices, WaitingDevices} from './devices-section.tsx'
import {ElsewhereSection} from './elsewhere-section.tsx'
import {FolderSection} from './folder-section.tsx'
import type {FreshInvitation} from './invite-section.tsx'
import {InvitationCard, InviteSection} from './invite-section.tsx'
import {JoinPersons} from './join-persons.tsx'
import {NetworkSection} from './network-section.tsx'
import {InvitationsSection, PeopleSection} from './people-section.tsx'
import {useSharing} from './use-sharing.ts'
import {say} from '../ui/say.ts'
import './share.css'

/** Who works on this project, from where, and how others get in. */
export function ShareDialog({onClose}: {readonly onClose: () => void}) {
  const {status, people, invitations, own, problem, dismiss, act} = useSharing()
  const [made, setMade] = useState<FreshInvitation>()
  const isOn = status?.network.state === 'on'
  return (
    <Dialog
      open
      onClose={onClose}
      title={say('Share')}
      size="large"
      actions={
        <Button variant="primary" onClick={onClose}>
          {say('Done')}
        </Button>
      }
    >
      {problem !== undefined && (
        <Banner tone="error" title={say('That did not work.')} onDismiss={dismiss}>
          {problem}
        </Banner>
      )}
      {status === undefined ? (
        <Spinner label={say('Looking up how the project is shared')} />
      ) : (
        <div className="share">
          <NetworkSection status={status} act={act} />
          {isOn && invitations !== undefined && <InviteSection act={act} onMade={setMade} />}
          {made !== undefined && <InvitationCard made={made} pinned={status.network.state === 'on' && status.network.fingerprint !== ''} />}
          <PeopleSection people={people} mayLink={isOn} act={act} onMade={setMade} />
          {status.upstream.state === 'none' && <JoinPersons people={people} act={act} />}
          <WaitingDevices people={people} act={act} />
          {status.upstream.state === 'none' && <DevicesSection own={own} mayLink={isOn} act={act} onMade={setMade} />}
          <ReplacedDevices replaced={own.replaced} people={people} />
          {invitations !== undefined && <InvitationsSection invitations={invitations} act={act} />}
          <FolderSection />
          <ElsewhereSection mayLook={status.addresses.length > 0} />
        </div>
      )}
    </Dialog>
  )
}
