import {flushSync} from 'react-dom'
import type {Workspace} from './workspace.ts'

type Remembering = Pick<Workspace, 'preferences' | 'session'>

/** The screen with the text of an article and what is marked in it: every window has it. */
const TEXT_SCREEN = 'read'

/** The screen that this project was left at. */
export const screenOf = ({preferences, session}: Remembering): string => preferences.get().lastScreen[session.get().projectId] ?? TEXT_SCREEN

export const isTextShown = (workspace: Remembering): boolean => screenOf(workspace) === TEXT_SCREEN

export const goToScreen = ({preferences, session}: Remembering, screen: string): void =>
  preferences.update(before => ({...before, lastScreen: {...before.lastScreen, [session.get().projectId]: screen}}))

/** At once: what goes to the text asks for something in it next. */
export function goToText(workspace: Remembering): void {
  if (!isTextShown(workspace)) flushSync(() => goToScreen(workspace, TEXT_SCREEN))
}
