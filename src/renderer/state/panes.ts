import type {Extent} from '../../core/text/extent.ts'
import type {Span} from '../../core/text/span.ts'

/** What the parts of the window on screen let commands do with them; each part puts its own acts in while it is there. */
export type Panes = {
  article?: {focus(): void; reveal(span: Span): void; select(span: Span): void; place(extent: Extent): void; caret(): number | undefined} | undefined
  /** Takes a click on annotations, the innermost first, as an answer to the field that has the focus; false where it is none. */
  pointing?: ((ids: readonly string[]) => boolean) | undefined
  /** In a narrow window: shows one of the panes, of which there is room for one. */
  showPane?: ((name: 'start' | 'main' | 'end') => void) | undefined
  /** In a narrow window: goes to a pane beside the text, or from it back to the text. */
  turnTo?: ((name: 'start' | 'end') => void) | undefined
  /** Where panes stand beside each other: makes one wider by so many pixels. */
  widen?: ((name: 'start' | 'end', by: number) => void) | undefined
  focusArticles?: (() => void) | undefined
  focusInspector?: (() => void) | undefined
  focusDetails?: (() => void) | undefined
  /** Goes to a feature of the selected annotation; once it is said, the focus goes back to the text. */
  focusFeature?: ((name: string) => void) | undefined
  focusComments?: (() => void) | undefined
  focusHistory?: (() => void) | undefined
  showColleagues?: (() => void) | undefined
  importArticles?: (() => void) | undefined
  importFolder?: (() => void) | undefined
  importDataset?: (() => void) | undefined
}
