import type {Message, Sentence} from '../core/language/message.ts'
import {message} from '../core/language/message.ts'
import {REFUSED} from '../project/judgement/rules.ts'
import {DAMAGED_CHANGE} from '../project/update-structure.ts'

/** Why a hub does not let somebody open a document. Over the wire it goes in English, which every version understands. */
export const HUB_REASONS = {
  closed: message('The project was closed.'),
  out: message('You are not let in here any more.'),
  foreign: message('This is not a document of this project.'),
  blind: message('This is closed to you until the round is opened.'),
  again: message('A change of this document cannot be read. It is left out when the document is opened again, in a moment.'),
  damaged: message(
    'What the hub has of it is damaged. Ask whoever keeps the project: “claimlight check” names what is damaged, and “claimlight repair” sets it aside.',
  ),
} as const

const KNOWN: ReadonlyMap<string, Message> = new Map(
  [...Object.values(HUB_REASONS), ...Object.values(REFUSED), ...Object.values(DAMAGED_CHANGE)].map(said => [`${said}`, said]),
)

/** A reason that came over the wire, to be said in the reader’s language where it is one that hubs have. */
export const reasonOf = (told: string): Sentence => KNOWN.get(told) ?? told
