import type {Role} from '../../core/round/owner.ts'
import {say} from '../ui/say.ts'

export const ROLES: readonly {readonly value: Role; readonly label: string; readonly may: string}[] = [
  {value: 'reader', label: say('Reader'), may: say('A reader reads everything, changes nothing.')},
  {value: 'annotator', label: say('Annotator'), may: say('An annotator annotates and comments.')},
  {value: 'curator', label: say('Curator'), may: say('A curator also imports articles, settles disagreements and invites annotators and readers.')},
  {value: 'admin', label: say('Admin'), may: say('An admin does everything, and invites anybody.')},
]

/** Which roles somebody of this role may give. The hub decides; this only shows. */
export const givenBy = (role: Role): readonly Role[] => (role === 'admin' ? ROLES.map(({value}) => value) : role === 'curator' ? ['reader', 'annotator'] : [])

export const roleLabel = (role: Role): string => ROLES.find(({value}) => value === role)?.label ?? role

/** What an invitation is to. */
export const invitedAs = (role: Role): string =>
  say('You are invited as {role, select, reader {reader} annotator {annotator} curator {curator} other {admin}}.', {role})

export const devicesWords = (devices: number): string => say('{devices, plural, =0 {no devices} one {# device} other {# devices}}', {devices})
