import type {Role} from '../../core/round/owner.ts'
import {say} from '../ui/say.ts'

export const ROLES: readonly {readonly value: Role; readonly label: string; readonly may: string}[] = [
  {value: 'reader', label: say('Reader'), may: 'reads everything, changes nothing'},
  {value: 'annotator', label: say('Annotator'), may: 'annotates and comments'},
  {value: 'curator', label: say('Curator'), may: 'also imports articles, settles disagreements and invites annotators and readers'},
  {value: 'admin', label: say('Admin'), may: 'does everything, and invites anybody'},
]

/** Which roles somebody of this role may give. The hub decides; this only shows. */
export const givenBy = (role: Role): readonly Role[] => (role === 'admin' ? ROLES.map(({value}) => value) : role === 'curator' ? ['reader', 'annotator'] : [])

export const roleLabel = (role: Role): string => ROLES.find(({value}) => value === role)?.label ?? role
