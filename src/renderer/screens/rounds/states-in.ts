import type {AnnotatorId} from '../../../core/annotation/annotation.ts'
import type {ArticleId} from '../../../core/article/article.ts'
import type {RoundGrid} from '../../../ipc/round-api.ts'
import {GRID} from '../../../ipc/round-api.ts'

const STATES: ReadonlyMap<string | undefined, keyof typeof GRID> = new Map((Object.keys(GRID) as (keyof typeof GRID)[]).map(state => [GRID[state], state]))

/** How far each annotator is with each article; `undefined` for what the grid, or no grid yet, does not tell. */
export function statesIn(grid: RoundGrid | undefined): (article: ArticleId, annotator: AnnotatorId) => keyof typeof GRID | undefined {
  const place = new Map(grid?.articles.map((id, at) => [id, at]))
  const rows = new Map(grid?.rows.map(({annotator, states}) => [annotator, states]))
  return (article, annotator) => STATES.get(rows.get(annotator)?.[place.get(article) ?? -1])
}
