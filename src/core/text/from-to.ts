/** The blocks of Unicode whose letters run from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/**
 * What one thing is to another, with an arrow between. Where letters run from right to left, each is set apart and all of it runs from left to right
 * (UAX 9, isolates): else both would change places on screen, and the arrow would say the contrary.
 */
export const fromTo = (from: string, to: string): string =>
  RIGHT_TO_LEFT.test(from + to) ? `\u2066\u2068${from}\u2069 → \u2068${to}\u2069\u2069` : `${from} → ${to}`
