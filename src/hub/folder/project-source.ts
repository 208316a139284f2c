import * as Y from 'yjs'
import {SentenceError} from '../../core/language/sentence-error.ts'
import type {Sentence} from '../../core/language/message.ts'
import {articleId} from '../../core/article/article.ts'
import type {Result} from '../../core/result.ts'
import type {Role} from '../../core/round/owner.ts'
import {workOf} from '../../core/round/owner.ts'
import type {Round} from '../../core/round/round.ts'
import {isSameVersion} from '../../core/schema/kept-version.ts'
import {copyNumber} from '../../project/copied-work.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import {documentName} from '../../project/document-address.ts'
import {asLateSince} from '../../project/late-work.ts'
import type {Project} from '../../project/project.ts'
import type {ProjectFolder} from '../../storage/project-folder.ts'
import {REFUSED} from '../../project/judgement/rules.ts'
import {ELSEWHERE} from '../../storage/log/document-log.ts'
import type {FolderSource, FolderTarget} from '../../storage/exchange-folder/folder-source.ts'
import {WAITS} from '../../storage/exchange-folder/folder-source.ts'
import {documentFrom} from '../../project/document-from.ts'
import {withoutWindows} from '../../project/without-windows.ts'
import {closedNumbers} from '../../project/worklist.ts'
import type {ForeignUpdates} from '../documents/foreign-updates.ts'
import type {ForeignJudgement} from '../documents/foreign-judgement.ts'
import {judgeForeign} from '../documents/foreign-judgement.ts'
import type {HubDocuments} from '../documents/hub-documents.ts'
import {metadataOf} from '../sidecars.ts'
import {isClosed, isOfNoRound, isOfRound, isWithheld, mayBring} from './writers.ts'

/** A project as it is written into a shared folder or an exchange file. */
export function projectSource({
  folder,
  rounds,
}: {
  folder: Pick<ProjectFolder, 'projectId' | 'store' | 'texts'>
  rounds: () => readonly Round[]
}): Omit<FolderSource, 'onUpdate'> {
  return {
    documents: () => folder.store.documents(),
    load: name => folder.store.load(name),
    texts: folder.texts,
    withheld: address => isWithheld(address, rounds()),
    closed: address => isClosed(address, rounds()),
    openPart: (address, updates, update) => openIn(documentName(folder.projectId, address), address, updates, update),
  }
}

/** What of an update the device of its annotator needs, and everybody may know: of a worklist the list, of her work what was copied from a round that is opened. */
function openIn(name: string, address: DocumentAddress, updates: readonly Uint8Array[], update: Uint8Array): Uint8Array | undefined {
  const doc = documentFrom(updates)
  const closed = address.kind === 'worklist' ? closedNumbers(doc) : [...doc.store.clients.keys()].filter(client => client !== copyNumber(name))
  doc.destroy()
  const open = withoutWindows(update, closed)
  return Y.decodeUpdate(open).structs.length === 0 ? undefined : open
}

/** What took the place of something may come with another writer's file: until then something is erased, or a record lacks what it needs. */
const MAY_BE_WHOLE_LATER: ReadonlySet<Sentence> = new Set<Sentence>([REFUSED.erased, REFUSED.shape])

/** When the round of a set was opened: what was made in it after that is late. */
function openedAt(address: DocumentAddress, rounds: readonly Round[]): number | undefined {
  const work = address.kind === 'set' ? workOf(address.owner) : undefined
  return work === undefined ? undefined : rounds.find(({id, state}) => id === work.round && state === 'open')?.opened?.at
}

/** A project as it takes what arrives: first the log, then everybody who has the document open. */
export function projectTarget({
  folder,
  project,
  changeProject,
  foreign,
  documents,
  roleOf,
  rounds,
}: {
  folder: Pick<ProjectFolder, 'store' | 'texts'>
  project: Project
  /** `undefined` where the project is another hub's. */
  changeProject: ((make: (project: Project) => void) => Promise<Result<null>>) | undefined
  foreign: ForeignUpdates
  documents: Pick<HubDocuments, 'loaded' | 'isOfWindowHere'>
  rounds: () => readonly Round[]
  /** What this hub lets a person do; `undefined` for whoever it knows only from what was brought. */
  roleOf: (person: string) => Role | undefined
}): FolderTarget {
  const judgedIn = (doc: Y.Doc, address: DocumentAddress, update: Uint8Array, isOfWindowHere: (clients: Iterable<number>) => boolean): ForeignJudgement => {
    const judgement = judgeForeign(doc, address, update, isOfWindowHere)
    const opened = openedAt(address, rounds())
    const late = judgement.state === 'taken' && opened !== undefined ? asLateSince(doc, judgement.update, opened) : undefined
    return late === undefined || judgement.state !== 'taken'
      ? judgement
      : {...judgement, update: late.update, clients: new Set([...judgement.clients, late.client])}
  }
  const judged = async (name: string, address: DocumentAddress, update: Uint8Array): Promise<ForeignJudgement> => {
    const open = documents.loaded(name)
    const isOfWindowHere = (clients: Iterable<number>): boolean => documents.isOfWindowHere(name, clients)
    if (open !== undefined) return judgedIn(open, address, update, isOfWindowHere)
    const stored = documentFrom(await folder.store.load(name))
    try {
      return judgedIn(stored, address, update, isOfWindowHere)
    } finally {
      stored.destroy()
    }
  }
  /** Who brings another schema may not have kept the one whose place it takes. */
  const keepingVersions = async <T>(take: () => Promise<T>): Promise<T> => {
    const inForce = project.schemaProblem() === undefined ? project.schema() : undefined
    const taken = await take()
    if (inForce !== undefined && !isSameVersion(inForce, project.schema())) await changeProject?.(({versions}) => versions.keep(inForce, {}))
    return taken
  }
  return {
    apply: async (name, address, update) => {
      const judgement = await judged(name, address, update)
      if (judgement.state === 'refused') return MAY_BE_WHOLE_LATER.has(judgement.why) ? WAITS : judgement.why
      if (judgement.state !== 'taken') return judgement.state === 'waits' ? WAITS : undefined
      const owners = new Map([...judgement.clients].map(client => [client, ELSEWHERE]))
      const take = () => foreign.take({name, address, update: judgement.update, owners})
      const taken = await (address.kind === 'project' ? keepingVersions(take) : take())
      if (taken.ok) return undefined
      if (!taken.error.forGood) throw new SentenceError(taken.error.why)
      return taken.error.why
    },
    applyText: async text => {
      const known = project.articles.get(articleId(text))
      await folder.texts.put(text, known === undefined ? {title: '', sourceName: '', warnings: []} : metadataOf(known))
    },
    accepts: (address, {person}) =>
      mayBring(roleOf(person), address, person) &&
      !isOfNoRound(address, rounds()) &&
      // Whoever came to a round where this hub did not hear of it in time is in its record.
      [rounds(), project.rounds.all()].some(known => isOfRound(address, known, project.joins.rootOf)),
  }
}
