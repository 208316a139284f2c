/** How large letters are by default here, in CSS pixels: the person sets it in her browser. */
const letterSize = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16

/** So many pixels where letters have the usual 16: more where they are larger. */
export const inLetters = (pixels: number): number => Math.round((pixels / 16) * letterSize())
