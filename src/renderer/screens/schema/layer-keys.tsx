import type {Schema} from '../../../core/schema/schema.ts'
import {keysOfLayer} from '../../annotate/schema-commands.ts'
import {KeyHint} from '../../ui/key-hint.tsx'
import {LineSwatch} from '../../ui/line-swatch.tsx'
import {useWorkspace} from '../../state/use-workspace.ts'
import {say} from '../../ui/say.ts'

/** The layers of a schema as the toolbar will show them, each with its key, if the app has not given that away. */
export function LayerKeys({schema: {name, layers}}: {readonly schema: Schema}) {
  const workspace = useWorkspace('preferences', 'project')
  return (
    <ul className="layer-keys" aria-label={say('Layers of {name}', {name})}>
      {layers.map(layer => {
        const keys = keysOfLayer(workspace, layer)
        return (
          <li key={layer.name}>
            <LineSwatch {...layer.look} />
            <bdi>{layer.label}</bdi>
            {keys !== undefined && <KeyHint keys={keys} />}
          </li>
        )
      })}
    </ul>
  )
}
