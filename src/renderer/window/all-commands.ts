import {annotateCommands} from '../annotate/annotate-commands.ts'
import {articleCommands} from '../annotate/article-commands.ts'
import type {Commands} from '../annotate/commands.ts'
import {searchCommands} from '../annotate/search-commands.ts'
import {windowCommands} from '../annotate/window-commands.ts'
import {discussionCommands} from '../discussion/discussion-commands.ts'
import type {Workspace} from '../state/workspace.ts'

export const commandsOf = (workspace: Workspace): Commands => ({
  ...windowCommands(workspace),
  ...articleCommands(workspace),
  ...annotateCommands(workspace),
  ...searchCommands(workspace),
  ...discussionCommands(workspace),
})
