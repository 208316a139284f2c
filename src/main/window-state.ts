import type {Rectangle} from 'electron'

/** Where a window was when it was closed, in screen coordinates; `bounds` are those of the window when not maximized. */
export type WindowPlace = {readonly bounds: Rectangle; readonly maximized: boolean}

const FIRST = {width: 1280, height: 800}
/** So much of a title bar must be on a screen, in both directions, for the window to be grasped. */
const GRASP = 64

/**
 * Bounds for a window on the screens there are now: as they were if the window can be reached there, else the same size
 * (as far as it fits) where the system puts a new window.
 */
export function placeWindow(
  place: WindowPlace | undefined,
  screens: readonly Rectangle[],
): Partial<Rectangle> & {readonly width: number; readonly height: number} {
  const widest = Math.max(...screens.map(({width}) => width), 1)
  const highest = Math.max(...screens.map(({height}) => height), 1)
  const {width, height} = place?.bounds ?? FIRST
  const size = {width: Math.min(width, widest), height: Math.min(height, highest)}
  if (place === undefined) return size
  const {x, y} = place.bounds
  const reachable = screens.some(
    screen => x + size.width - GRASP >= screen.x && x + GRASP <= screen.x + screen.width && y >= screen.y && y + GRASP <= screen.y + screen.height,
  )
  return reachable ? {x, y, ...size} : size
}
