import {Combine, Ellipsis, Target as TargetIcon} from 'lucide-react'
import type {ReactNode} from 'react'
import {useRef} from 'react'
import {stancesOf} from '../../core/annotation/annotation.ts'
import type {Word} from '../../core/schema/mapping.ts'
import {allStanceChoices, wordOfStance} from '../../core/schema/stance-choices.ts'
import {partData, tipOf} from '../guideline/label-tip.tsx'
import {Button} from '../ui/button.tsx'
import {IconButton} from '../ui/icon-button.tsx'
import {LineSwatch} from '../ui/line-swatch.tsx'
import {Menu} from '../ui/menu.tsx'
import {Tooltip} from '../ui/tooltip.tsx'
import {useFitting} from '../ui/use-fitting.ts'
import {useMedia} from '../ui/use-media.ts'
import {useRovingFocus} from '../ui/use-roving-focus.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import type {Workspace} from '../state/workspace.ts'
import {selectedAnnotation} from './annotate-commands.ts'
import {atOnce} from './command.ts'
import {titleOf} from './command-title.ts'
import type {Commands} from './commands.ts'
import {sameTarget} from '../state/look.ts'
import {names} from '../state/names.ts'
import {keysOf} from '../state/own-keys.ts'
import {markCommandOf, stanceCommandOf} from './schema-commands.ts'
import {say} from '../ui/say.ts'
import './toolbar.css'

/** In so wide a window what does not fit goes on in a second row; a narrower one has room for one row only. As in toolbar.css. */
const ROOMY = '(min-width: 40.01rem)'

/** One control; `isGiven`: this stance is taken already. */
type Control = {
  readonly id: string
  readonly label: string
  readonly keys: string
  readonly icon?: ReactNode
  readonly isGiven?: boolean
  /** What it is in the schema, and what that says of it. */
  readonly part?: Word
  readonly tip?: ReactNode
  readonly enabled: boolean
  readonly run: () => unknown
}

/** Marks and stances by mouse; every button says the key that does the same. In a narrow window those that do not fit are in a menu at the end. */
export function AnnotateToolbar({commands}: {readonly commands: Commands}) {
  const workspace = useWorkspace()
  const row = useRef<HTMLDivElement>(null)
  const fits = useFitting(row, useMedia(ROOMY))
  const roving = useRovingFocus(row)
  const {target} = workspace.view.get()
  const targetName = target === undefined ? say('Choose target…') : names(workspace.project, workspace.registry).target(target)
  const marks = markControls(workspace)
  const stances = stanceControls(workspace)
  const keys = keysOf(workspace, 'annotate.target') ?? ''
  const toTarget = {
    id: 'target',
    label: say('Current target: {targetName}', {targetName}),
    keys,
    enabled: true,
    run: () => commands['annotate.target'](workspace, atOnce),
  }
  const part = partControl(workspace, commands)
  const all: readonly Control[] = [...marks, part, ...stances, ...(stances.length > 0 ? [toTarget] : [])]
  const over = all.slice(fits)
  const isOver = ({id}: Control): boolean => over.some(each => each.id === id)
  return (
    <div ref={row} className="annotate-toolbar" role="toolbar" aria-label={say('Annotate')} {...roving}>
      <div className="annotate-group">
        {marks.map(control => (
          <ControlButton key={control.id} control={control} isOver={isOver(control)} />
        ))}
        <IconButton
          size="small"
          label={part.label}
          icon={part.icon}
          keys={part.keys}
          disabled={!part.enabled}
          data-fits={!isOver(part)}
          onClick={part.run}
          onMouseDown={keepSelection}
        />
      </div>
      {stances.length > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in the toolbar's row
        <div className="annotate-group" role="group" aria-label={say('Stance towards the current target')}>
          {stances.map(control => (
            <ControlButton key={control.id} control={control} isOver={isOver(control)} />
          ))}
          <span className="annotate-towards">{say('towards')}</span>
          <Tooltip text={toTarget.label} named>
            <Button
              className="annotate-target"
              size="small"
              icon={<TargetIcon aria-hidden="true" />}
              keys={keys}
              data-fits={!isOver(toTarget)}
              onClick={toTarget.run}
              onMouseDown={keepSelection}
            >
              <span className="sr-only">{say('Current target:')} </span>
              <bdi>{targetName}</bdi>
            </Button>
          </Tooltip>
        </div>
      )}
      {over.length > 0 && (
        // biome-ignore lint/a11y/noStaticElementInteractions: it only keeps a press on the button inside from taking the selection
        <span className="annotate-more" onMouseDown={keepSelection}>
          <Menu
            label={say('More to annotate with')}
            icon={<Ellipsis />}
            size="small"
            align="end"
            items={over.map(({id, label, keys, icon, isGiven, enabled}, at) => ({
              id,
              label,
              icon,
              disabled: !enabled,
              separated: at > 0 && (id === stances[0]?.id || id === toTarget.id),
              ...(keys !== '' && {keys}),
              ...(isGiven !== undefined && {checked: isGiven}),
            }))}
            onChoose={id => {
              // Its keys are wanted again: what was chosen is about the words there.
              workspace.panes.article?.focus()
              over.find(each => each.id === id)?.run()
            }}
          />
        </span>
      )}
    </div>
  )
}

