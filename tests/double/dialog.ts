import type * as Electron from 'electron'
import {strict} from './strict.ts'

/** A dialog that no test has answered is a failure, never a cancelled one. */
const unanswered =
  (name: string) =>
  async (...args: readonly unknown[]): Promise<never> => {
    throw new Error(`double: nobody answered dialog.${name} ${JSON.stringify(args.at(-1))}`)
  }

/** A question that goes away by itself may be left alone. */
const withdrawn = (signal: AbortSignal): Promise<Electron.MessageBoxReturnValue> =>
  new Promise(resolve => signal.addEventListener('abort', () => resolve({response: 0, checkboxChecked: false})))

export const dialog = strict('dialog', {
  showOpenDialog: unanswered('showOpenDialog'),
  showSaveDialog: unanswered('showSaveDialog'),
  showMessageBox: async (...args: readonly (Electron.BaseWindow | Electron.MessageBoxOptions)[]) => {
    const {signal} = args.at(-1) as Electron.MessageBoxOptions
    return signal === undefined ? unanswered('showMessageBox')(...args) : withdrawn(signal)
  },
  showErrorBox: (title, content) => {
    throw new Error(`double: dialog.showErrorBox blocks the app: ${title}: ${content}`)
  },
} satisfies Pick<Electron.Dialog, 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox' | 'showErrorBox'>)
