import type {CommandId} from '../../ipc/commands.ts'
import type {OpenDialog} from '../state/view.ts'
import type {Workspace} from '../state/workspace.ts'
import {toggledTheme} from '../ui/theme.ts'
import type {Direction} from '../../project/step.ts'
import type {Command} from './command.ts'
import {announceNothing, replay, replayTitle} from './replay.ts'

type Preferences = ReturnType<Workspace['preferences']['get']>
type Change = (before: Preferences) => Partial<Preferences>

const always = (run: () => void): Command => ({enabled: () => true, run})

export function windowCommands(workspace: Workspace): Record<Extract<CommandId, `${'file' | 'edit' | 'view' | 'help'}.${string}`>, Command> {
  const show = (dialog: OpenDialog): Command => always(() => workspace.view.update(before => ({...before, dialog})))
  const prefer = (change: Change): Command => always(() => workspace.preferences.update(before => ({...before, ...change(before)})))
  const turn = (pane: 'start' | 'end', change: Change): Command =>
    always(() => {
      if (workspace.panes.turnTo === undefined) prefer(change).run()
      else workspace.panes.turnTo(pane)
    })
  const step = (direction: Direction): Command => ({
    enabled: () => workspace.undo.next(direction) !== undefined,
    run: () => replay(workspace, direction),
    title: () => replayTitle(workspace, direction),
    idle: () => announceNothing(workspace, direction),
  })
  return {
    'file.projects': {enabled: () => workspace.session.get().hasProjects === true, run: show({kind: 'projects'}).run},
    'file.import': {enabled: () => workspace.mayManage(), run: () => workspace.panes.importArticles?.()},
    'file.importFolder': {enabled: () => workspace.mayManage(), run: () => workspace.panes.importFolder?.()},
    'file.importDataset': {enabled: () => workspace.mayManage() && workspace.articles().length === 0, run: () => workspace.panes.importDataset?.()},
    'file.export': show({kind: 'export'}),
    'file.schema': show({kind: 'schema'}),
    'file.check': show({kind: 'check'}),
    'file.share': show({kind: 'share'}),
    'file.settings': show({kind: 'settings'}),
    'edit.undo': step('undo'),
    'edit.redo': step('redo'),
    'view.palette': show({kind: 'palette'}),
    'view.articles': turn('start', ({articlesOpen}) => ({articlesOpen: !articlesOpen})),
    'view.inspector': turn('end', ({inspectorOpen}) => ({inspectorOpen: !inspectorOpen})),
    'view.focusArticles': always(() => workspace.panes.focusArticles?.()),
    'view.focusArticle': always(() => workspace.panes.article?.focus()),
    'view.focusInspector': always(() => workspace.panes.focusInspector?.()),
    'view.follow': {enabled: () => workspace.presence.colleagues.get().length > 0, run: () => workspace.panes.showColleagues?.()},
    'view.snapWords': prefer(({snap}) => ({snap: snap === 'word' ? 'grapheme' : 'word'})),
    'view.theme': always(() => workspace.theme.update(theme => toggledTheme(theme, matchMedia('(prefers-color-scheme: dark)').matches))),
    'view.colours': show({kind: 'colours'}),
    'view.larger': prefer(({articleSize}) => ({articleSize: Math.min(32, articleSize + 1)})),
    'view.smaller': prefer(({articleSize}) => ({articleSize: Math.max(12, articleSize - 1)})),
    'help.keys': show({kind: 'keys'}),
  }
}