function ControlButton({control: {label, keys, icon, isGiven, part, tip, enabled, run}, isOver}: {readonly control: Control; readonly isOver: boolean}) {
  const button = (
    <Button
      {...(part !== undefined && partData(part))}
      size="small"
      variant="quiet"
      icon={icon}
      aria-pressed={isGiven}
      keys={keys}
      data-fits={!isOver}
      disabled={!enabled}
      onClick={run}
      onMouseDown={keepSelection}
    >
      {label}
    </Button>
  )
  return tip === undefined ? button : <Tooltip text={tip}>{button}</Tooltip>
}

const markControls = (workspace: Workspace): readonly Control[] =>
  workspace.project.schema().layers.map(layer => {
    const {id, keys = '', command} = markCommandOf(workspace, layer)
    return {
      id,
      label: layer.label,
      keys,
      icon: <LineSwatch {...layer.look} />,
      part: {layer: layer.name},
      tip: tipOf(layer),
      enabled: command(workspace),
      run: () => command(workspace, atOnce),
    }
  })

/** Always there, though seldom of use: what came while words are being selected would move them. */
const partControl = (workspace: Workspace, commands: Commands): Control => ({
  id: 'part.add',
  label: titleOf(workspace, 'part.add'),
  keys: keysOf(workspace, 'part.add') ?? '',
  icon: <Combine aria-hidden="true" />,
  enabled: commands['part.add'](workspace),
  run: () => commands['part.add'](workspace, atOnce),
})

function stanceControls(workspace: Workspace): readonly Control[] {
  const {target} = workspace.view.get()
  const annotation = selectedAnnotation(workspace)
  const me = workspace.session.get().person.id
  const {resolve} = names(workspace.project, workspace.registry)
  const given = annotation && target && stancesOf(annotation).find(stance => stance.by === me && sameTarget(stance.target, target, resolve))?.value
  return allStanceChoices(workspace.project.schema()).map(choice => {
    const {id, keys = '', command} = stanceCommandOf(workspace, choice)
    const part = wordOfStance(workspace.project.schema(), choice.value)
    return {
      id,
      label: choice.label,
      keys,
      isGiven: given === choice.value,
      tip: tipOf(choice),
      ...(part !== undefined && {part}),
      enabled: command(workspace),
      run: () => command(workspace, atOnce),
    }
  })
}

/** A press on the toolbar must not take the selection out of the text. */
const keepSelection = (event: {preventDefault(): void}): void => event.preventDefault()
