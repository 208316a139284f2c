import {flushSync} from 'react-dom'
import {isClosed} from '../../core/round/round.ts'
import type {Workspace} from './workspace.ts'

type Remembering = Pick<Workspace, 'preferences' | 'session'>

/** The screen with the text of an article and what is marked in it: every window has it. */
const TEXT_SCREEN = 'read'

/** The screen of what she is to do in rounds. */
export const WORK_SCREEN = 'work'

/** The screen that this project was left at. */
export const screenOf = ({preferences, session}: Remembering): string => preferences.get().lastScreen[session.get().projectId] ?? TEXT_SCREEN

export const isTextShown = (workspace: Remembering): boolean => screenOf(workspace) === TEXT_SCREEN

export const goToScreen = ({preferences, session}: Remembering, screen: string): void =>
  preferences.update(before => ({...before, lastScreen: {...before.lastScreen, [session.get().projectId]: screen}}))

/** At once: what goes to the text asks for something in it next. */
export function goToText(workspace: Remembering): void {
  if (!isTextShown(workspace)) flushSync(() => goToScreen(workspace, TEXT_SCREEN))
}

/** Whoever has articles of a list to do begins with that list. Call once, when the window opens. */
export function beginAtWork(workspace: Remembering & Pick<Workspace, 'mine'>): void {
  const isToDo = workspace.mine
    .all()
    .some(({round, articles, finished}) => round.worklists === true && isClosed(round) && articles.some(article => !finished.has(article)))
  if (isToDo) goToScreen(workspace, WORK_SCREEN)
}
