import {annotateCommands} from '../annotate/annotate-commands.ts'
import {articleCommands} from '../annotate/article-commands.ts'
import type {Commands} from '../annotate/commands.ts'
import {relateToSelected} from '../annotate/relate.ts'
import {partCommands} from '../annotate/part-commands.ts'
import {searchCommands} from '../annotate/search-commands.ts'
import {windowCommands} from '../annotate/window-commands.ts'
import {discussionCommands} from '../discussion/discussion-commands.ts'

export const commands: Commands = {
  ...windowCommands,
  ...articleCommands,
  ...annotateCommands,
  // Enter at an annotation: it is the other end, where a relation waits for one.
  'annotate.details': (workspace, run) => relateToSelected(workspace, run) || annotateCommands['annotate.details'](workspace, run),
  ...partCommands,
  ...searchCommands,
  ...discussionCommands,
}
