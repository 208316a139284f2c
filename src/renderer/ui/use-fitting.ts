import type {RefObject} from 'react'
import {useEffect, useEffectEvent, useLayoutEffect, useState} from 'react'

/** How many of a row, from the first, fit into `room` beside the button for those that do not; it is only there when some do not. CSS pixels. */
export function fitting(widths: readonly number[], {room, button, gap}: {readonly room: number; readonly button: number; readonly gap: number}): number {
  let end = -gap
  const ends = widths.map(width => {
    end += width + gap
    return end
  })
  return end <= room ? widths.length : ends.filter(each => each + gap + button <= room).length
}

/** Width of a small button that has an icon alone, in rem, and the space between two, in CSS pixels. */
const BUTTON = 1.5
const GAP = 2

/**
 * How many of the `[data-fits]` in a row have room there: counted anew when the row changes its width or its content, or a font arrives. The others
 * must be left where they can be measured, unseen. All of them where it `isRoomy`.
 */
export function useFitting(row: RefObject<HTMLElement | null>, isRoomy: boolean): number {
  const [fits, setFits] = useState(Number.POSITIVE_INFINITY)
  const measure = useEffectEvent((): void => {
    if (isRoomy || row.current === null) return setFits(Number.POSITIVE_INFINITY)
    const {paddingInlineStart, paddingInlineEnd} = getComputedStyle(row.current)
    const room = row.current.clientWidth - Number.parseFloat(paddingInlineStart) - Number.parseFloat(paddingInlineEnd)
    const widths = [...row.current.querySelectorAll('[data-fits]')].map(each => Math.ceil(each.getBoundingClientRect().width))
    const button = BUTTON * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
    setFits(fitting(widths, {room, button, gap: GAP}))
  })
  useLayoutEffect(() => measure())
  useEffect(() => {
    if (row.current === null) return undefined
    const again = (): void => measure()
    const watch = new ResizeObserver(again)
    watch.observe(row.current)
    document.fonts.addEventListener('loadingdone', again)
    return () => {
      watch.disconnect()
      document.fonts.removeEventListener('loadingdone', again)
    }
  }, [row])
  return fits
}
