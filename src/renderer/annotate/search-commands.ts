import {searchHits, searchTerms} from '../../core/text/search-terms.ts'
import type {Span} from '../../core/text/span.ts'
import {contains} from '../../core/text/span.ts'
import type {CommandId} from '../../ipc/commands.ts'
import type {Workspace} from '../state/workspace.ts'
import type {Command} from './command.ts'
import {when} from './command.ts'

/** Hits of one article that are shown and gone through. */
const MOST = 1000
const NONE: readonly Span[] = []

let last: {readonly text: string; readonly query: string; readonly hits: readonly Span[]} | undefined

/** Where the article on screen holds what the filter of the articles asks for. The same list until either changes. */
export function hitsIn(workspace: Workspace): readonly Span[] {
  const {query} = workspace.view.get()
  const text = workspace.current()?.text
  if (text === undefined || query.trim().length < 2) return NONE
  if (last?.text !== text || last.query !== query) last = {text, query, hits: searchHits(text, searchTerms(query), MOST)}
  return last.hits
}

/** Which of the hits is selected, from 1; 0 when none is. */
export function hitNow(workspace: Workspace): number {
  const {selection} = workspace.view.get()
  return selection === undefined ? 0 : hitsIn(workspace).findIndex(hit => contains(selection, hit)) + 1
}

/** The hit that is selected. */
export const hitHere = (workspace: Workspace): Span | undefined => hitsIn(workspace)[hitNow(workspace) - 1]

const step = (by: 1 | -1): Command =>
  when(
    workspace => hitsIn(workspace).length > 0,
    workspace => {
      const hits = hitsIn(workspace)
      const {selection} = workspace.view.get()
      // From the ends of the selection, which may reach beyond a hit: words may be selected whole. Round at either end, as browsers do.
      const {start, end} = selection ?? {start: 0, end: 0}
      const next = by === 1 ? (hits.find(hit => hit.start >= end) ?? hits[0]) : (hits.findLast(hit => hit.end <= start) ?? hits.at(-1))
      if (next === undefined) return
      workspace.panes.showPane?.('main')
      workspace.panes.article?.reveal(next)
      workspace.panes.article?.select(next)
    },
  )

export const searchCommands: Readonly<Record<Extract<CommandId, `search.${string}`>, Command>> = {'search.next': step(1), 'search.previous': step(-1)}
