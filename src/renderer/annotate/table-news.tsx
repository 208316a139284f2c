import type {ReactNode, RefObject} from 'react'
import {useEffect, useRef, useState} from 'react'
import {Button} from '../ui/button.tsx'
import type {DataTableHandle} from '../ui/data-table.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import {replay, replayTitle} from './replay.ts'
import './table-news.css'

/** Acts on the marked rows of a table: what they did, and the table that gets the focus back after each. */
export type TableActs = {
  readonly table: RefObject<DataTableHandle | null>
  readonly marked: ReadonlySet<string>
  readonly mark: (marked: ReadonlySet<string>) => void
  /** What was done last; empty for nothing. */
  readonly news: string
  readonly say: (news: string) => void
  readonly done: (news: string) => void
}

export function useTableActs(): TableActs {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set())
  const [news, setNews] = useState('')
  const [acts, setActs] = useState(0)
  const table = useRef<DataTableHandle>(null)
  // After the dialog that asked has given the focus back.
  useEffect(() => {
    if (acts > 0) table.current?.focus()
  }, [acts])
  const done = (text: string): void => {
    setNews(text)
    setMarked(new Set())
    setActs(before => before + 1)
  }
  return {table, marked, mark: setMarked, news, say: setNews, done}
}

/** What a table shows, or what was done in it last, with a way to take that back. */
export function TableNews({acts, children}: {readonly acts: TableActs; readonly children: ReactNode}) {
  const workspace = useWorkspace()
  return (
    <p className="table-news" role="status">
      <span>{children}</span>
      {workspace.undo.next('undo') !== undefined && (
        <Button size="small" variant="quiet" onClick={() => acts.say(replay(workspace, 'undo'))}>
          {replayTitle(workspace, 'undo')}
        </Button>
      )}
    </p>
  )
}
