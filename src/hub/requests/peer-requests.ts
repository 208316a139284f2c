import {createHash} from 'node:crypto'
import {message} from '../../core/language/message.ts'
import {articleId} from '../../core/article/article.ts'
import type {Person} from '../../core/round/owner.ts'
import type {Round} from '../../core/round/round.ts'
import {ok, refused} from '../../core/result.ts'
import type {PeerApi} from '../../sync/peer-api.ts'
import {PEER_PROTOCOL} from '../../sync/peer-api.ts'
import {sentenceOf} from '../sentence-of.ts'
import type {HubRounds} from '../rounds/hub-rounds.ts'
import {changePages} from './change-pages.ts'
import type {RequestContext} from './request-context.ts'
import {sealedPlaces} from './sealed-place.ts'

type PeerContext = Pick<RequestContext, 'folder' | 'project' | 'people' | 'person' | 'may'> & {readonly rounds: Pick<HubRounds, 'all' | 'enterKey' | 'secret'>}

/** What another hub asks for a person. She gets what her own windows here would get, and not a byte more. */
export function peerRequests({folder, project, people, person, may, rounds}: PeerContext): PeerApi {
  const entered = people.enter(person)
  const pages = changePages({
    store: folder.store,
    places: sealedPlaces(rounds.secret(), people.self(person).id),
    rights: () => rightsNow(people.current(person), rounds.all()),
    mayRead: address => may(person, address) !== 'none',
  })
  return {
    hello: async () => {
      await entered
      return ok({protocol: PEER_PROTOCOL, projectId: folder.projectId, projectName: project.name(), person: people.current(person)})
    },
    changesSince: async cursor => ok(await pages.since(cursor)),
    rounds: async () => ok(rounds.all().map(brief)),
    putKey: async key => {
      await entered
      return rounds.enterKey(key, people.current(person).id)
    },
    missingTexts: async ids => {
      const here = new Set(await folder.texts.list())
      return ok(ids.filter(id => !here.has(id)))
    },
    putText: async (id, text, metadata) => {
      if (may(person, {kind: 'project'}) !== 'write') return refused(message('Only a curator or an admin of this project may add article texts.'))
      if (articleId(text) !== id)
        return refused(
          message('The text of “{title}” does not have the hash it was sent under, so it was not taken. Import the file again.', {title: metadata.title}),
        )
      try {
        await folder.texts.put(text, metadata)
        return ok(null)
      } catch (error) {
        return refused(sentenceOf(error))
      }
    },
  }
}

/** Of which articles and people a round is stands in the project document; what is asked for is whether it is open, and thousands of ids each would be no answer any more. */
const brief = ({articles: _articles, annotators: _annotators, openers: _openers, ...round}: Round): Round => ({...round, openers: []})

/**
 * A short name for what decides which documents a person may read: when it changes, documents she passed over may be open to her. Of which
 * articles and people a round is does not change.
 */
const rightsNow = ({role}: Person, rounds: readonly Round[]): string =>
  createHash('sha256')
    .update(JSON.stringify([role, rounds.map(({id, state, unreadable}) => [id, state, unreadable])]))
    .digest('base64url')
    .slice(0, 12)
