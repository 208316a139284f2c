/**
 * Each label of a feature that takes several has a key of its own, `label/["<feature>","<label>"]`, with `true` under it: of labels that two
 * people choose or take away at once, each without the other, both are kept.
 */
export const LABEL_PREFIX = 'label/'

export const labelField = (feature: string, label: string): string => `${LABEL_PREFIX}${JSON.stringify([feature, label])}`
