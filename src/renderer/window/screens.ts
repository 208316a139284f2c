import {BookOpen, ListChecks, Quote, Shapes, Table2, Users} from 'lucide-react'
import {ReadScreen} from '../screens/read/read-screen.tsx'
import {titleHere} from '../state/command-words.ts'
import {WORK_SCREEN} from '../state/shown-screen.ts'
import type {Screens} from './screen.ts'
import {say} from '../ui/say.ts'

/** What a window can show, in the order of the switcher but for the one that comes first there. */
export const SCREENS: Screens = [
  {id: 'read', title: say('Read', {}, 'the screen where articles are read'), icon: BookOpen, keys: 'CmdOrCtrl+Alt+1', offeredTo: () => true, view: ReadScreen},
  {
    id: WORK_SCREEN,
    title: say('Your work'),
    icon: ListChecks,
    keys: 'CmdOrCtrl+Alt+6',
    isFirst: true,
    offeredTo: (role, {mine}) => role !== 'reader' && mine.all().length > 0,
    load: async () => (await import('../screens/work/work-screen.tsx')).WorkScreen,
  },
  {
    id: 'claims',
    title: titleHere('annotate.registry'),
    command: 'annotate.registry',
    icon: Quote,
    keys: 'CmdOrCtrl+Alt+2',
    offeredTo: () => true,
    load: async () => (await import('../screens/claims/claims-screen.tsx')).ClaimsScreen,
  },
  {
    id: 'articles',
    title: titleHere('article.all'),
    command: 'article.all',
    icon: Table2,
    keys: 'CmdOrCtrl+Alt+3',
    offeredTo: () => true,
    load: async () => (await import('../screens/articles/articles-screen.tsx')).ArticlesScreen,
  },
  {
    id: 'schema',
    title: titleHere('file.schema'),
    command: 'file.schema',
    icon: Shapes,
    keys: 'CmdOrCtrl+Alt+4',
    offeredTo: () => true,
    load: async () => (await import('../screens/schema/schema-screen.tsx')).SchemaScreen,
  },
  {
    id: 'rounds',
    title: say('Rounds'),
    icon: Users,
    keys: 'CmdOrCtrl+Alt+5',
    offeredTo: role => role === 'curator' || role === 'admin',
    load: async () => (await import('../screens/rounds/rounds-screen.tsx')).RoundsScreen,
  },
]
