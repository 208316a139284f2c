import {annotateCommands} from '../annotate/annotate-commands.ts'
import {articleCommands} from '../annotate/article-commands.ts'
import type {Commands} from '../annotate/commands.ts'
import {searchCommands} from '../annotate/search-commands.ts'
import {windowCommands} from '../annotate/window-commands.ts'
import {discussionCommands} from '../discussion/discussion-commands.ts'

export const commands: Commands = {
  ...windowCommands,
  ...articleCommands,
  ...annotateCommands,
  ...searchCommands,
  ...discussionCommands,
}
