import {BookOpen} from 'lucide-react'
import {ReadScreen} from '../screens/read/read-screen.tsx'
import type {Screens} from './screen.ts'

/** What a window can show, in the order of the switcher. */
export const SCREENS: Screens = [{id: 'read', title: 'Read', icon: BookOpen, keys: 'CmdOrCtrl+Alt+1', offeredTo: () => true, view: ReadScreen}]
