import {Target as TargetIcon} from 'lucide-react'
import {stancesOf} from '../../core/annotation.ts'
import type {CommandId} from '../../ipc/commands.ts'
import {commandSpec} from '../../ipc/commands.ts'
import {Button} from '../ui/button.tsx'
import {LineSwatch} from '../ui/line-swatch.tsx'
import {Tooltip} from '../ui/tooltip.tsx'
import {useWorkspace} from '../workspace/use-workspace.ts'
import {selectedAnnotation} from './annotate-commands.ts'
import type {Commands} from './commands.ts'
import {sameTarget} from './look.ts'
import {names} from './names.ts'
import './toolbar.css'

const STANCES = ['favor', 'against', 'neutral', 'unclear'] as const

/** Marks and stances by mouse; every button says the key that does the same. */
export function AnnotateToolbar({commands}: {readonly commands: Commands}) {
  const workspace = useWorkspace()
  const {target} = workspace.view.get()
  const annotation = selectedAnnotation(workspace)
  const me = workspace.session.get().person.id
  const called = names(workspace.project, workspace.registry)
  const given = annotation && target && stancesOf(annotation).find(stance => stance.by === me && sameTarget(stance.target, target, called.resolve))?.value
  const targetName = target === undefined ? 'Choose target…' : called.target(target)
  const layers = workspace.project.schema().layers.filter(layer => `annotate.${layer.name}` in commands)
  return (
    <div className="annotate-toolbar" role="toolbar" aria-label="Annotate">
      <div className="annotate-group">
        {layers.map(layer => {
          const id = `annotate.${layer.name}` as CommandId
          return (
            <Button
              key={layer.name}
              size="small"
              variant="quiet"
              icon={<LineSwatch {...layer.look} />}
              keys={commandSpec(id).keys ?? ''}
              disabled={!commands[id].enabled()}
              onClick={commands[id].run}
              onMouseDown={keepSelection}
            >
              {layer.label}
            </Button>
          )
        })}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in the toolbar's row */}
      <div className="annotate-group" role="group" aria-label="Stance towards the current target">
        {STANCES.map(value => {
          const id = `annotate.${value}` as const
          return (
            <Button
              key={value}
              size="small"
              variant="quiet"
              aria-pressed={given === value}
              keys={commandSpec(id).keys ?? ''}
              disabled={!commands[id].enabled()}
              onClick={commands[id].run}
              onMouseDown={keepSelection}
            >
              {commandSpec(id)
                .title.replace('Stance: ', '')
                .replace(/^./, letter => letter.toUpperCase())}
            </Button>
          )
        })}
        <span className="annotate-towards">towards</span>
        <Tooltip text={`Current target: ${targetName}`} named>
          <Button
            className="annotate-target"
            size="small"
            icon={<TargetIcon aria-hidden="true" />}
            keys={commandSpec('annotate.target').keys ?? ''}
            onClick={commands['annotate.target'].run}
            onMouseDown={keepSelection}
          >
            <span className="sr-only">Current target: </span>
            <bdi>{targetName}</bdi>
          </Button>
        </Tooltip>
      </div>
    </div>
  )
}

/** A press on the toolbar must not take the selection out of the text. */
const keepSelection = (event: {preventDefault(): void}): void => event.preventDefault()
