import {say} from '../ui/say.ts'
/** How sure an annotator says she is, in the words of the window. */
export const SURENESS = [
  {value: '1', label: say('Unsure')},
  {value: '2', label: say('Fairly')},
  {value: '3', label: say('Sure')},
] as const

export const surenessWords = (confidence: 1 | 2 | 3): string => SURENESS[confidence - 1]?.label ?? ''
