import {createHash} from 'node:crypto'
import {articleId} from '../../core/article.ts'
import type {Person} from '../../core/owner.ts'
import {ok, refused} from '../../core/result.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import type {PeerApi} from '../../sync/peer-api.ts'
import {PEER_PROTOCOL} from '../../sync/peer-api.ts'
import {sentenceOf} from '../sentence-of.ts'
import type {HubRounds} from '../rounds/hub-rounds.ts'
import type {RequestContext} from './request-context.ts'

/** Records of the log that one answer is made from: enough for a first sync of many documents, little enough to interrupt nobody. */
const PAGE = 1000

type PeerContext = Pick<RequestContext, 'folder' | 'project' | 'people' | 'person' | 'may'> & {readonly rounds: Pick<HubRounds, 'all' | 'enterKey'>}

/** What another hub asks for a person. She gets what her own windows here would get, and not a byte more. */
export function peerRequests({folder, project, people, person, may, rounds}: PeerContext): PeerApi {
  const entered = people.enter(person)
  const readable = (address: DocumentAddress): boolean => may(person, address) !== 'none'
  return {
    hello: async () => {
      await entered
      return ok({protocol: PEER_PROTOCOL, projectId: folder.projectId, projectName: project.name(), person: people.current(person)})
    },
    changesSince: async cursor => {
      const rights = rightsNow(people.current(person), rounds.all())
      const [then, place] = cursorParts(cursor)
      const isAnew = place !== '' && then !== rights
      const found = await folder.store.changesSince(place, PAGE)
      const page = found === undefined || isAnew ? await folder.store.changesSince('', PAGE) : found
      if (page === undefined) throw new Error('The beginning is a place in every log.')
      return ok({
        documents: page.documents.map(({address}) => address).filter(readable),
        cursor: `${rights}~${page.next}`,
        more: page.more,
        from: found === undefined ? 'restored' : isAnew ? 'anew' : 'cursor',
      })
    },
    rounds: async () => ok(rounds.all()),
    putKey: async key => {
      await entered
      return rounds.enterKey(key, people.current(person).id)
    },
    missingTexts: async ids => {
      const here = new Set(await folder.texts.list())
      return ok(ids.filter(id => !here.has(id)))
    },
    putText: async (id, text, metadata) => {
      if (may(person, {kind: 'project'}) !== 'write') return refused('Only a curator or an admin of this project may add article texts.')
      if (articleId(text) !== id)
        return refused(`The text of “${metadata.title}” does not have the hash it was sent under, so it was not taken. Import the file again.`)
      try {
        await folder.texts.put(text, metadata)
        return ok(null)
      } catch (error) {
        return refused(sentenceOf(error))
      }
    },
  }
}

/** A short name for what decides which documents a person may read: when it changes, documents she passed over may be open to her. */
const rightsNow = ({role}: Person, rounds: readonly unknown[]): string =>
  createHash('sha256')
    .update(JSON.stringify([role, rounds]))
    .digest('base64url')
    .slice(0, 12)

function cursorParts(cursor: string): readonly [rights: string, place: string] {
  const at = cursor.indexOf('~')
  return at === -1 ? ['', ''] : [cursor.slice(0, at), cursor.slice(at + 1)]
}
