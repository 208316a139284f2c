import type {Awareness} from 'y-protocols/awareness'
import type {AnnotatorId} from '../../core/annotation/annotation.ts'
import type {ArticleId} from '../../core/article/article.ts'
import type {Span} from '../../core/text/span.ts'
import {parsePresence} from '../../project/presence.ts'

/** A colleague who is here: once, however many windows she has. `article` is the one she turned to last. */
export type Colleague = {readonly id: AnnotatorId; readonly article: ArticleId | undefined}

/** What a colleague has selected in one of her windows. `id` tells her windows apart. */
export type ColleagueSelection = {readonly id: string; readonly by: AnnotatorId; readonly article: ArticleId; readonly span: Span}

export type Seen = {readonly colleagues: readonly Colleague[]; readonly selections: readonly ColleagueSelection[]}

export const NOBODY: Seen = {colleagues: [], selections: []}

/**
 * Who is here besides this person, from what their windows say. `moved` counts up with each thing a window did, so that of
 * two windows of one person the one in use speaks for her.
 */
export function seenIn(awareness: Pick<Awareness, 'clientID' | 'getStates'>, me: AnnotatorId, moved: ReadonlyMap<number, number>): Seen {
  const latest = new Map<AnnotatorId, {readonly at: number; readonly colleague: Colleague}>()
  const selections: ColleagueSelection[] = []
  for (const [client, state] of awareness.getStates()) {
    if (client === awareness.clientID) continue
    const presence = parsePresence(state)
    if (presence === undefined || presence.by === me) continue
    const {by, article, span} = presence
    const at = moved.get(client) ?? 0
    const other = latest.get(by)
    if (other === undefined || at > other.at) latest.set(by, {at, colleague: {id: by, article}})
    if (article !== undefined && span !== undefined) selections.push({id: String(client), by, article, span})
  }
  const colleagues = [...latest.values()].map(({colleague}) => colleague).sort((a, b) => (a.id < b.id ? -1 : 1))
  return {colleagues, selections: selections.sort((a, b) => (a.id < b.id ? -1 : 1))}
}
