import type {SpanAnnotation} from '../../../src/core/annotation/annotation.ts'

const START = 120
const QUOTE = 'the sea rose by four millimetres a year, the ministry said 🌊'

/** A claim as people make them: quote, context, a stance. */
export const aClaim = (id: string, by: string, at = 1_700_000_000_000): SpanAnnotation => ({
  id,
  layer: 'claim',
  selector: {
    start: START,
    end: START + QUOTE.length,
    quote: QUOTE,
    prefix: 'In its report of Tuesday, ',
    suffix: ', twice as fast as',
  },
  features: {
    voice: 'paraphrased',
    commitment: 'reports',
    stances: [{id: `${id}-s`, by, at, holder: {kind: 'outlet'}, target: {kind: 'topic', id: 'sea-level'}, value: 'favor'}],
  },
  by,
  at,
  origin: 'human',
  schemaVersion: 1,
})
