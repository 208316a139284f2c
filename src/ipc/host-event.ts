import * as z from 'zod'
import type {Sentence} from '../core/language/message.ts'
import {sentence} from '../core/language/message.ts'
import type {CommandId, MadeCommandId} from './commands.ts'
import {isCommandId, isMadeCommandId} from './commands.ts'

/** What a host tells its window unasked. */
export type HostEvent =
  /** A menu item was chosen. */
  | {readonly type: 'command'; readonly command: CommandId | MadeCommandId}
  /** The window is about to close: answer with `reportSaved` once everything is on disk. */
  | {readonly type: 'closing'}
  /** Somebody opened an invitation outside the window: ask for `takeInvitations`. */
  | {readonly type: 'invited'}
  /** Counts or read marks of these articles changed: ask for `summaries` again. */
  | {readonly type: 'summaries'; readonly articles: readonly string[]}
  /** The host cannot write any more, or can again (`problem: null`). */
  | {readonly type: 'storage'; readonly problem: Sentence | null}
  /** How the project is shared has changed: ask for `shareStatus` again. */
  | {readonly type: 'sharing'}
  /** For another hub: documents were written to, ask for `changesSince` again. */
  | {readonly type: 'changes'}

const shape = z.discriminatedUnion('type', [
  z.object({type: z.literal('command'), command: z.string().refine(id => isCommandId(id) || isMadeCommandId(id))}),
  z.object({type: z.literal('closing')}),
  z.object({type: z.literal('invited')}),
  z.object({type: z.literal('summaries'), articles: z.array(z.string())}),
  z.object({type: z.literal('storage'), problem: sentence.nullable()}),
  z.object({type: z.literal('sharing')}),
  z.object({type: z.literal('changes')}),
])

export function parseHostEvent(value: unknown): HostEvent | undefined {
  const parsed = shape.safeParse(value)
  return parsed.success ? (parsed.data as HostEvent) : undefined
}
