import type {Spot} from '../../core/curation/spots.ts'
import type {CommandId} from '../../ipc/commands.ts'
import type {EarlierWork} from '../state/earlier-work.ts'
import type {Workspace} from '../state/workspace.ts'
import {isFocusIn} from '../ui/focus-in.ts'
import type {Command} from './command.ts'
import {about} from './command.ts'
import {spotSpoken} from './vote-words.ts'

/** The places on which annotators did not agree, in the round that is looked at. */
export const disputedIn = (work: EarlierWork | undefined): readonly Spot[] => (work?.spots ?? []).filter(({isAgreed}) => !isAgreed)

/** Shows a place in the text, with what each said there beside it. */
export function goToSpot(workspace: Workspace, spot: Spot): void {
  workspace.earlier.goTo(spot)
  if (spot.span !== undefined) {
    workspace.panes.article?.reveal(spot.span)
    workspace.panes.article?.place(spot.span)
  }
  const work = workspace.earlier.current()
  const disputed = disputedIn(work)
  const nth = disputed.indexOf(spot) + 1
  const {start = 0, end = 0} = spot.span ?? {}
  // A list says itself which of its options is selected.
  if (work !== undefined && nth > 0 && !isFocusIn('[role=listbox]'))
    workspace.announcer.say(spotSpoken(workspace, work, spot, {nth, of: disputed.length}, workspace.current()?.text.slice(start, end) ?? ''))
}

/** From the place that is looked at, else from the caret. */
const step = (by: 1 | -1): Command =>
  about(workspace => {
    const disputed = disputedIn(workspace.earlier.current())
    const now = workspace.earlier.at()
    const at = now === undefined ? -1 : disputed.indexOf(now)
    if (at !== -1) return disputed[(at + by + disputed.length) % disputed.length]
    const caret = now?.span?.start ?? workspace.panes.article?.caret() ?? 0
    const behind = disputed.findIndex(({span}) => (span?.start ?? 0) >= caret)
    const from = behind === -1 ? disputed.length : behind
    return disputed[(by === 1 ? from : from - 1 + disputed.length) % disputed.length]
  }, goToSpot)

export const earlierCommands: Readonly<Record<Extract<CommandId, `earlier.${string}`>, Command>> = {
  'earlier.next': step(1),
  'earlier.previous': step(-1),
  'earlier.show': about(
    ({earlier}) => (earlier.shown() === undefined ? earlier.rounds()[0] : null),
    ({earlier}, round) => earlier.show(round?.id ?? null),
  ),
}
