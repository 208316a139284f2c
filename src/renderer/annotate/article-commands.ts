import type {CommandId} from '../../ipc/commands.ts'
import type {Workspace} from '../workspace/workspace.ts'
import type {Command} from './command.ts'

export function articleCommands(workspace: Workspace): Record<Extract<CommandId, `article.${string}`>, Command> {
  const step = (by: 1 | -1): Command => {
    const next = () => {
      const all = workspace.articles()
      return all[all.findIndex(each => each.id === workspace.view.get().article) + by]
    }
    return {
      enabled: () => next() !== undefined,
      run: () => {
        const entry = next()
        if (entry !== undefined) void workspace.open(entry.id)
      },
    }
  }
  const mark = (state: 'no-claim' | 'done'): Command => ({
    enabled: () => workspace.current()?.document.readOnly() === false,
    run: () => {
      const set = workspace.current()?.set
      if (set === undefined) return
      const act = workspace.act()
      const taken = set.readMarks().get(act.by)?.state === state
      set.setReadMark(act.by, taken ? undefined : {...act, state})
    },
  })
  return {
    'article.next': step(1),
    'article.previous': step(-1),
    'article.metadata': {
      enabled: () => workspace.mayManage() && workspace.view.get().article !== undefined,
      run: () => workspace.view.update(before => ({...before, dialog: before.article === undefined ? undefined : {kind: 'metadata', article: before.article}})),
    },
    'article.noClaim': mark('no-claim'),
    'article.done': mark('done'),
  }
}
