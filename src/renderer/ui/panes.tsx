import type {ReactNode, Ref, RefObject} from 'react'
import {useEffectEvent, useImperativeHandle, useLayoutEffect, useRef, useState} from 'react'
import type {Layout, PanelImperativeHandle} from 'react-resizable-panels'
import {Group, Panel, Separator} from 'react-resizable-panels'
import type {Remembered} from './theme.ts'
import {say} from './say.ts'
import './panes.css'

export type SidePane = {
  /** Names the region and its separator. */
  readonly label: string
  readonly content: ReactNode
  readonly open: boolean
  /** The person dragged the pane shut, or open again. */
  readonly onOpenChange: (open: boolean) => void
  /** Widths in CSS pixels. */
  readonly width: number
  readonly minWidth: number
  readonly maxWidth: number
}

export type PanesHandle = {
  /** Makes a pane wider by so many pixels, or narrower: what dragging its edge does. */
  readonly widen: (pane: 'start' | 'end', by: number) => void
}

export type PanesProps = {
  readonly ref?: Ref<PanesHandle>
  readonly start: SidePane
  readonly end: SidePane
  readonly main: {readonly label: string; readonly content: ReactNode; readonly minWidth: number}
  /** Widths are kept here under `claimlight.panes`. */
  readonly storage: Remembered
}

/** Unique in the page: the panels wear them as ids. */
const ids = {start: 'pane-start', end: 'pane-end'} as const

type Widths = {readonly start: number; readonly end: number}

const KEY = 'claimlight.panes'

const within = (width: unknown, {width: usual, minWidth, maxWidth}: SidePane): number =>
  typeof width === 'number' && Number.isFinite(width) ? Math.min(maxWidth, Math.max(minWidth, width)) : usual

function rememberedWidths(storage: Remembered, start: SidePane, end: SidePane): Widths {
  let kept: Partial<Record<keyof Widths, unknown>> | null = null
  try {
    kept = JSON.parse(storage.getItem(KEY) ?? 'null')
  } catch {
    // Spoilt or refused: the usual widths.
  }
  return {start: within(kept?.start, start), end: within(kept?.end, end)}
}

/** Pixels around an edge that take a press, half of them on each side: what stands there keeps as far away. */
const TARGET = {coarse: 24, fine: 24}

/** Three panes side by side, the main part of the page; the outer two can be narrowed, widened and shut by mouse and keyboard, and keep their width when the window changes. */
export function Panes({start, end, main, storage, ref}: PanesProps) {
  const group = useRef<HTMLDivElement>(null)
  const middle = useRef<HTMLDivElement>(null)
  const [widths, setWidths] = useState(() => rememberedWidths(storage, start, end))
  const panels = {start: useRef<PanelImperativeHandle>(null), end: useRef<PanelImperativeHandle>(null)}

  /** From the new shares: the panes themselves are still being drawn at their old width. */
  const remember = (shares: Layout) => {
    const room = [...(group.current?.children ?? [])].reduce((sum, child) => (child.hasAttribute('data-panel') ? sum + child.clientWidth : sum), 0)
    const seen = (pane: keyof Widths) => Math.round(((shares[ids[pane]] ?? 0) * room) / 100) || widths[pane]
    keep({start: seen('start'), end: seen('end')})
  }

  const keep = (next: Widths): void => {
    setWidths(next)
    try {
      storage.setItem(KEY, JSON.stringify(next))
    } catch {
      // Private windows refuse to keep it: the widths then last as long as the window.
    }
  }

  const follow = useEffectEvent((pane: keyof Widths, open: boolean) => {
    const panel = panels[pane].current
    if (!panel || panel.isCollapsed() === !open) return
    if (open) return panel.resize(widths[pane])
    // The focus must not vanish with the pane.
    if (document.getElementById(ids[pane])?.contains(document.activeElement)) middle.current?.focus()
    panel.collapse()
  })
  // Here and not in the pane: a panel can only be moved once the group around it is there.
  useLayoutEffect(() => follow('start', start.open), [start.open])
  useLayoutEffect(() => follow('end', end.open), [end.open])

  useImperativeHandle(ref, () => ({
    widen: (pane, by) => {
      const spec = pane === 'start' ? start : end
      const width = within(widths[pane] + by, spec)
      if (!spec.open) spec.onOpenChange(true)
      panels[pane].current?.resize(width)
      keep({...widths, [pane]: width})
    },
  }))

  // The library counts in fractions of the window.
  const valueText = (pane: keyof Widths, {open}: SidePane): string =>
    open ? say('{width, plural, one {# pixel} other {# pixels}}', {width: widths[pane]}) : say('Shut', {}, 'a pane of the window')
  const side = (pane: keyof Widths, spec: SidePane) => <Side id={pane} spec={spec} panel={panels[pane]} width={widths[pane]} />
  return (
    <Group
      elementRef={group}
      className="panes"
      role="main"
      disableCursor
      resizeTargetMinimumSize={TARGET}
      onLayoutChanged={(shares, {isUserInteraction}) => {
        if (!isUserInteraction) return
        remember(shares)
        for (const [pane, {open, onOpenChange}] of [
          ['start', start],
          ['end', end],
        ] as const) {
          if ((shares[ids[pane]] === 0) === open) onOpenChange(!open)
        }
      }}
    >
      {side('start', start)}
      <Separator className="panes-separator" aria-label={say('Width of {label}', {label: start.label})} aria-valuetext={valueText('start', start)} />
      <Panel id="pane-main" elementRef={middle} tabIndex={-1} minSize={main.minWidth} className="panes-pane" role="region" aria-label={main.label}>
        {main.content}
      </Panel>
      <Separator className="panes-separator" aria-label={say('Width of {label}', {label: end.label})} aria-valuetext={valueText('end', end)} />
      {side('end', end)}
    </Group>
  )
}

type SideProps = {
  readonly id: keyof Widths
  readonly spec: SidePane
  readonly panel: RefObject<PanelImperativeHandle | null>
  readonly width: number
}

function Side({id, spec, panel, width}: SideProps) {
  const {label, content, open, minWidth, maxWidth} = spec
  const [first] = useState(open ? width : 0)
  return (
    <Panel
      id={ids[id]}
      panelRef={panel}
      collapsible
      collapsedSize={0}
      defaultSize={first}
      minSize={minWidth}
      maxSize={maxWidth}
      groupResizeBehavior="preserve-pixel-size"
      className="panes-pane"
      data-pane={id}
      role="region"
      aria-label={label}
      inert={!open}
    >
      {content}
    </Panel>
  )
}
