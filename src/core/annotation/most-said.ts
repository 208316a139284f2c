import type {Message} from '../language/message.ts'
import {message} from '../language/message.ts'
import type {Features} from './annotation.ts'
import {isLabels, isStances} from './annotation.ts'
import {labelField} from './record-key.ts'

/** Features, labels and stances of one annotation, of each at most, over all versions of the schema. */
export const MOST_SAID = 1000

/** What an annotation says too much of, by all that it was said in. */
export function tooMuchSaid(wordings: readonly {readonly features: Features}[]): Message | undefined {
  const said = {features: new Set<string>(), labels: new Set<string>(), stances: new Set<string>()}
  for (const {features} of wordings)
    for (const [name, value] of Object.entries(features)) {
      if (isStances(value)) for (const {id} of value) said.stances.add(id)
      else if (isLabels(value)) for (const label of value) said.labels.add(labelField(name, label))
      else said.features.add(name)
    }
  const most = {most: MOST_SAID}
  if (said.features.size > MOST_SAID)
    return message('it has more than {most, number} features, which is more than a hub takes in one annotation. Take some out.', most)
  if (said.labels.size > MOST_SAID)
    return message('it has more than {most, number} labels, which is more than a hub takes in one annotation. Take some out.', most)
  if (said.stances.size > MOST_SAID)
    return message('it has more than {most, number} stances, which is more than a hub takes in one annotation. Take some out.', most)
  return undefined
}
