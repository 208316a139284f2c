import type {Extent} from '../text/extent.ts'

/** The same for the same words of a text, and for no others. */
export const placeKey = ({start, end, parts}: Extent): string =>
  parts === undefined ? `${start}-${end}` : parts.map(part => `${part.start}-${part.end}`).join()
