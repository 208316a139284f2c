import {useState} from 'react'
import type {Device, DeviceReplacement, OwnDevices, SharedPerson} from '../../ipc/share-api.ts'
import {Badge} from '../ui/badge.tsx'
import {Button} from '../ui/button.tsx'
import {ConfirmDialog} from '../ui/confirm-dialog.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import type {FreshInvitation} from './invite-section.tsx'
import type {SharingState} from './use-sharing.ts'
import {momentOf, dayOf} from '../ui/moment.ts'

/** The devices with which whoever is at this window comes in from elsewhere. */
export function DevicesSection({
  own: {devices},
  mayLink,
  act,
  onMade,
}: {
  readonly own: OwnDevices
  readonly mayLink: boolean
  readonly act: SharingState['act']
  readonly onMade: (made: FreshInvitation) => void
}) {
  const {host, session} = useWorkspace()
  const [ending, setEnding] = useState<Device>()
  const {requests} = host
  const newLink = async (): Promise<void> => {
    const made = await act(requests.inviteDevice())
    if (made !== undefined) onMade({...made, name: session.get().person.name})
  }
  return (
    <section aria-labelledby="share-devices">
      <h3 id="share-devices">Your devices</h3>
      {devices.some(({waits}) => waits) && (
        <p className="settings-fact">A device that waits shows a code. Say that it is yours only if the codes are the same.</p>
      )}
      {devices.length === 0 && <p className="settings-fact">No other device comes in as you.</p>}
      <ul className="share-list">
        {devices.map(device => (
          <li key={device.id} aria-label={`Device ${device.name}`}>
            <span className="share-name">
              <bdi>{device.name}</bdi>
              {device.isThis && <span className="share-quiet"> (this one)</span>}
              {device.waits && <Badge hue="amber">waits</Badge>}
            </span>
            <span className="share-quiet">
              {device.waits
                ? `code ${device.code}, opened your link on ${momentOf(device.since)}`
                : `since ${dayOf(device.since)}, last used ${dayOf(device.used)}`}
            </span>
            <span className="share-deeds">
              {device.waits && (
                <Button size="small" aria-label={`It is mine: ${device.name}`} onClick={() => void act(requests.letInDevice(device.id))}>
                  It is mine
                </Button>
              )}
              <Button size="small" variant="quiet" aria-label={`${device.waits ? 'Not mine' : 'End'}: ${device.name}`} onClick={() => setEnding(device)}>
                {device.waits ? 'Not mine…' : 'End…'}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {mayLink && (
        <div>
          <Button size="small" onClick={() => void newLink()}>
            Link for another device
          </Button>
        </div>
      )}
      {ending !== undefined && (
        <ConfirmDialog
          open
          danger
          title={`End “${ending.name}”?`}
          confirm="End"
          onCancel={() => setEnding(undefined)}
          onConfirm={() => {
            setEnding(undefined)
            void act(requests.endDevice(ending.id))
          }}
        >
          It is disconnected at once and does not come in as you any more. What you annotated stays.
          {ending.isThis && ' You are at this device now, so you are signed out here.'}
        </ConfirmDialog>
      )}
    </section>
  )
}

type Waiting = NonNullable<SharedPerson['waiting']>[number] & {readonly person: SharedPerson}

/** For admins: devices that wait for somebody who may have lost all that she had. */
export function WaitingDevices({people, act}: {readonly people: readonly SharedPerson[]; readonly act: SharingState['act']}) {
  const {host, session} = useWorkspace()
  const [replacing, setReplacing] = useState<Waiting>()
  const me = session.get().person.id
  const waiting = people.flatMap(person => (person.id === me || person.owner ? [] : (person.waiting ?? []).map(each => ({...each, person}))))
  if (waiting.length === 0) return null
  return (
    <section aria-labelledby="share-waiting">
      <h3 id="share-waiting">Waiting devices</h3>
      <p className="settings-fact">Each waits until its person says on another device that it is hers. Let one in only for somebody who has no device left.</p>
      <ul className="share-list">
        {waiting.map(each => (
          <li key={each.id} aria-label={`${each.name} waits for ${each.person.name}`}>
            <span className="share-name">
              <bdi>{each.name}</bdi>
            </span>
            <span className="share-quiet">
              as <bdi>{each.person.name}</bdi>, code {each.code}, since {momentOf(each.since)}
            </span>
            <Button size="small" variant="quiet" aria-label={`Replace devices of ${each.person.name} by ${each.name}`} onClick={() => setReplacing(each)}>
              Replace devices…
            </Button>
          </li>
        ))}
      </ul>
      {replacing !== undefined && (
        <ConfirmDialog
          open
          danger
          title={`Replace the devices of ${replacing.person.name}?`}
          confirm="Replace"
          onCancel={() => setReplacing(undefined)}
          onConfirm={() => {
            setReplacing(undefined)
            void act(host.requests.replaceDevices(replacing.person.id, replacing.id))
          }}
        >
          “{replacing.name}” is let in as {replacing.person.name}, and all other devices of {replacing.person.name} are signed out. Ask {replacing.person.name}{' '}
          first, in person or by telephone, and compare the code {replacing.code}. It is written down, and {replacing.person.name} and all admins see it.
        </ConfirmDialog>
      )}
    </section>
  )
}

/** When an admin replaced devices: shown to whom it concerned, and to all admins. */
export function ReplacedDevices({replaced, people}: {readonly replaced: readonly DeviceReplacement[]; readonly people: readonly SharedPerson[]}) {
  if (replaced.length === 0) return null
  const nameOf = (id: string): string => people.find(each => each.id === id)?.name ?? 'somebody'
  return (
    <section aria-labelledby="share-replaced">
      <h3 id="share-replaced">Replaced devices</h3>
      <ul className="share-notes">
        {replaced.map(({at, by, person, device, ended = 0}) => (
          <li key={`${at} ${person}`}>
            {dayOf(at)}: <bdi>{nameOf(by)}</bdi> let “{device}” in as <bdi>{nameOf(person)}</bdi>
            {ended > 0 ? `, and ended the ${ended === 1 ? 'device that was' : `${ended} devices that were`} in.` : ', who had no device left.'}
          </li>
        ))}
      </ul>
    </section>
  )
}
