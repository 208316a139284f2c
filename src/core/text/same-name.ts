import {plainName} from '../person/name.ts'

/**
 * Whether two names are one: written with the same characters (NFC), in any spacing. What names, links or makes something goes by this. A vowel sign, a point, an accent or the
 * case of a letter makes another name; such a one is found and offered, and never taken for it.
 */
export const isSameName = (a: string, b: string): boolean => plainName(a) === plainName(b)

/** Signs of which each keyboard has one, and printed texts another. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201b\u02bc\u2032]/g, "'"],
  [/[\u201c-\u201f\u00ab\u00bb\u2033]/g, '"'],
  [/[\u2010-\u2013\u2212]/g, '-'],
]

/** A name as somebody types it who means just this one: in small letters, and with the signs of a keyboard. Nothing that tells two names apart is left out. */
export const typedName = (name: string): string => SIGNS.reduce((text, [kind, sign]) => text.replace(kind, sign), plainName(name)).toLowerCase()
