/**
 * Every command of the app: one table for the native menu, the palette, key bindings and tooltips. `keys` are in
 * Electron's accelerator spelling; `CmdOrCtrl` is ⌘ on macOS. `place` is where a bare letter works, and a sign with Alt, which
 * types a letter on a Mac: only while the article or the annotation list has the focus, so that typing into a field never annotates.
 */
export type CommandSpec = {
  readonly title: string
  readonly menu: 'File' | 'Edit' | 'Article' | 'Annotate' | 'View' | 'Help'
  readonly keys?: string
  readonly place?: 'article'
  /** Other words that people look for it by. */
  readonly words?: readonly string[]
}

export const COMMANDS = {
  'file.projects': {title: 'Projects…', menu: 'File', words: ['open', 'new', 'switch', 'other project']},
  'file.import': {title: 'Import articles…', menu: 'File', keys: 'CmdOrCtrl+I', words: ['add', 'open', 'load']},
  'file.importFolder': {title: 'Import folder…', menu: 'File'},
  'file.importDataset': {title: 'Import dataset…', menu: 'File'},
  'file.export': {title: 'Export dataset…', menu: 'File', keys: 'CmdOrCtrl+Shift+E', words: ['save', 'download']},
  'file.schema': {title: 'Schema…', menu: 'File', words: ['layers', 'labels', 'codebook', 'preset', 'keys']},
  'file.check': {title: 'Check project', menu: 'File'},
  'file.share': {title: 'Share…', menu: 'File', keys: 'CmdOrCtrl+Shift+S', words: ['invite', 'collaborate', 'team', 'people']},
  'file.settings': {title: 'Settings…', menu: 'File', keys: 'CmdOrCtrl+,', words: ['preferences', 'options', 'my name']},
  'edit.undo': {title: 'Undo', menu: 'Edit', keys: 'CmdOrCtrl+Z', words: ['take back', 'revert']},
  'edit.redo': {title: 'Redo', menu: 'Edit', keys: 'CmdOrCtrl+Shift+Z', words: ['do again']},
  'article.next': {title: 'Next article', menu: 'Article', keys: 'Alt+PageDown'},
  'article.previous': {title: 'Previous article', menu: 'Article', keys: 'Alt+PageUp'},
  'search.next': {title: 'Next search hit', menu: 'Article', keys: 'F3'},
  'search.previous': {title: 'Previous search hit', menu: 'Article', keys: 'Shift+F3'},
  'article.all': {title: 'All articles', menu: 'Article', keys: 'CmdOrCtrl+Shift+A'},
  'article.takeOut': {title: 'Take article out of the project', menu: 'Article'},
  'article.metadata': {title: 'Edit article details…', menu: 'Article', keys: 'CmdOrCtrl+Shift+D', words: ['title', 'outlet', 'author', 'date']},
  'article.noClaim': {title: 'Read, no claim here', menu: 'Article', keys: 'CmdOrCtrl+Enter', words: ['nothing', 'empty']},
  'article.done': {title: 'Mark article as done', menu: 'Article', keys: 'CmdOrCtrl+Shift+Enter', words: ['finish', 'complete']},
  'annotate.target': {title: 'Choose current target…', menu: 'Annotate', keys: 'T', place: 'article', words: ['topic', 'about']},
  'annotate.linkEntity': {title: 'Link to entity…', menu: 'Annotate', keys: 'L', place: 'article', words: ['identify', 'who']},
  'annotate.labelAll': {title: 'Label all identical mentions…', menu: 'Annotate', keys: 'M', place: 'article', words: ['propagate', 'every']},
  'annotate.registry': {
    title: 'Entities, claims and topics',
    menu: 'Annotate',
    keys: 'Shift+R',
    place: 'article',
    words: ['people', 'organisations', 'names'],
  },
  'annotate.next': {title: 'Next annotation', menu: 'Annotate', keys: 'J', place: 'article'},
  'annotate.previous': {title: 'Previous annotation', menu: 'Annotate', keys: 'K', place: 'article'},
  'annotate.cycle': {title: 'Next overlapping annotation', menu: 'Annotate', keys: 'O', place: 'article'},
  'annotate.growStart': {title: 'Move start earlier', menu: 'Annotate', keys: '[', place: 'article'},
  'annotate.shrinkStart': {title: 'Move start later', menu: 'Annotate', keys: 'Shift+[', place: 'article'},
  'annotate.shrinkEnd': {title: 'Move end earlier', menu: 'Annotate', keys: 'Shift+]', place: 'article'},
  'annotate.growEnd': {title: 'Move end later', menu: 'Annotate', keys: ']', place: 'article'},
  'part.add': {
    title: 'Add selection to the annotation',
    menu: 'Annotate',
    keys: '=',
    place: 'article',
    words: ['part', 'extend', 'interrupted', 'discontinuous'],
  },
  'part.remove': {title: 'Remove this part', menu: 'Annotate', keys: '-', place: 'article', words: ['shorten', 'take out']},
  'part.split': {title: 'Make an annotation of each part', menu: 'Annotate', keys: 'Shift+-', place: 'article', words: ['split', 'divide', 'separate']},
  'annotate.details': {title: 'Edit details', menu: 'Annotate', keys: 'Enter', place: 'article', words: ['inspect', 'properties']},
  'annotate.sure': {title: 'How sure…', menu: 'Annotate', keys: 'H', place: 'article', words: ['confidence', 'certain']},
  'annotate.remove': {title: 'Remove annotation', menu: 'Annotate', keys: 'Delete', place: 'article', words: ['delete', 'erase']},
  'discussion.comment': {title: 'Comment', menu: 'Annotate', keys: 'R', place: 'article', words: ['note', 'reply', 'discuss']},
  'discussion.resolve': {title: 'Resolve or reopen comments', menu: 'Annotate', keys: 'X', place: 'article'},
  'discussion.nextMention': {title: 'Next mention of you', menu: 'View', keys: 'Alt+M'},
  'view.follow': {title: 'Follow a colleague…', menu: 'View', keys: 'CmdOrCtrl+Shift+F'},
  'view.palette': {title: 'Command palette…', menu: 'View', keys: 'CmdOrCtrl+K'},
  'view.articles': {title: 'Show or hide articles', menu: 'View', keys: 'CmdOrCtrl+B'},
  'view.inspector': {title: 'Show or hide annotations', menu: 'View', keys: 'CmdOrCtrl+Alt+B'},
  'view.articlesWider': {title: 'Widen articles', menu: 'View', words: ['pane', 'wider', 'resize']},
  'view.articlesNarrower': {title: 'Narrow articles', menu: 'View', words: ['pane', 'narrower', 'resize']},
  'view.inspectorWider': {title: 'Widen annotations', menu: 'View', words: ['pane', 'wider', 'resize']},
  'view.inspectorNarrower': {title: 'Narrow annotations', menu: 'View', words: ['pane', 'narrower', 'resize']},
  'view.focusArticles': {title: 'Go to articles', menu: 'View', keys: 'Alt+1'},
  'view.focusArticle': {title: 'Go to text', menu: 'View', keys: 'Alt+2'},
  'view.focusInspector': {title: 'Go to annotations', menu: 'View', keys: 'Alt+3'},
  'view.snapWords': {title: 'Snap selections to words', menu: 'View'},
  'view.theme': {title: 'Switch light and dark', menu: 'View', keys: 'CmdOrCtrl+Shift+L', words: ['night', 'mode', 'colours']},
  'view.colours': {title: 'Colours and layers…', menu: 'View', words: ['legend', 'hide', 'show layers', 'highlights']},
  'view.larger': {title: 'Larger article text', menu: 'View', keys: 'Alt+=', place: 'article', words: ['zoom in', 'bigger', 'font']},
  'view.smaller': {title: 'Smaller article text', menu: 'View', keys: 'Alt+-', place: 'article', words: ['zoom out', 'font']},
  'help.keys': {title: 'Keyboard shortcuts', menu: 'Help', keys: 'F1', words: ['hotkeys', 'bindings']},
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
