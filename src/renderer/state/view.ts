import type {Annotation, AnnotationId, Target} from '../../core/annotation/annotation.ts'
import type {PartId} from '../../core/schema/draft.ts'
import type {ArticleId} from '../../core/article/article.ts'
import type {LookingAgain} from './looking-again.ts'
import type {PickedFile} from './picked-file.ts'
import type {Reading} from './reading.ts'
import {NOTHING_READ} from './reading.ts'

/** Which dialog stands over the window, with what it is about. One at a time. */
export type OpenDialog =
  | {readonly kind: 'welcome'}
  | {readonly kind: 'projects'}
  | {readonly kind: 'palette'}
  | {readonly kind: 'keys'}
  /** `part`: what its guideline is shown of first, by `wordKey`. */
  | {readonly kind: 'guidelines'; readonly part?: string}
  | {readonly kind: 'settings'}
  | {readonly kind: 'colours'}
  | {readonly kind: 'export'}
  | {readonly kind: 'share'}
  | {readonly kind: 'check'}
  | {readonly kind: 'import'; readonly files: readonly PickedFile[]}
  /** Without a file: the desktop asks which. */
  | {readonly kind: 'dataset'; readonly file?: PickedFile}
  | {readonly kind: 'metadata'; readonly article: ArticleId}
  | {readonly kind: 'target'; readonly thenStance?: string}
  | {readonly kind: 'link'; readonly annotation: AnnotationId}
  | {readonly kind: 'labelAll'; readonly annotation: AnnotationId}
  | {readonly kind: 'remove'; readonly annotation: AnnotationId}
  | {readonly kind: 'bringBack'; readonly annotation: AnnotationId; readonly state: Annotation}
  | {readonly kind: 'example'; readonly annotation: AnnotationId}
  | {readonly kind: 'noClaim'}
  | {readonly kind: 'finish'; readonly article: ArticleId}

/** Where somebody is in the codebook: in a draft, or in the schema in force; at a layer, feature or label of it. */
export type CodebookPlace = {readonly draft?: string; readonly part?: PartId}

/** What the window shows beyond the data: never synced, never undone. */
export type View = Reading & {
  readonly target: Target | undefined
  /** What the articles are filtered by, and looked for in the text. */
  readonly query: string
  readonly dialog: OpenDialog | undefined
  /** What was made under an older version and is gone through now. */
  readonly again: LookingAgain | undefined
  readonly codebook: CodebookPlace
}

export const EMPTY_VIEW: View = {...NOTHING_READ, target: undefined, query: '', dialog: undefined, again: undefined, codebook: {}}
