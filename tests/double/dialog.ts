import type * as Electron from 'electron'
import {strict} from './strict.ts'

/** A dialog that no test has answered is a failure, never a cancelled one. */
const unanswered =
  (name: string) =>
  async (...args: readonly unknown[]): Promise<never> => {
    throw new Error(`double: nobody answered dialog.${name} ${JSON.stringify(args.at(-1))}`)
  }

export const dialog = strict('dialog', {
  showOpenDialog: unanswered('showOpenDialog'),
  showSaveDialog: unanswered('showSaveDialog'),
  showMessageBox: unanswered('showMessageBox'),
  showErrorBox: (title, content) => {
    throw new Error(`double: dialog.showErrorBox blocks the app: ${title}: ${content}`)
  },
} satisfies Pick<Electron.Dialog, 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox' | 'showErrorBox'>)
