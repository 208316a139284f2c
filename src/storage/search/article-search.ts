import type {Span} from '../../core/text/span.ts'

/** `snippet`: words around the first hit, with the hits in it as `marks`. `hits`: how many there are in the text. */
export type SearchHit = {readonly article: string; readonly snippet: string; readonly marks: readonly Span[]; readonly hits: number}

/** Full-text search over titles and texts, which can be made again. A call that reads sees every call made before it. */
export interface ArticleSearch {
  /** A text given again replaces the one before. `words`: those of the text, where they are cut already. */
  indexArticle(article: string, title: string, text: string, words?: readonly string[]): void
  /** The articles that can be found, each with the title it was indexed under. */
  indexedTitles(): Promise<ReadonlyMap<string, string>>
  /** Articles that hold every word of the query (which may go on), and each phrase in quotation marks as it stands, best first, at most 100. Case and accents do not matter. */
  search(query: string): Promise<readonly SearchHit[]>
}
