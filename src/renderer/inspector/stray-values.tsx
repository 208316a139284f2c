import type {Annotation, FeatureValue} from '../../core/annotation/annotation.ts'
import {isLabels, isReference, isStances} from '../../core/annotation/annotation.ts'
import {unfitFeatures} from '../../core/annotation/new-annotation.ts'
import type {Schema} from '../../core/schema/schema.ts'
import {featureNamed, layerNamed} from '../../core/schema/schema.ts'
import type {Names} from '../state/names.ts'

/** What an annotation says that the schema in force has no place for: it is kept and exported, so it is shown. */
export function StrayValues({annotation, schema, names}: {readonly annotation: Annotation; readonly schema: Schema; readonly names: Names}) {
  const {layer, features} = annotation
  const stray = unfitFeatures(schema, layer, features)
  if (stray.length === 0) return null
  const named = layerNamed(schema, layer)
  return (
    <section className="stray-values" aria-label="Not in the schema">
      <h3>Not in the schema</h3>
      <dl>
        {stray.map(([name, value]) => (
          <div key={name}>
            <dt>{(named && featureNamed(named, name)?.label) ?? name}</dt>
            <dd dir="auto">{inWords(value, names)}</dd>
          </div>
        ))}
      </dl>
      <p>This was said under an earlier schema, or by somebody who had one. It is kept and exported as it is.</p>
    </section>
  )
}

function inWords(value: FeatureValue, names: Names): string {
  if (isStances(value)) return value.map(stance => `${stance.value}: ${names.holder(stance.holder)} → ${names.target(stance.target)}`).join('; ')
  if (isLabels(value)) return value.join(', ')
  return isReference(value) ? names.reference(value, () => undefined) : String(value)
}
