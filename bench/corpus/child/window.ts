import {readFileSync, writeFileSync} from 'node:fs'
import type {Annotation} from '../../../src/core/annotation/annotation.ts'
import type {Person} from '../../../src/core/round/owner.ts'
import {createHub} from '../../../src/hub/hub.ts'
import type {FoundWords, ListPlace} from '../../../src/ipc/same-words-api.ts'
import {addAnnotation} from '../../../src/renderer/annotate/edit-annotations.ts'
import {replay} from '../../../src/renderer/annotate/replay.ts'
import type {ChosenPlaces} from '../../../src/renderer/claims/label-across.ts'
import {labelAcross} from '../../../src/renderer/claims/label-across.ts'
import type {Workspace} from '../../../src/renderer/state/workspace.ts'
import {openDatabase} from '../../../src/storage/libsql/database.ts'
import {openProjectFolder, storePath} from '../../../src/storage/project-folder.ts'
import {value} from '../../../tests/support/results.ts'
import {aWorkspace} from '../../../tests/support/workspace.ts'
import {answerParent, until} from '../../sync/child/answer.ts'

/** A hub on a corpus and a window at it, without a page, in one process: what a person does over all articles. */
const PERSON: Person = {id: 'bench', name: 'Alice', role: 'admin'}
/** Milliseconds that a large corpus may take until the last article is found, or labelled. */
const PATIENCE = 3_600_000

/** Milliseconds between looks at how far the search is made. */
const LOOK = 100

let workspace: Workspace
let close: () => Promise<void>
let chosen: readonly ChosenPlaces[] = []
let like: Annotation

/** Seconds of a piece of work, those of the processor, and the most memory of this process meanwhile, in MB. */
async function measured(work: () => Promise<unknown>): Promise<{readonly seconds: number; readonly processor: number; readonly memory: number}> {
  // Sets the peak of this process back to what it has now.
  writeFileSync('/proc/self/clear_refs', '5')
  const began = performance.now()
  const before = process.cpuUsage()
  await work()
  const seconds = (performance.now() - began) / 1000
  const {user, system} = process.cpuUsage(before)
  const memory = Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? Number.NaN) / 1024
  return {seconds, processor: (user + system) / 1_000_000, memory}
}

answerParent({
  /** Resolves once all articles can be found by their words; counted from the first. */
  open: async ({path, articles}: {path: string; articles: number}) => {
    const folder = value(await openProjectFolder(path, {mode: 'write'}))
    const hub = await createHub({folder, version: '0.0.0'})
    await hub.changeProject(({people}) => people.put(PERSON))
    ;({workspace} = await aWorkspace(hub, PERSON))
    close = async () => {
      await workspace.close()
      await hub.close()
    }
    // The highest number that an indexed text has: one look costs nothing, whatever the size.
    const index = openDatabase(storePath(path), 'ro')
    const reached = async (many: number): Promise<void> => {
      while (Number(index.get('select max(id) as last from article_text')?.last ?? 0) < many) await new Promise(resolve => setTimeout(resolve, LOOK))
    }
    await reached(1)
    const took = await measured(() => reached(articles))
    index.close()
    return took
  },
  search: ({queries}: {queries: readonly string[]}) =>
    measured(async () => {
      for (const query of queries) if (value(await workspace.host.requests.searchArticles(query)).length === 0) throw new Error(`Nothing holds ${query}.`)
    }),
  look: async ({words}: {words: string}) => {
    const [first] = workspace.articles()
    if (first === undefined) throw new Error('There is no article.')
    await workspace.open(first.id)
    const article = workspace.current()
    const start = article?.text.indexOf(words) ?? -1
    if (article === undefined || start === -1) throw new Error('The first article does not say the words.')
    like = value(addAnnotation(workspace, article, 'entity', {start, end: start + words.length}, {type: 'PERSON'}))
    await until('the first mention is saved', () => !workspace.connection.state().unsynced)
    return measured(async () => {
      const found: ChosenPlaces[] = []
      let after: ListPlace | null = null
      do {
        const page: FoundWords = value(await workspace.host.requests.sameWords({quote: words, layer: 'entity', wholeWords: true, matchCase: true}, after))
        found.push(...page.articles.filter(({places}) => places.length > 0))
        after = page.next ?? null
      } while (after !== null)
      chosen = found
    })
  },
  label: async () => {
    const took = await measured(() => labelAcross(workspace, like, chosen))
    return {...took, mentions: chosen.reduce((sum, {places}) => sum + places.length, 0), articles: chosen.length, news: workspace.toasts.current().at(-1)?.text}
  },
  undo: async () => {
    const took = await measured(async () => {
      replay(workspace, 'undo')
      await until('the whole is taken back', () => workspace.work.get() === undefined, PATIENCE)
    })
    return {...took, news: workspace.toasts.current().at(-1)?.text}
  },
  close: () => close(),
})
