import {wordKey} from '../../core/schema/mapping.ts'
import type {CommandId} from '../../ipc/commands.ts'
import {shownHistory} from '../state/shown-history.ts'
import type {OpenDialog} from '../state/view.ts'
import type {Workspace} from '../state/workspace.ts'
import {say} from '../ui/say.ts'
import {toggledTheme} from '../ui/theme.ts'
import type {Direction} from '../../project/step.ts'
import {selectedAnnotation, showDialog} from './annotate-commands.ts'
import type {Command} from './command.ts'
import {always, atOnce, when} from './command.ts'
import {toScreen} from './on-text.ts'
import {replay} from './replay.ts'

type Preferences = ReturnType<Workspace['preferences']['get']>
type Change = (before: Preferences) => Partial<Preferences>

const show = (dialog: OpenDialog): Command => always(workspace => showDialog(workspace, dialog))
const prefer = (change: Change): Command => always(({preferences}) => preferences.update(before => ({...before, ...change(before)})))
const turn = (pane: 'start' | 'end', change: Change): Command =>
  always(workspace => {
    if (workspace.panes.turnTo === undefined) prefer(change)(workspace, atOnce)
    else workspace.panes.turnTo(pane)
  })
/** Pixels that a pane is made wider by. */
const WIDER = 40
const widen = (pane: 'start' | 'end', by: 1 | -1): Command =>
  when(
    ({panes}) => panes.widen !== undefined,
    ({panes}) => panes.widen?.(pane, by * WIDER),
  )
const step = (direction: Direction): Command =>
  when(
    workspace => shownHistory(workspace).next(direction) !== undefined,
    workspace => replay(workspace, direction),
  )
const managing = (deed: (workspace: Workspace) => void): Command => when(workspace => workspace.mayManage(), deed)

export const windowCommands: Readonly<Record<Extract<CommandId, `${'file' | 'edit' | 'view' | 'help'}.${string}`>, Command>> = {
  'file.projects': when(
    ({session}) => session.get().hasProjects === true,
    workspace => showDialog(workspace, {kind: 'projects'}),
  ),
  'file.import': managing(({panes}) => panes.importArticles?.()),
  'file.importFolder': managing(({panes}) => panes.importFolder?.()),
  'file.importDataset': managing(workspace => {
    if (workspace.articles().length === 0) workspace.panes.importDataset?.()
    else
      workspace.toasts.show({
        text: say('A dataset is imported into a project without articles, and this one has some. Make a new project, then import the dataset there.'),
        subject: 'dataset',
      })
  }),
  'file.export': show({kind: 'export'}),
  'file.schema': toScreen('schema'),
  'file.check': show({kind: 'check'}),
  'file.share': show({kind: 'share'}),
  'file.settings': show({kind: 'settings'}),
  'edit.undo': step('undo'),
  'edit.redo': step('redo'),
  'view.palette': show({kind: 'palette'}),
  'view.articles': turn('start', ({articlesOpen}) => ({articlesOpen: !articlesOpen})),
  'view.inspector': turn('end', ({inspectorOpen}) => ({inspectorOpen: !inspectorOpen})),
  'view.articlesWider': widen('start', 1),
  'view.articlesNarrower': widen('start', -1),
  'view.inspectorWider': widen('end', 1),
  'view.inspectorNarrower': widen('end', -1),
  'view.focusArticles': always(({panes}) => panes.focusArticles?.()),
  'view.focusArticle': always(({panes}) => panes.article?.focus()),
  'view.focusInspector': always(({panes}) => panes.focusInspector?.()),
  'view.follow': when(
    ({presence}) => presence.colleagues.get().length > 0,
    ({panes}) => panes.showColleagues?.(),
  ),
  'view.snapWords': prefer(({snap}) => ({snap: snap === 'word' ? 'grapheme' : 'word'})),
  'view.theme': always(workspace => workspace.theme.update(theme => toggledTheme(theme, matchMedia('(prefers-color-scheme: dark)').matches))),
  'view.colours': show({kind: 'colours'}),
  'view.larger': prefer(({articleSize}) => ({articleSize: Math.min(32, articleSize + 1)})),
  'view.smaller': prefer(({articleSize}) => ({articleSize: Math.max(12, articleSize - 1)})),
  // Of what is selected first: that is what one wonders about.
  'help.guidelines': always(workspace => {
    const layer = selectedAnnotation(workspace)?.layer
    showDialog(workspace, {kind: 'guidelines', ...(layer !== undefined && {part: wordKey({layer})})})
  }),
  'help.keys': show({kind: 'keys'}),
}
