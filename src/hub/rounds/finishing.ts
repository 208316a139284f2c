import {randomBytes} from 'node:crypto'
import * as Y from 'yjs'
import type {AnnotatorId} from '../../core/annotation/annotation.ts'
import type {ArticleId} from '../../core/article/article.ts'
import {isUnderWay, workRoundOf} from '../../core/round/blindness.ts'
import {commitmentTo, finishText} from '../../core/round/commitment.ts'
import {ownerOf} from '../../core/round/owner.ts'
import type {Person} from '../../core/round/owner.ts'
import type {Round} from '../../core/round/round.ts'
import {finishedIn} from '../../core/round/worklist.ts'
import type {Result} from '../../core/result.ts'
import {refused} from '../../core/result.ts'
import type {FinishApi} from '../../ipc/round-api.ts'
import {annotationSet} from '../../project/annotation-set.ts'
import type {DocumentAddress, WorklistAddress} from '../../project/document-address.ts'
import {documentName} from '../../project/document-address.ts'
import {documentFrom} from '../../project/document-from.ts'
import {putNonce} from '../../project/nonces.ts'
import type {Project} from '../../project/project.ts'
import {worklistDocument} from '../../project/worklist.ts'
import type {Signer} from '../../storage/person-signature.ts'
import type {ProjectStore} from '../../storage/project-store.ts'
import type {HubDocuments} from '../documents/hub-documents.ts'
import type {LocalChanges} from '../documents/local-changes.ts'
import type {HubWorklists} from './worklists.ts'

const NOT_HERS = 'This article is not yours to do in a round that runs. Choose one of your list.'

/** What somebody says of her own work in a round, at the hub that she works at. */
export function finishRequests(given: {
  projectId: string
  project: Project
  person: () => Person
  rounds: () => readonly Round[]
  worklists: HubWorklists
  store: Pick<ProjectStore, 'load'>
  documents: Pick<HubDocuments, 'loaded'>
  changes: LocalChanges
  /** Signs for the person at this computer, where she is this one. */
  signer: Signer | undefined
  now: () => number
  newId: () => string
}): FinishApi {
  const {projectId, worklists, changes} = given
  const work = (id: string, article: ArticleId): {readonly set: DocumentAddress; readonly list: WorklistAddress; readonly by: AnnotatorId} | undefined => {
    const person = given.person()
    const round = given.rounds().find(each => each.id === id && each.unreadable !== true)
    if (round === undefined || person.role === 'reader' || given.project.articles.get(article) === undefined) return undefined
    const owner = ownerOf(person.id, workRoundOf(round))
    if (!isUnderWay([round], owner, article, worklists.given)) return undefined
    return {set: {kind: 'set', article, owner}, list: {kind: 'worklist', round: id, annotator: person.id}, by: person.id}
  }
  const isFinished = ({list, article}: {list: WorklistAddress; article: ArticleId}): boolean => finishedIn(worklists.get(list)?.finishes() ?? []).has(article)
  /** What she says there now: what is in memory is on its way to the disk, if it is not there yet. */
  const commitment = async (set: DocumentAddress, article: ArticleId, nonce: Uint8Array): Promise<string> => {
    const name = documentName(projectId, set)
    const loaded = given.documents.loaded(name)
    const {doc, all, readMarks} = annotationSet(documentFrom(loaded === undefined ? await given.store.load(name) : [Y.encodeStateAsUpdate(loaded)]))
    const made = commitmentTo({article, annotations: all(), readMarks: readMarks().values()}, nonce)
    doc.destroy()
    return made
  }
  const written = async (list: Parameters<LocalChanges['run']>[0]): Promise<Result<null>> => {
    const result = await changes.run(list)
    await worklists.settled()
    return result
  }
  return {
    finishArticle: async (round, article) => {
      const hers = work(round, article)
      if (hers === undefined) return refused(NOT_HERS)
      if (isFinished({...hers, article})) return refused('You have finished this article already. Take that back first to go on with it.')
      const nonce = randomBytes(32)
      const sealed = {article, commitment: await commitment(hers.set, article, nonce), by: hers.by, at: given.now()}
      const {signer} = given
      const signed = signer === undefined ? {} : {key: signer.publicKey, signature: signer.sign(finishText(projectId, round, sealed))}
      const id = given.newId()
      return written([
        {address: hers.set, make: doc => putNonce(doc, id, {nonce: nonce.toString('base64url'), by: sealed.by, at: sealed.at})},
        {address: hers.list, make: doc => worklistDocument(doc).finish({...sealed, ...signed, id})},
      ])
    },
    takeBackArticle: async (round, article) => {
      const hers = work(round, article)
      if (hers === undefined) return refused(NOT_HERS)
      if (!isFinished({...hers, article})) return refused('You have not finished this article, so there is nothing to take back.')
      return written([{address: hers.list, make: doc => worklistDocument(doc).takeBack(article, {by: hers.by, at: given.now()})}])
    },
  }
}
