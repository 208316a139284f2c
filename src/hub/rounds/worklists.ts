import type * as Y from 'yjs'
import type {ArticleId} from '../../core/article/article.ts'
import type {RoundId} from '../../core/round/owner.ts'
import {ownerOf} from '../../core/round/owner.ts'
import type {GivenArticles, Worklist} from '../../core/round/worklist.ts'
import type {DocumentAddress, WorklistAddress} from '../../project/document-address.ts'
import type {WorklistDocument} from '../../project/worklist.ts'
import {worklistDocument} from '../../project/worklist.ts'
import type {ProjectStore} from '../../storage/project-store.ts'
import {underWay} from '../under-way.ts'

/** The worklists of a project, which its hub keeps in memory: with each change somebody asks whether an article is hers. */
export interface HubWorklists {
  readonly given: GivenArticles
  of(round: RoundId): readonly Worklist[]
  /** What is done to one document, `undefined` where it is not there yet. */
  get(address: WorklistAddress): WorklistDocument | undefined
  /** The log has taken something for these. */
  written(addresses: readonly DocumentAddress[]): void
  /** Resolves when all that was written until now counts. */
  settled(): Promise<void>
}

type Kept = {readonly address: WorklistAddress; readonly list: WorklistDocument; articles?: ReadonlySet<ArticleId> | undefined}

export async function hubWorklists(given: {
  store: Pick<ProjectStore, 'documents'>
  keep: (address: WorklistAddress) => Promise<Y.Doc>
  /** Somebody may write where she could not, or the other way round. */
  onChange: () => void
}): Promise<HubWorklists> {
  const all = new Map<string, Kept>()
  const coming = new Set<string>()
  const loading = underWay()
  const keyOf = ({round, annotator}: Omit<WorklistAddress, 'kind'>): string => ownerOf(annotator, round)

  const load = async (address: WorklistAddress): Promise<void> => {
    const key = keyOf(address)
    if (all.has(key) || coming.has(key)) return
    coming.add(key)
    try {
      const kept: Kept = {address, list: worklistDocument(await given.keep(address))}
      kept.list.observe(() => {
        kept.articles = undefined
        given.onChange()
      })
      all.set(key, kept)
      given.onChange()
    } catch (error) {
      // Nothing is hers to write then. It is tried again with what is written next.
      console.error('A worklist could not be read:', error)
    } finally {
      coming.delete(key)
    }
  }
  for (const {address} of await given.store.documents()) if (address.kind === 'worklist') await load(address)
  return {
    given: (round, annotator) => {
      const kept = all.get(keyOf({round, annotator}))
      if (kept === undefined) return undefined
      kept.articles ??= new Set(kept.list.articles())
      return kept.articles
    },
    of: round =>
      [...all.values()]
        .filter(({address}) => address.round === round)
        .map(({address: {annotator}, list}) => ({round, annotator, articles: list.articles(), finishes: list.finishes()})),
    get: address => all.get(keyOf(address))?.list,
    written: addresses => {
      for (const address of addresses) if (address.kind === 'worklist') void loading.add(load(address))
    },
    settled: loading.settled,
  }
}
