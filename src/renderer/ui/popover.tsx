import type {ComponentProps, RefObject} from 'react'
import {useEffectEvent, useLayoutEffect, useRef} from 'react'
import {classNames} from './class-names.ts'
import type {Align, Side} from './place.ts'
import {placeBeside} from './place.ts'
import './popover.css'

export type PopoverProps = Omit<ComponentProps<'div'>, 'ref'> & {
  /** What it opens beside. A press on it is not a press outside. */
  readonly anchor: RefObject<HTMLElement | null>
  /** Asked by a press outside. Escape is left to the widget inside. */
  readonly onClose: () => void
  readonly side?: Side
  readonly align?: Align
  /** At least as wide as the anchor. */
  readonly matchWidth?: boolean
}

/** A surface in the top layer, open as long as it is mounted; it follows its anchor and takes no focus by itself. */
export function Popover({anchor, onClose, side = 'below', align = 'start', matchWidth = false, className, children, ...rest}: PopoverProps) {
  const ref = useRef<HTMLDivElement>(null)
  const closed = useEffectEvent(onClose)

  useLayoutEffect(() => {
    const popover = ref.current
    if (!popover) return
    popover.showPopover()
    const place = () => {
      const at = anchor.current?.getBoundingClientRect()
      if (!at) return
      if (matchWidth) popover.style.minWidth = `${at.width}px`
      popover.style.maxHeight = ''
      const {left, top, maxHeight} = placeBeside(
        at,
        {width: popover.offsetWidth, height: popover.offsetHeight},
        {width: window.innerWidth, height: window.innerHeight},
        {side, align},
      )
      popover.style.left = `${left}px`
      popover.style.top = `${top}px`
      popover.style.maxHeight = `${maxHeight}px`
    }
    place()
    const onPress = (event: PointerEvent) => {
      if (!(event.target instanceof Node) || popover.contains(event.target) || anchor.current?.contains(event.target)) return
      closed()
    }
    const onScroll = (event: Event) => {
      if (event.target !== popover && !(event.target instanceof Node && popover.contains(event.target))) place()
    }
    const watch = new ResizeObserver(place)
    watch.observe(popover)
    if (anchor.current) watch.observe(anchor.current)
    document.addEventListener('pointerdown', onPress, true)
    document.addEventListener('scroll', onScroll, true)
    window.addEventListener('resize', place)
    return () => {
      watch.disconnect()
      document.removeEventListener('pointerdown', onPress, true)
      document.removeEventListener('scroll', onScroll, true)
      window.removeEventListener('resize', place)
    }
  }, [anchor, side, align, matchWidth])

  return (
    <div ref={ref} popover="manual" className={classNames('popover', className)} {...rest}>
      {children}
    </div>
  )
}
