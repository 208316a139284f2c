import type {RefObject} from 'react'
import {useEffect, useRef, useState} from 'react'
import type {Step} from '../../project/step.ts'
import {Button} from '../ui/button.tsx'
import type {DataTableHandle} from '../ui/data-table.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import {replay, replayTitle} from './replay.ts'
import {say} from '../ui/say.ts'
import './table-news.css'

/** Acts on the marked rows of a table: what they did, and the table that gets the focus back after each. */
export type TableActs = {
  readonly table: RefObject<DataTableHandle | null>
  readonly marked: ReadonlySet<string>
  readonly mark: (marked: ReadonlySet<string>) => void
  /** What was done last, until something else is done or it is taken back; empty for nothing. */
  readonly news: string
  readonly say: (news: string) => void
  readonly done: (news: string) => void
}

export function useTableActs(): TableActs {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set())
  const {undo} = useWorkspace()
  const [said, setSaid] = useState<{readonly text: string; readonly step: Step | undefined}>()
  const setNews = (text: string): void => setSaid({text, step: undo.next('undo')})
  const news = said !== undefined && said.step === undo.next('undo') ? said.text : ''
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

/** What a table `shows`, or what was done in it last, with a way to take that back, and how many rows are marked. */
export function TableNews({acts, shows, marked}: {readonly acts: TableActs; readonly shows: readonly string[]; readonly marked: number}) {
  const workspace = useWorkspace()
  return (
    <p className="table-news" role="status">
      {(acts.news === '' ? shows : [acts.news]).map(text => (
        <span key={text}>{text}</span>
      ))}
      {marked > 0 && <span>{say('{rows, number} marked', {rows: marked})}</span>}
      {workspace.undo.next('undo') !== undefined && (
        <Button size="small" variant="quiet" onClick={() => acts.say(replay(workspace, 'undo'))}>
          {replayTitle(workspace, 'undo')}
        </Button>
      )}
    </p>
  )
}
