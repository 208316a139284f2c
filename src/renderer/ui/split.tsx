import type {ReactNode} from 'react'
import {Group, Panel, Separator} from 'react-resizable-panels'
import {say} from './say.ts'
import './split.css'

export type SplitProps = {
  /** Names the separator. */
  readonly label: string
  readonly side: 'below' | 'beside'
  readonly first: ReactNode
  /** Shown only where there is something. */
  readonly second: ReactNode | undefined
  /** The share of the first part, in per cent, while there is a second. */
  readonly share: number
  readonly onShare: (share: number) => void
}

const ids = {first: 'split-first', second: 'split-second'} as const

/** Pixels around an edge that take a press, half of them on each side: what stands there keeps as far away. */
const TARGET = {coarse: 24, fine: 24}

/** Two parts below or beside each other, and between them an edge to drag, or to move by arrow keys. */
export function Split({label, side, first, second, share, onShare}: SplitProps) {
  return (
    <Group
      className="split"
      orientation={side === 'below' ? 'vertical' : 'horizontal'}
      disableCursor
      resizeTargetMinimumSize={TARGET}
      onLayoutChanged={(shares, {isUserInteraction}) => {
        const now = shares[ids.first]
        if (isUserInteraction && second !== undefined && now !== undefined) onShare(Math.round(now))
      }}
    >
      <Panel id={ids.first} minSize="15" defaultSize={`${share}`} className="split-part">
        {first}
      </Panel>
      {second !== undefined && (
        <Separator className="split-separator" aria-label={label} aria-valuetext={say('{share} per cent', {share: Math.round(share)})} />
      )}
      {second !== undefined && (
        <Panel id={ids.second} minSize="25" defaultSize={`${100 - share}`} className="split-part">
          {second}
        </Panel>
      )}
    </Group>
  )
}
