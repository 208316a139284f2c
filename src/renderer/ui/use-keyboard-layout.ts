import {useSyncExternalStore} from 'react'
import type {KeyboardLayout} from './keyboard-layout.ts'
import {keyboardLayout, onKeyboardLayout} from './keyboard-layout.ts'

/** The layout in use, as soon as the browser has told it. */
export const useKeyboardLayout = (): KeyboardLayout | undefined => useSyncExternalStore(onKeyboardLayout, keyboardLayout)
