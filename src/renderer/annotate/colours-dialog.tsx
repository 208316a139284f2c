import {layerNamed} from '../../core/schema/schema.ts'
import {allStanceChoices} from '../../core/schema/stance-choices.ts'
import {Button} from '../ui/button.tsx'
import {Checkbox} from '../ui/checkbox.tsx'
import {ChoiceGroup} from '../ui/choice-group.tsx'
import {Dialog} from '../ui/dialog.tsx'
import type {Hue} from '../ui/hue.ts'
import {LineSwatch} from '../ui/line-swatch.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import {looksOf} from '../state/look.ts'
import {names} from '../state/names.ts'
import {say} from '../ui/say.ts'
import './colours-dialog.css'

/** What the colours and lines in the text say, what they shall say, and which layers are painted at all. */
export function ColoursDialog({onClose}: {readonly onClose: () => void}) {
  const workspace = useWorkspace()
  const schema = workspace.project.schema()
  const {colours, hiddenLayers} = workspace.preferences.get()
  const {target} = workspace.view.get()
  const looks = looksOf(schema)
  const show = (layer: string, shown: boolean): void =>
    workspace.preferences.update(before => ({
      ...before,
      hiddenLayers: shown ? before.hiddenLayers.filter(each => each !== layer) : [...before.hiddenLayers, layer],
    }))
  const towards = target === undefined ? say('the current target') : `“${names(workspace.project, workspace.registry).target(target)}”`
  return (
    <Dialog
      open
      onClose={onClose}
      size="small"
      title={say('Colours and layers')}
      description={say('They are yours: nobody else’s window changes.')}
      actions={
        <Button variant="primary" onClick={onClose}>
          {say('Done')}
        </Button>
      }
    >
      <div className="colours">
        {allStanceChoices(schema).length > 0 && (
          <ChoiceGroup
            label={say('Colours say')}
            required
            choices={[
              {value: 'stance', label: say('Stance towards the target')},
              {value: 'layer', label: say('Layer alone, the same for all')},
            ]}
            value={colours}
            onChange={value => value !== undefined && workspace.preferences.update(before => ({...before, colours: value}))}
          />
        )}
        <ul aria-label={say('Layers in the text')}>
          {schema.layers.map(({name, label}) => {
            const stances = layerNamed(schema, name)?.features.find(feature => feature.kind === 'stances')
            return (
              <li key={name}>
                <Checkbox
                  label={
                    <span className="colours-name">
                      <Swatch looks={looks} name={name} /> <bdi>{label}</bdi>
                    </span>
                  }
                  checked={!hiddenLayers.includes(name)}
                  onChange={shown => show(name, shown)}
                />
                {colours === 'stance' && stances?.kind === 'stances' && (
                  <ul aria-label={say('{label}: stance towards {towards}', {label, towards})}>
                    {stances.choices.map(choice => (
                      <li key={choice.value} className="colours-name">
                        <Swatch looks={looks} name={`${name}-${choice.value}`} /> <bdi>{choice.label}</bdi>
                      </li>
                    ))}
                  </ul>
                )}
              </li>
            )
          })}
        </ul>
      </div>
    </Dialog>
  )
}

function Swatch({looks, name}: {readonly looks: ReturnType<typeof looksOf>; readonly name: string}) {
  const look = looks.find(each => each.name === name)
  return look === undefined ? null : <LineSwatch hue={look.hue as Hue} line={look.line} weight={look.weight} />
}
