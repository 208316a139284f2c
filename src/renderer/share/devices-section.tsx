import {useState} from 'react'
import type {Device, DeviceReplacement, OwnDevices, SharedPerson} from '../../ipc/share-api.ts'
import {Badge} from '../ui/badge.tsx'
import {Button} from '../ui/button.tsx'
import {ConfirmDialog} from '../ui/confirm-dialog.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import type {FreshInvitation} from './invite-section.tsx'
import type {SharingState} from './use-sharing.ts'
import {momentOf} from '../ui/moment.ts'
import {dayOf, rich, say} from '../ui/say.ts'

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
      <h3 id="share-devices">{say('Your devices')}</h3>
      {devices.some(({waits}) => waits) && (
        <p className="settings-fact">{say('A device that waits shows a code. Say that it is yours only if the codes are the same.')}</p>
      )}
      {devices.length === 0 && <p className="settings-fact">{say('No other device comes in as you.')}</p>}
      <ul className="share-list">
        {devices.map(device => (
          <li key={device.id} aria-label={say('Device {name}', {name: device.name})}>
            <span className="share-name">
              <bdi>{device.name}</bdi>
              {device.isThis && <span className="share-quiet"> {say('(this one)')}</span>}
              {device.waits && <Badge hue="amber">{say('waits')}</Badge>}
            </span>
            <span className="share-quiet">
              {device.waits
                ? say('code {code}, opened your link on {moment}', {code: device.code, moment: momentOf(device.since)})
                : say('since {since}, last used {used}', {since: dayOf(device.since), used: dayOf(device.used)})}
            </span>
            <span className="share-deeds">
              {device.waits && (
                <Button size="small" aria-label={say('It is mine: {name}', {name: device.name})} onClick={() => void act(requests.letInDevice(device.id))}>
                  {say('It is mine')}
                </Button>
              )}
              <Button
                size="small"
                variant="quiet"
                aria-label={device.waits ? say('Not mine: {name}', {name: device.name}) : say('End: {name}', {name: device.name})}
                onClick={() => setEnding(device)}
              >
                {device.waits ? say('Not mine…') : say('End…')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {mayLink && (
        <div>
          <Button size="small" onClick={() => void newLink()}>
            {say('Link for another device')}
          </Button>
        </div>
      )}
      {ending !== undefined && (
        <ConfirmDialog
          open
          danger
          title={say('End “{name}”?', {name: ending.name})}
          confirm={say('End', {}, 'the access of a device')}
          onCancel={() => setEnding(undefined)}
          onConfirm={() => {
            setEnding(undefined)
            void act(requests.endDevice(ending.id))
          }}
        >
          {say('It is disconnected at once and does not come in as you any more. What you annotated stays.')}{' '}
          {ending.isThis && say('You are at this device now, so you are signed out here.')}
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
      <h3 id="share-waiting">{say('Waiting devices')}</h3>
      <p className="settings-fact">
        {say('Each waits until its person says on another device that it is hers. Let one in only for somebody who has no device left.')}
      </p>
      <ul className="share-list">
        {waiting.map(each => (
          <li key={each.id} aria-label={say('{device} waits for {person}', {device: each.name, person: each.person.name})}>
            <span className="share-name">
              <bdi>{each.name}</bdi>
            </span>
            <span className="share-quiet">
              {rich('as {person}, code {code}, since {moment}', {person: <bdi>{each.person.name}</bdi>, code: each.code, moment: momentOf(each.since)})}
            </span>
            <Button
              size="small"
              variant="quiet"
              aria-label={say('Replace devices of {person} by {device}', {person: each.person.name, device: each.name})}
              onClick={() => setReplacing(each)}
            >
              {say('Replace devices…')}
            </Button>
          </li>
        ))}
      </ul>
      {replacing !== undefined && (
        <ConfirmDialog
          open
          danger
          title={say('Replace the devices of {name}?', {name: replacing.person.name})}
          confirm={say('Replace')}
          onCancel={() => setReplacing(undefined)}
          onConfirm={() => {
            setReplacing(undefined)
            void act(host.requests.replaceDevices(replacing.person.id, replacing.id))
          }}
        >
          {say(
            '“{device}” is let in as {person}, and all other devices of {person} are signed out. Ask {person} first, in person or by telephone, and compare the code {code}. It is written down, and {person} and all admins see it.',
            {device: replacing.name, person: replacing.person.name, code: replacing.code},
          )}
        </ConfirmDialog>
      )}
    </section>
  )
}

/** When an admin replaced devices: shown to whom it concerned, and to all admins. */
export function ReplacedDevices({replaced, people}: {readonly replaced: readonly DeviceReplacement[]; readonly people: readonly SharedPerson[]}) {
  if (replaced.length === 0) return null
  const nameOf = (id: string): string => people.find(each => each.id === id)?.name ?? say('somebody')
  return (
    <section aria-labelledby="share-replaced">
      <h3 id="share-replaced">{say('Replaced devices')}</h3>
      <ul className="share-notes">
        {replaced.map(({at, by, person, device, ended = 0}) => (
          <li key={`${at} ${person}`}>
            {rich(
              '{day}: {admin} let “{device}” in as {person}, {ended, plural, =0 {who had no device left.} one {and ended the device that was in.} other {and ended the # devices that were in.}}',
              {day: dayOf(at), admin: <bdi>{nameOf(by)}</bdi>, device: <bdi>{device}</bdi>, person: <bdi>{nameOf(person)}</bdi>, ended},
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
