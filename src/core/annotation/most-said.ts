import type {Features} from './annotation.ts'
import {isLabels, isStances} from './annotation.ts'
import {labelField} from './record-key.ts'

/** Features, labels and stances of one annotation, of each at most, over all versions of the schema. */
export const MOST_SAID = 1000

/** What an annotation says too much of, by all that it was said in. */
export function tooMuchSaid(wordings: readonly {readonly features: Features}[]): string | undefined {
  const said = {features: new Set<string>(), labels: new Set<string>(), stances: new Set<string>()}
  for (const {features} of wordings)
    for (const [name, value] of Object.entries(features)) {
      if (isStances(value)) for (const {id} of value) said.stances.add(id)
      else if (isLabels(value)) for (const label of value) said.labels.add(labelField(name, label))
      else said.features.add(name)
    }
  const [what] = Object.entries(said).find(([, {size}]) => size > MOST_SAID) ?? []
  return what && `it has more than ${MOST_SAID} ${what}, which is more than a hub takes in one annotation. Take some out.`
}
