/** The sentence of a refusal that the storage room throws. */
export const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : 'The project folder could not be written to.')
