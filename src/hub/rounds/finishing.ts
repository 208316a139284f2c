import {randomBytes} from 'node:crypto'
import * as Y from 'yjs'
import {message} from '../../core/language/message.ts'
import type {AnnotatorId} from '../../core/annotation/annotation.ts'
import type {ArticleId} from '../../core/article/article.ts'
import {isUnderWay, workRoundOf} from '../../core/round/blindness.ts'
import {commitmentTo, finishText} from '../../core/round/commitment.ts'
import {ownerOf} from '../../core/round/owner.ts'
import type {Person} from '../../core/round/owner.ts'
import type {Round} from '../../core/round/round.ts'
import type {Finish} from '../../core/round/worklist.ts'
import {finishedIn} from '../../core/round/worklist.ts'
import type {Result} from '../../core/result.ts'
import {refused} from '../../core/result.ts'
import type {FinishApi} from '../../ipc/round-api.ts'
import {annotationSet} from '../../project/annotation-set.ts'
import type {DocumentAddress, WorklistAddress} from '../../project/document-address.ts'
import {documentFrom} from '../../project/document-from.ts'
import {putNonce} from '../../project/nonces.ts'
import type {Project} from '../../project/project.ts'
import {worklistDocument} from '../../project/worklist.ts'
import type {Signer} from '../../storage/person-signature.ts'
import type {LocalChanges} from '../documents/local-changes.ts'
import type {HubWorklists} from './worklists.ts'

const ON_ITS_WAY = message('Some of what you said on this article is still on its way. Wait until all is saved, then finish it.')
const NOT_HERS = message('This article is not yours to do in a round that runs. Choose one of your list.')

/** What somebody says of her own work in a round, at the hub that she works at. */
export function finishRequests(given: {
  projectId: string
  project: Project
  person: () => Person
  rounds: () => readonly Round[]
  worklists: HubWorklists
  changes: LocalChanges
  /** Signs for the person at this computer, where she is this one. */
  signer: Signer | undefined
  now: () => number
  newId: () => string
}): Omit<FinishApi, 'roundWork'> {
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
  const written = async (list: Parameters<LocalChanges['run']>[0]): Promise<Result<null>> => {
    const result = await changes.run(list)
    await worklists.settled()
    return result
  }
  return {
    finishArticle: async (round, article, seen) => {
      const hers = work(round, article)
      if (hers === undefined) return refused(NOT_HERS)
      if (isFinished({...hers, article})) return refused(message('You have finished this article already. Take that back first to go on with it.'))
      const nonce = randomBytes(32)
      const id = given.newId()
      const {signer} = given
      let sealed: Omit<Finish, 'id'> | undefined
      const result = await written([
        {
          address: hers.set,
          make: doc => {
            if (seen !== undefined && isBehind(doc, seen)) return
            const bare = {article, commitment: commitmentIn(doc, article, nonce), by: hers.by, at: given.now()}
            const signed = signer === undefined ? {} : {key: signer.publicKey, signature: signer.sign(finishText(projectId, round, bare))}
            sealed = {...bare, ...signed}
            putNonce(doc, id, {nonce: nonce.toString('base64url'), by: bare.by, at: bare.at})
          },
        },
        {
          address: hers.list,
          make: doc => {
            if (sealed !== undefined) worklistDocument(doc).finish({...sealed, id})
          },
        },
      ])
      return result.ok && sealed === undefined ? refused(ON_ITS_WAY) : result
    },
    takeBackArticle: async (round, article) => {
      const hers = work(round, article)
      if (hers === undefined) return refused(NOT_HERS)
      if (!isFinished({...hers, article})) return refused(message('You have not finished this article, so there is nothing to take back.'))
      return written([{address: hers.list, make: doc => worklistDocument(doc).takeBack(article, {by: hers.by, at: given.now()})}])
    },
  }
}

/** What she says in a set. */
function commitmentIn(doc: Y.Doc, article: ArticleId, nonce: Uint8Array): string {
  const copy = documentFrom([Y.encodeStateAsUpdate(doc)])
  const {all, readMarks} = annotationSet(copy)
  const made = commitmentTo({article, annotations: all(), readMarks: readMarks().values()}, nonce)
  copy.destroy()
  return made
}

/** Whether her window has what has not come yet. `seen`: its state vector; what is none tells nothing. */
function isBehind(doc: Y.Doc, seen: Uint8Array): boolean {
  const here = Y.decodeStateVector(Y.encodeStateVector(doc))
  try {
    return [...Y.decodeStateVector(seen)].some(([client, clock]) => clock > (here.get(client) ?? 0))
  } catch {
    return true
  }
}
