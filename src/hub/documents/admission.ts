import type {Connection} from '@hocuspocus/server'
import type {Sentence} from '../../core/language/message.ts'
import type {Person} from '../../core/round/owner.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import {documentName} from '../../project/document-address.ts'
import {HUB_REASONS} from '../../sync/hub-reasons.ts'
import {parseSyncToken} from '../../sync/sync-token.ts'
import type {Rights} from '../access.ts'
import type {Stay} from '../stay.ts'
import type {Sender} from './incoming-changes.ts'

/** Who is at a connection, from its sign-in, and which document it opened, from its token. */
export type Context = {readonly person: Person; readonly sender: Sender; readonly stay?: Stay; readonly address?: DocumentAddress; readonly changes?: boolean}

/** Which documents somebody is let into, and whether she still may be there. */
export interface Admission {
  /** What a token opens, for one person. Rejects with what the library sends to the window as the reason. */
  to(name: string, token: string, context: Context): Promise<{readonly address: DocumentAddress; readonly changes: boolean; readonly readOnly: boolean}>
  /** Whether a connection may do what its person may do now. */
  isRight(connection: Connection<Context>): boolean
}

export function admission(projectId: string, rights: (person: Person, address: DocumentAddress) => Rights): Admission {
  const projectName = documentName(projectId, {kind: 'project'})
  return {
    to: async (name, token, {person, stay}) => {
      if (stay !== undefined && !(await stay.lasts())) throw denied(HUB_REASONS.out)
      const asked = parseSyncToken(token)
      const address = asked?.address
      if (address === undefined || documentName(projectId, address) !== name) throw denied(HUB_REASONS.foreign)
      const may = rights(person, address)
      if (may === 'none') throw denied(HUB_REASONS.blind)
      return {address, changes: asked?.changes === true && name === projectName, readOnly: may === 'read'}
    },
    isRight: ({context, readOnly}) => {
      if (context.stay?.holds() === false) return false
      if (context.address === undefined) return true
      const may = rights(context.person, context.address)
      return may !== 'none' && readOnly === (may === 'read')
    },
  }
}

/** What the library sends to the window as the reason, in English (see `hub-reasons.ts`); it is no Error, so that nothing is printed. */
export const denied = (reason: Sentence): {readonly reason: string} => ({reason: `${reason}`})
