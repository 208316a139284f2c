import type {KeyboardEvent, ReactNode} from 'react'
import {useId, useRef} from 'react'
import './tabs.css'

export type Tab<Id extends string> = {readonly id: Id; readonly title: string}

export type TabsProps<Id extends string> = {
  readonly label: string
  readonly tabs: readonly Tab<Id>[]
  readonly chosen: Id
  readonly onChoose: (id: Id) => void
  /** What the chosen tab shows. */
  readonly children: ReactNode
}

/** Views of one thing, of which one is shown (the ARIA pattern of tabs): one stop of Tab, and arrow keys go from tab to tab and show it. */
export function Tabs<Id extends string>({label, tabs, chosen, onChoose, children}: TabsProps<Id>) {
  const id = useId()
  const row = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const mirrored = getComputedStyle(event.currentTarget).direction === 'rtl'
    const to = destination(
      event.key,
      tabs.findIndex(tab => tab.id === chosen),
      tabs.length,
      mirrored,
    )
    const tab = to === undefined ? undefined : tabs[to]
    if (tab === undefined || to === undefined) return
    event.preventDefault()
    row.current?.querySelectorAll<HTMLElement>('[role=tab]')[to]?.focus()
    onChoose(tab.id)
  }
  return (
    <div className="tabs">
      <div ref={row} role="tablist" aria-label={label} className="tabs-row" onKeyDown={onKeyDown}>
        {tabs.map(tab => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${id}-${tab.id}`}
            aria-selected={tab.id === chosen}
            aria-controls={tab.id === chosen ? `${id}-panel` : undefined}
            tabIndex={tab.id === chosen ? 0 : -1}
            className="tab"
            data-autofocus={tab.id === chosen ? '' : undefined}
            onClick={() => onChoose(tab.id)}
          >
            {tab.title}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${chosen}`} className="tabs-panel">
        {children}
      </div>
    </div>
  )
}

function destination(key: string, at: number, count: number, mirrored: boolean): number | undefined {
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  if (key !== 'ArrowRight' && key !== 'ArrowLeft') return undefined
  const step = (key === 'ArrowRight') === mirrored ? -1 : 1
  return (at + step + count) % count
}
