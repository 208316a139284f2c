import {useState} from 'react'
import type {Invitation, SharedPerson} from '../../ipc/share-api.ts'
import {Badge} from '../ui/badge.tsx'
import {Button} from '../ui/button.tsx'
import {ConfirmDialog} from '../ui/confirm-dialog.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import type {FreshInvitation} from './invite-section.tsx'
import {devicesWords, roleLabel, ROLES} from './roles.ts'
import {SelectField} from '../ui/select-field.tsx'
import type {SharingState} from './use-sharing.ts'
import {dayOf, rich, say} from '../ui/say.ts'

type Given = {readonly act: SharingState['act']; readonly onMade: (made: FreshInvitation) => void}

/** Who is in the project, and as what. */
export function PeopleSection({people, mayLink, act, onMade}: Given & {readonly people: readonly SharedPerson[]; readonly mayLink: boolean}) {
  const {host, session} = useWorkspace()
  const {person: me} = session.get()
  const newLink = async ({id, name, role, member}: SharedPerson): Promise<void> => {
    const made = await act(host.requests.invite({name, role: member ? role : 'annotator', days: 30, person: id}))
    if (made !== undefined) onMade({...made, name})
  }
  return (
    <section aria-labelledby="share-people">
      <h3 id="share-people">{say('People')}</h3>
      <ul className="share-list">
        {people.map(person => (
          <li key={person.id}>
            <span className="share-name">
              <bdi>{person.name}</bdi>
              {person.id === me.id && <span className="share-quiet"> {say('(you)')}</span>}
              {person.connected && <Badge hue="green">{say('connected')}</Badge>}
              {(person.devices ?? 0) > 0 && <span className="share-quiet"> {devicesWords(person.devices ?? 0)}</span>}
            </span>
            {!person.member ? (
              <span className="share-quiet">{say('does not sign in here')}</span>
            ) : me.role === 'admin' && !person.owner ? (
              <SelectField
                label={say('Role of {name}', {name: person.name})}
                hideLabel
                value={person.role}
                onChange={role => void act(host.requests.setRole(person.id, role))}
                choices={ROLES}
              />
            ) : (
              <span className="share-quiet">{roleLabel(person.role)}</span>
            )}
            {mayLink && me.role === 'admin' && person.id !== me.id && !person.owner && (
              <Button
                size="small"
                variant="quiet"
                title={say('For another device of {name}, who says on one that she has that it is hers', {name: person.name})}
                onClick={() => void newLink(person)}
              >
                {say('New link')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {people.map(
        ({id, name, newKey}) =>
          newKey !== undefined && (
            <p key={id} className="share-quiet">
              {rich('Since {day} another device signs for {name}. Ask {name} whether it is one of theirs before a round is started.', {
                day: dayOf(newKey),
                name: <bdi>{name}</bdi>,
              })}
            </p>
          ),
      )}
    </section>
  )
}

const STATES: {readonly [S in Invitation['state']]: string} = {
  open: say('not opened yet'),
  used: say('in use'),
  held: say('held since the backup'),
  expired: say('expired'),
  revoked: say('revoked'),
}

/** Invitations that were made, and the way to take one back. */
export function InvitationsSection({invitations, act}: {readonly invitations: readonly Invitation[]; readonly act: SharingState['act']}) {
  const {host} = useWorkspace()
  const [revoking, setRevoking] = useState<Invitation>()
  const shown = invitations.filter(({state}) => ['open', 'used', 'held'].includes(state))
  return (
    <section aria-labelledby="share-invitations">
      <h3 id="share-invitations">{say('Invitations')}</h3>
      {shown.length === 0 && <p className="settings-fact">{say('Nobody has an invitation that works.')}</p>}
      <ul className="share-list">
        {shown.map(each => (
          <li key={each.id} aria-label={say('Invitation for {name}', {name: each.name})}>
            <span className="share-name">
              <bdi>{each.name}</bdi>
              <span className="share-quiet"> {roleLabel(each.role)}</span>
            </span>
            <span className="share-quiet">
              {each.devices > 0
                ? say('{state}: {devices}', {state: STATES[each.state], devices: devicesWords(each.devices)})
                : say('{state}, until {day}', {state: STATES[each.state], day: dayOf(each.expires)})}
            </span>
            <span className="share-deeds">
              {each.state === 'held' && (
                <Button size="small" aria-label={say('Let in again: {name}', {name: each.name})} onClick={() => void act(host.requests.letBackIn(each.id))}>
                  {say('Let in again')}
                </Button>
              )}
              <Button size="small" variant="quiet" aria-label={say('Revoke the invitation for {name}', {name: each.name})} onClick={() => setRevoking(each)}>
                {say('Revoke…')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {revoking !== undefined && (
        <ConfirmDialog
          open
          danger
          title={say('Revoke the invitation for {name}?', {name: revoking.name})}
          confirm={say('Revoke')}
          onCancel={() => setRevoking(undefined)}
          onConfirm={() => {
            setRevoking(undefined)
            void act(host.requests.revokeInvitation(revoking.id))
          }}
        >
          {say(
            'Devices that joined with it are disconnected at once and cannot come back. What {name} annotated stays. To let {name} in again, make a new link.',
            {name: revoking.name},
          )}
        </ConfirmDialog>
      )}
    </section>
  )
}
