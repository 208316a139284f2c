import {Target as TargetIcon} from 'lucide-react'
import {stancesOf} from '../../core/annotation.ts'
import {allStanceChoices} from '../../core/stance-choices.ts'
import {commandSpec} from '../../ipc/commands.ts'
import {Button} from '../ui/button.tsx'
import {LineSwatch} from '../ui/line-swatch.tsx'
import {Tooltip} from '../ui/tooltip.tsx'
import {useWorkspace} from '../workspace/use-workspace.ts'
import {selectedAnnotation} from './annotate-commands.ts'
import type {Commands} from './commands.ts'
import {sameTarget} from './look.ts'
import {names} from './names.ts'
import {markCommandOf, stanceCommandOf} from './schema-commands.ts'
import './toolbar.css'

/** Marks and stances by mouse; every button says the key that does the same. */
export function AnnotateToolbar({commands}: {readonly commands: Commands}) {
  const workspace = useWorkspace()
  const {target} = workspace.view.get()
  const annotation = selectedAnnotation(workspace)
  const me = workspace.session.get().person.id
  const called = names(workspace.project, workspace.registry)
  const given = annotation && target && stancesOf(annotation).find(stance => stance.by === me && sameTarget(stance.target, target, called.resolve))?.value
  const targetName = target === undefined ? 'Choose target…' : called.target(target)
  const schema = workspace.project.schema()
  const stances = allStanceChoices(schema)
  return (
    <div className="annotate-toolbar" role="toolbar" aria-label="Annotate">
      <div className="annotate-group">
        {schema.layers.map(layer => {
          const {keys = '', enabled, run} = markCommandOf(workspace, layer)
          return (
            <Button
              key={layer.name}
              size="small"
              variant="quiet"
              icon={<LineSwatch {...layer.look} />}
              keys={keys}
              disabled={!enabled()}
              onClick={run}
              onMouseDown={keepSelection}
            >
              {layer.label}
            </Button>
          )
        })}
      </div>
      {stances.length > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in the toolbar's row
        <div className="annotate-group" role="group" aria-label="Stance towards the current target">
          {stances.map(choice => {
            const {keys = '', enabled, run} = stanceCommandOf(workspace, choice)
            return (
              <Button
                key={choice.value}
                size="small"
                variant="quiet"
                aria-pressed={given === choice.value}
                keys={keys}
                disabled={!enabled()}
                onClick={run}
                onMouseDown={keepSelection}
              >
                {choice.label}
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
      )}
    </div>
  )
}

/** A press on the toolbar must not take the selection out of the text. */
const keepSelection = (event: {preventDefault(): void}): void => event.preventDefault()
