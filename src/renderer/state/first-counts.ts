import type {Project} from '../../project/project.ts'
import type {Store} from './store.ts'
import type {Summaries} from './summaries.ts'
import type {View} from './view.ts'

/** Milliseconds that the window waits for the first counts. */
const COUNTS_SOON = 200

/** Articles up to which they are there that soon. */
const SOON_COUNTED = 2000

/** A small project shows its counts at once; a very large one shows an article first, for counting keeps the hub busy. */
export async function firstCounts(project: Project, view: Store<View>, summaries: Summaries): Promise<void> {
  if (project.articles.ids().length <= SOON_COUNTED) {
    await Promise.race([summaries.ask('all'), new Promise(resolve => setTimeout(resolve, COUNTS_SOON))])
    return
  }
  const stop = view.subscribe(() => {
    const {state} = view.get().opening
    if (state !== 'ready' && state !== 'failed') return
    stop()
    void summaries.ask('all')
  })
}
