import type {Sentence} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {ArticleId, ArticleMetadata} from '../../core/article/article.ts'
import {articleId} from '../../core/article/article.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {Project} from '../../project/project.ts'
import type {ArticleTexts} from '../../storage/texts/article-texts.ts'
import {MOST_IDS} from '../../sync/peer-api.ts'
import {sentenceOf} from '../sentence-of.ts'
import {metadataOf} from '../sidecars.ts'
import type {UpstreamRequests} from './upstream-requests.ts'

/** Article texts between two hubs: they travel by hash, apart from documents, and each is checked where it arrives. */
export interface UpstreamTexts {
  /** Our texts, completed from the other hub when one is asked for that is not here. */
  readonly texts: ArticleTexts
  /** At this origin from now on; `undefined` when there is no connection. */
  connected(origin: string | undefined): void
  /** Fetches every text of the project that is not here, a few at a time. */
  fetchMissing(): Promise<void>
  /** Gives the other hub the texts it lacks, when this person may. */
  offer(): Promise<void>
  /** Resolves when nothing is on its way any more; nothing is fetched afterwards. */
  close(): Promise<void>
  /** A text that cannot be had, and why; `undefined` when all is well. */
  problem(): Sentence | undefined
}

/** Texts on their way at once. */
const AT_ONCE = 4

export async function upstreamTexts(given: {
  own: ArticleTexts
  project: Project
  requests: UpstreamRequests
  mayGive: () => boolean
  /** A text has arrived that was not here before. */
  onText: (id: ArticleId, title: string, text: string) => void
}): Promise<UpstreamTexts> {
  const {own, project, requests} = given
  const here = new Set(await own.list())
  const offered = new Set<ArticleId>()
  const problems = new Map<ArticleId, Sentence>()
  const fetching = new Map<ArticleId, Promise<Result<string>>>()
  let origin: string | undefined
  let sweeping: Promise<void> | undefined

  const fetchOne = async (id: ArticleId): Promise<Result<string>> => {
    const entry = project.articles.get(id)
    if (origin === undefined || entry === undefined)
      return refused(message('Its text is not here yet. It comes from the project’s hub as soon as that answers again.'))
    const answer = await requests.articleText(origin, id)
    if (!answer.ok) return refused(answer.error.why)
    if (articleId(answer.value) !== id)
      return refused(
        message('The text of “{title}” was altered on its way here, so it was not taken. It is asked for again; tell who runs the hub if this stays.', {
          title: entry.title,
        }),
      )
    try {
      await own.put(answer.value, metadataOf(entry))
    } catch (error) {
      return refused(sentenceOf(error))
    }
    here.add(id)
    given.onText(id, entry.title, answer.value)
    return ok(answer.value)
  }
  const fetch = async (id: ArticleId): Promise<Result<string>> => {
    const running = fetching.get(id) ?? fetchOne(id).finally(() => fetching.delete(id))
    fetching.set(id, running)
    const fetched = await running
    if (fetched.ok) problems.delete(id)
    else if (origin !== undefined) problems.set(id, fetched.error)
    return fetched
  }
  const sweep = async (): Promise<void> => {
    const missing = project.articles.all().flatMap(({id}) => (here.has(id) ? [] : [id]))
    const next = missing.values()
    const worker = async (): Promise<void> => {
      for (const id of next) {
        if (origin === undefined) return
        await fetch(id)
      }
    }
    await Promise.all(Array.from({length: AT_ONCE}, worker))
  }
  const give = async (to: string, id: ArticleId): Promise<void> => {
    const text = await own.get(id)
    if (!text.ok) return
    const entry = project.articles.get(id)
    const metadata: ArticleMetadata = entry === undefined ? {title: id.slice(0, 12), sourceName: `${id}.txt`, warnings: []} : metadataOf(entry)
    const given = await requests.ask(to, 'putText', id, text.value, metadata)
    if (given.ok) offered.add(id)
    else if (given.error.kind === 'said') problems.set(id, given.error.why)
  }

  return {
    texts: {
      ...own,
      get: async id => {
        const found = await own.get(id)
        if (found.ok || origin === undefined) return found
        return fetch(id)
      },
      put: async (text, sidecar, isWanted) => {
        const id = await own.put(text, sidecar, isWanted)
        if ((await isWanted) !== false) here.add(id)
        return id
      },
    },
    connected: to => {
      origin = to
      problems.clear()
    },
    fetchMissing: () => {
      sweeping ??= sweep().finally(() => {
        sweeping = undefined
      })
      return sweeping
    },
    offer: async () => {
      const to = origin
      if (to === undefined || !given.mayGive()) return
      const unknown = [...here].filter(id => !offered.has(id))
      for (let at = 0; at < unknown.length; at += MOST_IDS) {
        const asked = unknown.slice(at, at + MOST_IDS)
        const missing = await requests.ask(to, 'missingTexts', asked)
        if (!missing.ok) return
        const lacks = new Set(missing.value)
        for (const id of asked) if (!lacks.has(id)) offered.add(id)
        for (const id of asked) if (lacks.has(id)) await give(to, id)
      }
    },
    close: async () => {
      origin = undefined
      await Promise.allSettled([...fetching.values(), sweeping])
    },
    problem: () => problems.values().next().value,
  }
}
