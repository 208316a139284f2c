import * as Y from 'yjs'
import type {Sentence} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import {sentenceIn} from '../../core/language/sentence-error.ts'
import {documentFrom, fill as filled} from '../../project/document-from.ts'
import {OURS} from './bridge.ts'
import type {LocalDocuments} from './local-documents.ts'
import type {MixedLog} from './own-part.ts'
import {mixedLog} from './own-part.ts'

/** What of our log goes into the documents of a connection, before anything comes from the other hub. */
export interface OwnRecords {
  fill(name: string, doc: Y.Doc): Promise<void>
  /** A log of which only what is hers goes out. */
  mixed(name: string): MixedLog | undefined
}

export function ownRecords(given: {
  local: Pick<LocalDocuments, 'load' | 'owners'>
  projectName: string
  takesAll: () => boolean
  beforeProject: () => Promise<void>
  onProblem: (why: Sentence) => void
}): OwnRecords {
  const {local} = given
  /** By the documents that have a bridge. */
  const mixed = new Map<string, MixedLog>()
  /** Documents whose records Yjs has failed at: each is tried before. */
  const doubted = new Set<string>()
  const fill = async (name: string, doc: Y.Doc): Promise<void> => {
    if (name === given.projectName) await given.beforeProject()
    const updates = await local.load(name)
    const log = given.takesAll() ? undefined : mixedLog(updates, await local.owners(name))
    if (log !== undefined) {
      // What the other hub has is here first: what of ours may go is found by that.
      mixed.set(name, log)
      return
    }
    mixed.delete(name)
    if (doubted.has(name)) filled(doc, [Y.encodeStateAsUpdate(documentFrom(updates))], OURS)
    else if (!filled(doc, updates, OURS)) {
      // The library keeps the document that Yjs failed in: the next connection begins with what can be read.
      doubted.add(name)
      given.onProblem(message('A change of yours cannot be read here, and what it belongs to is not exchanged at the moment.'))
    }
  }
  return {
    fill: (name, doc) => fill(name, doc).catch(error => given.onProblem(sentenceIn(error))),
    mixed: name => mixed.get(name),
  }
}
