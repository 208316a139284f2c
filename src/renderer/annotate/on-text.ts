import {goToScreen, goToText, isTextShown, screenOf} from '../state/shown-screen.ts'
import type {Command} from './command.ts'
import {when} from './command.ts'

/** Of what changes something in the article: nobody changes what she does not see. */
export const onText =
  (command: Command): Command =>
  (workspace, run) =>
    isTextShown(workspace) && command(workspace, run)

/** Of what shows something in the article: its screen is gone to first. */
export const toText =
  (command: Command): Command =>
  (workspace, run) =>
    command(
      workspace,
      run &&
        (deed =>
          run(() => {
            goToText(workspace)
            deed()
          })),
    )

export const toScreen = (screen: string): Command =>
  when(
    workspace => screenOf(workspace) !== screen,
    workspace => goToScreen(workspace, screen),
  )
