import type {Annotation, FeatureValue} from '../../core/annotation/annotation.ts'
import {chosenLabels, isStances} from '../../core/annotation/annotation.ts'
import {unfitFeatures} from '../../core/annotation/new-annotation.ts'
import {isAsked} from '../../core/schema/conditions.ts'
import type {Feature, Schema} from '../../core/schema/schema.ts'
import {featureNamed, layerNamed} from '../../core/schema/schema.ts'
import {stanceWords, valueWords} from '../annotate/feature-words.ts'
import type {Names} from '../state/names.ts'
import {say} from '../ui/say.ts'

type Props = {readonly annotation: Annotation; readonly schema: Schema; readonly names: Names}
type Value = readonly [name: string, value: FeatureValue]

/** What an annotation says that nobody asks, or that the schema in force has no place for: it is kept and exported, so it is shown. */
export function StrayValues({annotation, schema, names}: Props) {
  const {layer, features} = annotation
  const known = layerNamed(schema, layer)
  const unfit = unfitFeatures(schema, layer, features)
  const stray = unfit.flatMap(([name, value]) => withoutTicked(name, value, known && featureNamed(known, name)))
  const unasked = Object.entries(features).filter(([name]) => {
    const feature = known && featureNamed(known, name)
    return known !== undefined && feature !== undefined && !isAsked(known, feature, features) && !unfit.some(([other]) => other === name)
  })
  const list = (title: string, values: readonly Value[], why: string) =>
    values.length > 0 && <Values title={title} values={values} why={why} annotation={annotation} schema={schema} names={names} />
  return (
    <>
      {list(say('Not asked now'), unasked, say('This was said when it was asked. It is kept and exported as it is.'))}
      {list(say('Not in the schema'), stray, say('This was said under an earlier schema, or by somebody who had one. It is kept and exported as it is.'))}
    </>
  )
}

/** Of labels that are chosen among several, those that are ticked in their field stand there. */
function withoutTicked(name: string, value: FeatureValue, feature: Feature | undefined): readonly Value[] {
  const labels = chosenLabels(value)
  if (feature?.kind !== 'choices' || labels.length === 0) return [[name, value]]
  const others = labels.filter(label => !feature.choices.some(choice => choice.value === label))
  return others.length === 0 ? [] : [[name, others]]
}

function Values({title, values, why, annotation, schema, names}: Props & {readonly title: string; readonly values: readonly Value[]; readonly why: string}) {
  const known = layerNamed(schema, annotation.layer)
  const naming = {schema, names, quoteOf: () => undefined}
  return (
    <section className="stray-values" aria-label={title}>
      <h3>{title}</h3>
      <dl>
        {values.map(([name, value]) => {
          const feature = known && featureNamed(known, name)
          return (
            <div key={name}>
              <dt>{feature?.label ?? name}</dt>
              <dd dir="auto">
                {isStances(value) ? value.map(stance => stanceWords(naming, annotation.layer, stance)).join('; ') : valueWords(naming, feature, value)}
              </dd>
            </div>
          )
        })}
      </dl>
      <p>{why}</p>
    </section>
  )
}
