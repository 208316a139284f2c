import type {Act} from '../annotation/annotation.ts'

/** "Read, nothing to claim here": a positive act on a whole article, not the absence of annotations. */
export type ReadMark = Act & {readonly state: 'no-claim' | 'done'}
