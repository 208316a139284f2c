export type Box = {readonly left: number; readonly top: number; readonly width: number; readonly height: number}
export type Side = 'below' | 'above'
export type Align = 'start' | 'center' | 'end'

/** Room kept free at the edges of the window, and between anchor and popover, in CSS pixels. */
const EDGE = 8
const GAP = 4

/**
 * Where a popover goes, in CSS pixels of the window: at the wanted side of its anchor, at the other one when it does not fit there and
 * there is more room, moved sideways into the window, and no higher than the room there is.
 */
export function placeBeside(
  anchor: Box,
  size: {readonly width: number; readonly height: number},
  room: {readonly width: number; readonly height: number},
  wanted: {readonly side: Side; readonly align: Align},
): {readonly left: number; readonly top: number; readonly maxHeight: number; readonly side: Side} {
  const below = room.height - EDGE - (anchor.top + anchor.height + GAP)
  const above = anchor.top - GAP - EDGE
  const [first, second] = wanted.side === 'below' ? [below, above] : [above, below]
  const keeps = size.height <= first || first >= second
  const side: Side = keeps === (wanted.side === 'below') ? 'below' : 'above'
  const maxHeight = Math.max(0, side === 'below' ? below : above)
  const height = Math.min(size.height, maxHeight)
  const start = wanted.align === 'start' ? 0 : wanted.align === 'end' ? anchor.width - size.width : (anchor.width - size.width) / 2
  return {
    left: Math.max(EDGE, Math.min(anchor.left + start, room.width - EDGE - size.width)),
    top: side === 'below' ? anchor.top + anchor.height + GAP : anchor.top - GAP - height,
    maxHeight,
    side,
  }
}
