import {useState} from 'react'
import {nameProblem, plainName} from '../../core/person/name.ts'
import type {Role} from '../../core/round/owner.ts'
import type {MadeInvitation} from '../../ipc/share-api.ts'
import {Button} from '../ui/button.tsx'
import {CopyField} from '../ui/copy-field.tsx'
import {SelectField} from '../ui/select-field.tsx'
import {TextField} from '../ui/text-field.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import {QrCode} from './qr-code.tsx'
import {givenBy, ROLES} from './roles.ts'
import {shownProblem} from './shown-problem.ts'
import type {SharingState} from './use-sharing.ts'
import {rich, say} from '../ui/say.ts'

const DAYS = [
  {value: '1', label: say('1 day')},
  {value: '7', label: say('7 days')},
  {value: '30', label: say('30 days')},
  {value: '90', label: say('90 days')},
] as const

/** An invitation as it was made just now; its links are shown this once. */
export type FreshInvitation = MadeInvitation & {readonly name: string}

/** Invites one person. */
export function InviteSection({act, onMade}: {readonly act: SharingState['act']; readonly onMade: (made: FreshInvitation) => void}) {
  const workspace = useWorkspace()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('annotator')
  const [days, setDays] = useState<(typeof DAYS)[number]['value']>('30')
  const roles = ROLES.filter(({value}) => givenBy(workspace.session.get().person.role).includes(value))
  const problem = nameProblem(name)
  const invite = async (): Promise<void> => {
    const given = plainName(name)
    const made = await act(workspace.host.requests.invite({name: given, role, days: Number(days)}))
    if (made === undefined) return
    onMade({...made, name: given})
    setName('')
  }
  return (
    <section aria-labelledby="share-invite">
      <h3 id="share-invite">{say('Invite somebody')}</h3>
      <form
        className="share-row"
        onSubmit={event => {
          event.preventDefault()
          if (problem === undefined) void invite()
        }}
      >
        <TextField label={say('Name')} value={name} onInput={setName} maxLength={80} problem={shownProblem(name)} />
        <SelectField label={say('Role')} value={role} onChange={setRole} choices={roles} />
        <SelectField label={say('Good for')} value={days} onChange={setDays} choices={DAYS} />
        <Button type="submit" variant="primary" disabled={problem !== undefined}>
          {say('Make invitation')}
        </Button>
      </form>
      <p className="settings-fact">{ROLES.find(({value}) => value === role)?.may}</p>
    </section>
  )
}

/** The links of a fresh invitation, to be sent to one person. */
export function InvitationCard({made, pinned}: {readonly made: FreshInvitation; readonly pinned: boolean}) {
  return (
    <section className="invitation-card" aria-label={say('Invitation for {name}', {name: made.name})}>
      <QrCode text={made.browserLink} label={say('Invitation for {name} as a QR code', {name: made.name})} />
      <div className="invitation-links">
        <p>
          <strong>{rich('For {name} only.', {name: <bdi>{made.name}</bdi>})}</strong>{' '}
          {say('Whoever opens this link joins under that name. It is shown this once; send it in a way that others do not read.')}
        </p>
        <CopyField label={say('Link for a browser')} text={made.browserLink} />
        <CopyField label={say('Link for the app')} text={made.link} />
        {pinned && (
          <p className="settings-fact">
            {say('A browser warns once about the certificate, because it was made by this computer. The app checks it by itself.')}
          </p>
        )}
      </div>
    </section>
  )
}
