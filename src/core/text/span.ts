/** Half-open range `[start, end)` in UTF-16 code units of an article's text. */
export type Span = {readonly start: number; readonly end: number}

export const slice = (text: string, span: Span): string => text.slice(span.start, span.end)

export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end

export const contains = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end

/** Text order: earlier start first; of two that start together, the longer one first. */
export const inTextOrder = (a: Span, b: Span): number => a.start - b.start || b.end - a.end

/** Whether the span lies inside the text and holds at least one code unit. */
export const fits = (text: string, span: Span): boolean =>
  Number.isInteger(span.start) && Number.isInteger(span.end) && 0 <= span.start && span.start < span.end && span.end <= text.length
