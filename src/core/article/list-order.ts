import {inCodeUnits} from '../code-unit-order.ts'
import type {ArticleEntry} from './article.ts'

/** The order of the list of articles: by position, and by id where two people added one at once. */
export const inListOrder = (a: Pick<ArticleEntry, 'position' | 'id'>, b: Pick<ArticleEntry, 'position' | 'id'>): number =>
  a.position - b.position || inCodeUnits(a.id, b.id)
