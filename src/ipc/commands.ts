import type {Message} from '../core/language/message.ts'
import {message} from '../core/language/message.ts'

/**
 * Every command of the app: one table for the native menu, the palette, key bindings and tooltips. `keys` are in
 * Electron's accelerator spelling; `CmdOrCtrl` is ⌘ on macOS. `place` is where a bare letter works, and a sign with Alt, which
 * types a letter on a Mac: only while the article or the annotation list has the focus, so that typing into a field never annotates.
 */
export type CommandSpec = {
  readonly title: Message
  readonly menu: 'File' | 'Edit' | 'Article' | 'Annotate' | 'View' | 'Help'
  readonly keys?: string
  readonly place?: 'article'
  /** What is said where its key does nothing, if it is not that nothing is selected. */
  readonly idle?: Message
  /** Other words that people look for it by, with commas between them. */
  readonly words?: Message
}

const NO_DISAGREEMENT = message('No disagreement is shown in this article. Choose a round under “Judged before” that was opened.')

export const COMMANDS = {
  'file.projects': {title: message('Projects…'), menu: 'File', words: message('open, new, switch, other project', {}, 'words to find a command by')},
  'file.import': {title: message('Import articles…'), menu: 'File', keys: 'CmdOrCtrl+I', words: message('add, open, load', {}, 'words to find a command by')},
  'file.importFolder': {title: message('Import folder…'), menu: 'File'},
  'file.importDataset': {title: message('Import dataset…'), menu: 'File'},
  'file.export': {
    title: message('Export dataset…'),
    menu: 'File',
    keys: 'CmdOrCtrl+Shift+E',
    words: message('save, download', {}, 'words to find a command by'),
  },
  'file.schema': {title: message('Schema'), menu: 'File', words: message('layers, labels, codebook, preset, keys', {}, 'words to find a command by')},
  'file.check': {title: message('Check project'), menu: 'File'},
  'file.share': {
    title: message('Share…'),
    menu: 'File',
    keys: 'CmdOrCtrl+Shift+S',
    words: message('invite, collaborate, team, people', {}, 'words to find a command by'),
  },
  'file.settings': {
    title: message('Settings…'),
    menu: 'File',
    keys: 'CmdOrCtrl+,',
    words: message('preferences, options, my name', {}, 'words to find a command by'),
  },
  'edit.undo': {title: message('Undo'), menu: 'Edit', keys: 'CmdOrCtrl+Z', words: message('take back, revert', {}, 'words to find a command by')},
  'edit.redo': {title: message('Redo'), menu: 'Edit', keys: 'CmdOrCtrl+Shift+Z', words: message('do again', {}, 'words to find a command by')},
  'article.next': {title: message('Next article'), menu: 'Article', keys: 'Alt+PageDown'},
  'article.previous': {title: message('Previous article'), menu: 'Article', keys: 'Alt+PageUp'},
  'search.next': {title: message('Next search hit'), menu: 'Article', keys: 'F3'},
  'search.previous': {title: message('Previous search hit'), menu: 'Article', keys: 'Shift+F3'},
  'again.stillRight': {
    title: message('Still right'),
    menu: 'Article',
    keys: 'F2',
    words: message('older version, confirm, looked at again', {}, 'words to find a command by'),
  },
  'again.next': {title: message('Next to look at again'), menu: 'Article', keys: 'F8'},
  'again.previous': {title: message('Previous to look at again'), menu: 'Article', keys: 'Shift+F8'},
  'article.all': {title: message('All articles'), menu: 'Article', keys: 'CmdOrCtrl+Shift+A'},
  'article.takeOut': {title: message('Take article out of the project'), menu: 'Article'},
  'article.metadata': {
    title: message('Edit article details…'),
    menu: 'Article',
    keys: 'CmdOrCtrl+Shift+D',
    words: message('title, outlet, author, date', {}, 'words to find a command by'),
  },
  'article.noClaim': {
    title: message('Read, no claim here'),
    menu: 'Article',
    keys: 'CmdOrCtrl+Enter',
    words: message('nothing, empty', {}, 'words to find a command by'),
  },
  'article.done': {
    title: message('Mark article as done'),
    menu: 'Article',
    keys: 'CmdOrCtrl+Shift+Enter',
    words: message('finish, complete', {}, 'words to find a command by'),
  },
  'article.finish': {
    title: message('Finish and next'),
    menu: 'Article',
    keys: 'Shift+F',
    place: 'article',
    idle: message('There is nothing to finish here: this article is finished, or not yours to do in a round that runs.'),
    words: message('round, complete, done, hand in', {}, 'words to find a command by'),
  },
  'article.takeBack': {
    title: message('Take back that the article is finished'),
    menu: 'Article',
    words: message('round, unfinish, go on, reopen', {}, 'words to find a command by'),
  },
  'article.nextOfMine': {
    title: message('Go to my next article'),
    menu: 'Article',
    words: message('round, work, to do, list', {}, 'words to find a command by'),
  },
  'earlier.show': {
    title: message('Show or hide what a round before brought'),
    menu: 'Article',
    words: message('earlier round, votes, colleagues, discussion, disagreements', {}, 'words to find a command by'),
  },
  'earlier.next': {
    title: message('Next disagreement'),
    menu: 'Article',
    keys: '.',
    place: 'article',
    idle: NO_DISAGREEMENT,
    words: message('earlier round, votes, discussion', {}, 'words to find a command by'),
  },
  'earlier.previous': {
    title: message('Previous disagreement'),
    menu: 'Article',
    keys: ',',
    place: 'article',
    idle: NO_DISAGREEMENT,
    words: message('earlier round, votes, discussion', {}, 'words to find a command by'),
  },
  'annotate.target': {
    title: message('Choose current target…'),
    menu: 'Annotate',
    keys: 'T',
    place: 'article',
    words: message('topic, about', {}, 'words to find a command by'),
  },
  'annotate.linkEntity': {
    title: message('Link to entity…'),
    menu: 'Annotate',
    keys: 'L',
    place: 'article',
    words: message('identify, who', {}, 'words to find a command by'),
  },
  'annotate.labelAll': {
    title: message('Label all identical mentions…'),
    menu: 'Annotate',
    keys: 'M',
    place: 'article',
    words: message('propagate, every', {}, 'words to find a command by'),
  },
  'annotate.registry': {
    title: message('Entities and claims'),
    menu: 'Annotate',
    keys: 'Shift+R',
    place: 'article',
    words: message('people, organisations, names', {}, 'words to find a command by'),
  },
  'annotate.next': {title: message('Next annotation'), menu: 'Annotate', keys: 'J', place: 'article'},
  'annotate.previous': {title: message('Previous annotation'), menu: 'Annotate', keys: 'K', place: 'article'},
  'annotate.cycle': {title: message('Next overlapping annotation'), menu: 'Annotate', keys: 'O', place: 'article'},
  'annotate.growStart': {title: message('Move start earlier'), menu: 'Annotate', keys: '[', place: 'article'},
  'annotate.shrinkStart': {title: message('Move start later'), menu: 'Annotate', keys: 'Shift+[', place: 'article'},
  'annotate.shrinkEnd': {title: message('Move end earlier'), menu: 'Annotate', keys: 'Shift+]', place: 'article'},
  'annotate.growEnd': {title: message('Move end later'), menu: 'Annotate', keys: ']', place: 'article'},
  'part.add': {
    title: message('Add selection to the annotation'),
    menu: 'Annotate',
    keys: '=',
    place: 'article',
    words: message('part, extend, interrupted, discontinuous', {}, 'words to find a command by'),
  },
  'part.remove': {
    title: message('Remove this part'),
    menu: 'Annotate',
    keys: '-',
    place: 'article',
    words: message('shorten, take out', {}, 'words to find a command by'),
  },
  'part.split': {
    title: message('Make an annotation of each part'),
    menu: 'Annotate',
    keys: 'Shift+-',
    place: 'article',
    words: message('split, divide, separate', {}, 'words to find a command by'),
  },
  'annotate.details': {
    title: message('Edit details'),
    menu: 'Annotate',
    keys: 'Enter',
    place: 'article',
    words: message('inspect, properties', {}, 'words to find a command by'),
  },
  'annotate.sure': {
    title: message('How sure…'),
    menu: 'Annotate',
    keys: 'H',
    place: 'article',
    words: message('confidence, certain', {}, 'words to find a command by'),
  },
  'annotate.example': {
    title: message('Add as example…'),
    menu: 'Annotate',
    keys: 'Shift+=',
    place: 'article',
    words: message('codebook, guideline, counterexample', {}, 'words to find a command by'),
  },
  'annotate.remove': {
    title: message('Remove annotation'),
    menu: 'Annotate',
    keys: 'Delete',
    place: 'article',
    words: message('delete, erase', {}, 'words to find a command by'),
  },
  'discussion.comment': {
    title: message('Comment'),
    menu: 'Annotate',
    keys: 'R',
    place: 'article',
    words: message('note, reply, discuss', {}, 'words to find a command by'),
  },
  'discussion.resolve': {title: message('Resolve or reopen comments'), menu: 'Annotate', keys: 'X', place: 'article'},
  'discussion.nextMention': {title: message('Next mention of you'), menu: 'View', keys: 'Alt+M'},
  'view.follow': {title: message('Follow a colleague…'), menu: 'View', keys: 'CmdOrCtrl+Shift+F'},
  'view.palette': {title: message('Command palette…'), menu: 'View', keys: 'CmdOrCtrl+K'},
  'view.articles': {title: message('Show or hide articles'), menu: 'View', keys: 'CmdOrCtrl+B'},
  'view.inspector': {title: message('Show or hide annotations'), menu: 'View', keys: 'CmdOrCtrl+Alt+B'},
  'view.articlesWider': {title: message('Widen articles'), menu: 'View', words: message('pane, wider, resize', {}, 'words to find a command by')},
  'view.articlesNarrower': {title: message('Narrow articles'), menu: 'View', words: message('pane, narrower, resize', {}, 'words to find a command by')},
  'view.inspectorWider': {title: message('Widen annotations'), menu: 'View', words: message('pane, wider, resize', {}, 'words to find a command by')},
  'view.inspectorNarrower': {title: message('Narrow annotations'), menu: 'View', words: message('pane, narrower, resize', {}, 'words to find a command by')},
  'view.focusArticles': {title: message('Go to articles'), menu: 'View', keys: 'Alt+1'},
  'view.focusArticle': {title: message('Go to text'), menu: 'View', keys: 'Alt+2'},
  'view.focusInspector': {title: message('Go to annotations'), menu: 'View', keys: 'Alt+3'},
  'view.snapWords': {title: message('Snap selections to words'), menu: 'View'},
  'view.theme': {
    title: message('Switch light and dark'),
    menu: 'View',
    keys: 'CmdOrCtrl+Shift+L',
    words: message('night, mode, colours', {}, 'words to find a command by'),
  },
  'view.colours': {
    title: message('Colours and layers…'),
    menu: 'View',
    words: message('legend, hide, show layers, highlights', {}, 'words to find a command by'),
  },
  'view.larger': {
    title: message('Larger article text'),
    menu: 'View',
    keys: 'Alt+=',
    place: 'article',
    words: message('zoom in, bigger, font', {}, 'words to find a command by'),
  },
  'view.smaller': {
    title: message('Smaller article text'),
    menu: 'View',
    keys: 'Alt+-',
    place: 'article',
    words: message('zoom out, font', {}, 'words to find a command by'),
  },
  'help.guidelines': {
    title: message('Guidelines…'),
    menu: 'Help',
    keys: 'Shift+/',
    place: 'article',
    words: message('codebook, how to code, examples, search', {}, 'words to find a command by'),
  },
  'help.keys': {title: message('Keyboard shortcuts'), menu: 'Help', keys: 'F1', words: message('hotkeys, bindings', {}, 'words to find a command by')},
} as const satisfies {readonly [id: string]: CommandSpec}

export type CommandId = keyof typeof COMMANDS
export const COMMAND_IDS = Object.keys(COMMANDS) as readonly CommandId[]

export const isCommandId = (id: string): id is CommandId => Object.hasOwn(COMMANDS, id)
export const commandSpec = (id: CommandId): CommandSpec => COMMANDS[id]

/** Of a command that the schema in force makes: to mark words in a layer, or to take a stance. Its prefix keeps it from ever being one of the table's. */
export type SchemaCommandId = `${'mark' | 'stance'}:${string}`
export const isSchemaCommandId = (id: string): id is SchemaCommandId => /^(?:mark|stance):./.test(id)

/** Of a command that goes to one of the screens of a window. */
export type ScreenCommandId = `screen:${string}`
export const isScreenCommandId = (id: string): id is ScreenCommandId => /^screen:./.test(id)

export type MadeCommandId = SchemaCommandId | ScreenCommandId
export const isMadeCommandId = (id: string): id is MadeCommandId => isSchemaCommandId(id) || isScreenCommandId(id)

/** As the native menu shows it. The `keys` of a schema work where the article has the focus. */
export type MadeCommand = {readonly id: MadeCommandId; readonly title: string; readonly keys?: string}
