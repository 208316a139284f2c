import type {ReactNode} from 'react'
import type {Annotation, AnnotationId} from '../../core/annotation/annotation.ts'
import {isStances, stancesOf} from '../../core/annotation/annotation.ts'
import {EndWords} from '../annotate/annotation-words.tsx'
import {useSpoken} from '../state/use-spoken.ts'
import {surenessWords} from '../annotate/how-sure.ts'
import {say} from '../ui/say.ts'
import type {NamingThen} from './words-then.ts'
import {layerThen, saidThen, stanceThen} from './words-then.ts'

type Props = {readonly naming: NamingThen; readonly annotation: Annotation; readonly lookup: (id: AnnotationId) => Annotation | undefined}

/** All that an annotation said at a time; the ends of a relation as they are now. */
export function StateShown({naming, annotation, lookup}: Props) {
  const spoken = useSpoken()
  const {selector, from, to, features, confidence} = annotation
  const lines: readonly (readonly [label: string, value: ReactNode])[] = [
    [say('Layer'), layerThen(naming, annotation)],
    ...(selector === undefined
      ? []
      : [
          [
            say('Words'),
            <q key="words" {...spoken(selector.start)}>
              {selector.quote}
            </q>,
          ] as const,
        ]),
    ...(from === undefined
      ? []
      : (
          [
            [say('From'), from],
            [say('To'), to],
          ] as const
        ).map(([label, id]) => [label, <EndWords key={label} end={lookup(id)} />] as const)),
    ...Object.entries(features).flatMap(([name, value]) => {
      if (isStances(value)) return []
      const {feature, label, words} = saidThen(naming, annotation, name)
      return [[feature === undefined ? say('{feature} (not in the schema now)', {feature: label}) : label, words(value)] as const]
    }),
    ...stancesOf(annotation).map(stance => [say('Stance'), stanceThen(naming, annotation, stance)] as const),
    ...(confidence === undefined ? [] : [[say('How sure'), surenessWords(confidence)] as const]),
  ]
  return (
    <dl className="state-shown" aria-label={say('This state')}>
      {lines.map(([label, value], at) => (
        // A state never changes: its lines have no other identity than their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div key={at}>
          <dt>{label}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
