import type {Snap, Surface} from './surface.ts'
import {snapped} from './surface.ts'
import {characterAtPoint, offsetAtPoint} from './visible-span.ts'

/** One of the two ends of an annotation. */
export type Edge = 'start' | 'end'

/**
 * Where an edge goes that is dropped at a point of the window: with words, to the word under the pointer, at whichever of its
 * letters; between letters, to the nearest place. `undefined` outside the text.
 */
export function edgeAtPoint({text, positions}: Surface, edge: Edge, {x, y}: {readonly x: number; readonly y: number}, snap: Snap): number | undefined {
  const near = offsetAtPoint(positions, x, y)
  const character = snap === 'word' ? characterAtPoint(positions, x, y) : undefined
  if (character === undefined) return near
  const word = snapped(text, {start: character, end: character + 1}, snap)
  return word.start < word.end ? word[edge] : near
}
