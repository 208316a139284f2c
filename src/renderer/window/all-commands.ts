import type {CommandId} from '../../ipc/commands.ts'
import {COMMAND_IDS, commandSpec} from '../../ipc/commands.ts'
import {againCommands} from '../annotate/again-commands.ts'
import {exampleCommand} from '../annotate/add-example.ts'
import {annotateCommands} from '../annotate/annotate-commands.ts'
import {articleCommands} from '../annotate/article-commands.ts'
import type {Commands} from '../annotate/commands.ts'
import {onText, toText} from '../annotate/on-text.ts'
import {earlierCommands} from '../annotate/earlier-commands.ts'
import {relateToSelected} from '../annotate/relate.ts'
import {partCommands} from '../annotate/part-commands.ts'
import {searchCommands} from '../annotate/search-commands.ts'
import {windowCommands} from '../annotate/window-commands.ts'
import {discussionCommands} from '../discussion/discussion-commands.ts'

const all: Commands = {
  ...windowCommands,
  ...articleCommands,
  ...annotateCommands,
  'annotate.example': exampleCommand,
  // Enter at an annotation: it is the other end, where a relation waits for one.
  'annotate.details': (workspace, run) => relateToSelected(workspace, run) || annotateCommands['annotate.details'](workspace, run),
  ...partCommands,
  ...searchCommands,
  ...earlierCommands,
  ...againCommands,
  ...discussionCommands,
}

/** What shows something of the text, and changes nothing in it. */
const TO_TEXT: ReadonlySet<CommandId> = new Set<CommandId>([
  'article.next',
  'article.previous',
  'article.nextOfMine',
  'again.next',
  'again.previous',
  'search.next',
  'search.previous',
  'discussion.nextMention',
  'view.articles',
  'view.inspector',
  'view.focusArticles',
  'view.focusArticle',
  'view.focusInspector',
])

/** What goes to another screen. */
const TO_SCREENS: ReadonlySet<CommandId> = new Set<CommandId>(['article.all', 'annotate.registry', 'file.schema'])

const isAboutArticle = (id: CommandId): boolean => ['Article', 'Annotate'].includes(commandSpec(id).menu) && !TO_SCREENS.has(id)

export const commands = Object.fromEntries(
  COMMAND_IDS.map(id => [id, TO_TEXT.has(id) ? toText(all[id]) : isAboutArticle(id) ? onText(all[id]) : all[id]]),
) as Commands
