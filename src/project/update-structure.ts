import * as Y from 'yjs'
import type {Message} from '../core/language/message.ts'
import {message} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import type {Nesting, Struct} from './nesting.ts'
import {DEEPEST, nestingEstimate, tooDeep} from './nesting.ts'
import type {StructReader} from './update-reader.ts'
import {readUpdate} from './update-reader.ts'

/** An update (Yjs, v1) that is one: everything in it is in range, and nothing in it can make Yjs fail. What it may say is another question. */
export type UpdateStructure = {readonly structs: readonly Struct[]; readonly deletes: readonly DeletedRange[]}

export type DeletedRange = {readonly client: number; readonly clock: number; readonly length: number}

/** What is wrong with an update or a part of it. */
export type StructureProblem = 'unreadable' | 'range' | 'nested' | 'foreign' | 'large'

/**
 * Changes that one person's window can have made. Yjs counts with them, and all it counts with must be exact. There is no
 * smaller bound for one struct: Yjs joins those without content, and what it made of good ones must be good.
 */
export const MOST_CHANGES = 2 ** 31
/** Windows are numbered with 32 bits. */
export const MOST_CLIENTS = 2 ** 32
/** Structs of one update: fifty thousand articles have a fifth of that. Each takes about two hundred bytes when it is decoded. */
const MOST_STRUCTS = 2 ** 21

/** What is wrong with one struct by itself; `undefined` when nothing is. */
export function structProblem({client, clock, length, kind, depth, farthest, ownReference}: StructReader): StructureProblem | undefined {
  if (length < 1 || clock + length > MOST_CHANGES || client >= MOST_CLIENTS || farthest >= MOST_CLIENTS) return 'range'
  // Yjs looks for what somebody refers to of her own only among what she did before, and fails when it is not there.
  if (ownReference >= clock) return 'range'
  if (depth > DEEPEST) return 'nested'
  return kind === 'foreign' ? 'foreign' : undefined
}

/** Whether a range of deleted changes can be one. */
export const isRange = ({client, clock, length}: DeletedRange): boolean => client < MOST_CLIENTS && length >= 1 && clock + length <= MOST_CHANGES

/** What a person is told of each. */
export const DAMAGED_CHANGE: {readonly [problem in StructureProblem]: Message} = {
  unreadable: message('The change was not taken, because it is damaged: its bytes are no update. Reload the window and make the change again.'),
  range: message('The change was not taken, because it is damaged: its numbers are beyond what any document has. Reload the window and make the change again.'),
  nested: message(
    'The change was not taken, because it is damaged: it nests values deeper than any document does. Reload the window and make the change again.',
  ),
  foreign: message(
    'The change was not taken, because it is damaged: it holds a kind of content that no document has. Reload the window and make the change again.',
  ),
  large: message('The change was not taken, because it is damaged: it holds more changes than one message may. Reload the window and make the change again.'),
}

/** Reads an update as a whole before anything is done with it. Never throws, whatever the bytes are. */
export function structureOf(update: Uint8Array): Result<UpdateStructure> {
  const {problem, deletes, depth} = examined(update)
  if (problem !== undefined) return damaged(problem)
  try {
    const {structs} = Y.decodeUpdate(update)
    return depth === 'unknown' && tooDeep(structs).length > 0 ? damaged('nested') : ok({structs, deletes})
  } catch {
    return damaged('unreadable')
  }
}

const damaged = (problem: StructureProblem): Result<never> => refused(DAMAGED_CHANGE[problem])

function examined(update: Uint8Array): {readonly problem: StructureProblem | undefined; readonly deletes: DeletedRange[]; readonly depth: Nesting} {
  const nesting = nestingEstimate()
  const clients = new Set<number>()
  const deletes: DeletedRange[] = []
  let structs = 0
  let problem: StructureProblem | undefined
  const isWhole = readUpdate(update, {
    onClient: client => {
      // Yjs writes each once, and forgets the first of two.
      if (clients.has(client)) problem ??= 'range'
      clients.add(client)
    },
    onStruct: struct => {
      problem ??= ++structs > MOST_STRUCTS ? 'large' : structProblem(struct)
      if (problem === undefined) nesting.note(struct)
    },
    onDeleted: (client, clock, length) => {
      const range = {client, clock, length}
      if (deletes.length === MOST_STRUCTS) problem ??= 'large'
      if (!isRange(range)) problem ??= 'range'
      if (problem === undefined) deletes.push(range)
    },
  })
  if (!isWhole) return {problem: 'unreadable', deletes, depth: 'unknown'}
  const depth = nesting.depth()
  if (depth === 'too deep') problem ??= 'nested'
  return {problem, deletes, depth}
}
