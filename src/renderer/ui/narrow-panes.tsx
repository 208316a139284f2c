import type {ReactNode} from 'react'
import {Button} from './button.tsx'
import {say} from './say.ts'
import './narrow-panes.css'

export type PaneName = 'start' | 'main' | 'end'

/** One pane at a time, where there is no room for several beside each other: in a narrow window, or enlarged four times. */
export function NarrowPanes({
  panes,
  shown,
  onShow,
}: {
  readonly panes: readonly {readonly name: PaneName; readonly label: string; readonly content: ReactNode}[]
  readonly shown: PaneName
  readonly onShow: (name: PaneName) => void
}) {
  return (
    <main className="narrow-panes">
      <nav className="narrow-panes-choice" aria-label={say('Panes')}>
        {panes.map(({name, label}) => (
          <Button key={name} size="small" variant="quiet" aria-pressed={name === shown} onClick={() => onShow(name)}>
            {label}
          </Button>
        ))}
      </nav>
      {panes.map(({name, label, content}) => (
        <section key={name} id={`pane-${name}`} className="narrow-pane" aria-label={label} hidden={name !== shown}>
          {content}
        </section>
      ))}
    </main>
  )
}
