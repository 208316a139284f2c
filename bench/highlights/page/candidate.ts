import type {Highlight} from '../../../src/renderer/article/highlight-index.ts'

/** Looks of the bench, by name; both sides paint each with a ground of its own. */
export const LOOK_NAMES = ['claim', 'claim-favor', 'claim-against', 'entity-PERSON', 'entity-ORG', 'entity-GPE', 'source', 'cue'] as const

/** A highlighter under measurement. */
export interface Candidate {
  /** Shows text and highlights in an empty page. */
  open(highlights: readonly Highlight[]): void
  /** Takes what was opened off the page again. */
  close(): void
  add(highlights: readonly Highlight[]): void
  /** The pointer comes over this one. */
  hover(highlight: Highlight): void
  /** When the last of these calls was painted, by `performance.now()`. */
  painted(): Promise<number>
  /** Calls back as soon as a finished selection may be acted on. */
  onSelected(listener: () => void): void
  /** How many painted stretches there are: none would mean that nothing was measured. */
  count(): number
}

/** The first task after the frame in which this is called was styled, laid out and painted (main thread; not rastered). */
export const afterPaint = (): Promise<number> =>
  new Promise(done => {
    const {port1, port2} = new MessageChannel()
    port1.onmessage = () => done(performance.now())
    port2.postMessage(0)
  })
