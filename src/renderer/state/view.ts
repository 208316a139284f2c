import type {Annotation, AnnotationId, Target} from '../../core/annotation/annotation.ts'
import type {ArticleId} from '../../core/article/article.ts'
import type {Span} from '../../core/text/span.ts'
import type {Highlight} from '../article/highlight-index.ts'
import type {PickedFile} from './picked-file.ts'

/** Which dialog stands over the window, with what it is about. One at a time. */
export type OpenDialog =
  | {readonly kind: 'welcome'}
  | {readonly kind: 'projects'}
  | {readonly kind: 'palette'}
  | {readonly kind: 'keys'}
  | {readonly kind: 'settings'}
  | {readonly kind: 'schema'}
  | {readonly kind: 'colours'}
  | {readonly kind: 'export'}
  | {readonly kind: 'share'}
  | {readonly kind: 'check'}
  | {readonly kind: 'registry'}
  | {readonly kind: 'articles'}
  | {readonly kind: 'import'; readonly files: readonly PickedFile[]}
  | {readonly kind: 'dataset'; readonly file: PickedFile}
  | {readonly kind: 'metadata'; readonly article: ArticleId}
  | {readonly kind: 'target'; readonly thenStance?: string}
  | {readonly kind: 'link'; readonly annotation: AnnotationId}
  | {readonly kind: 'labelAll'; readonly annotation: AnnotationId}
  | {readonly kind: 'remove'; readonly annotation: AnnotationId}
  | {readonly kind: 'bringBack'; readonly annotation: AnnotationId; readonly state: Annotation}
  | {readonly kind: 'noClaim'}

/** What the window shows beyond the data: never synced, never undone. */
export type View = {
  readonly article: ArticleId | undefined
  /** `loading`, or a sentence about why the article cannot be shown. */
  readonly opening: {readonly state: 'none' | 'loading' | 'ready'} | {readonly state: 'failed'; readonly problem: string}
  /** Snapped; `undefined` while nothing is selected. */
  readonly selection: Span | undefined
  readonly selected: AnnotationId | undefined
  /** A relation that is being made: its layer, and the annotation that it begins at. It waits for the other one. */
  readonly relating: {readonly article: ArticleId; readonly layer: string; readonly from: AnnotationId} | undefined
  /** Painted in place of the selected annotation: how it stood once. */
  readonly preview: Highlight | undefined
  readonly target: Target | undefined
  /** What the articles are filtered by, and looked for in the text. */
  readonly query: string
  readonly dialog: OpenDialog | undefined
}

export const EMPTY_VIEW: View = {
  article: undefined,
  opening: {state: 'none'},
  selection: undefined,
  selected: undefined,
  relating: undefined,
  preview: undefined,
  target: undefined,
  query: '',
  dialog: undefined,
}
