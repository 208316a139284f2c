import type {Message} from '../language/message.ts'
import {message} from '../language/message.ts'
import type {Choice, Feature, Schema} from './schema.ts'
import {featureNamed, layerNamed} from './schema.ts'
import {readWord} from './mapping.ts'
import type {SchemaDifference, SchemaPart} from './schema-diff.ts'
import {toldApart} from './told-apart.ts'

/** A sentence has room for the beginning of a long label. Characters. */
const LONGEST = 80

function short(label: string): string {
  const characters = [...label.slice(0, 4 * LONGEST)]
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : label
}

type Changed = Extract<SchemaDifference, {kind: 'changed'}>

/** One difference between two versions, as somebody is told: what it is about, and what happened to it. */
export function differenceWords(difference: SchemaDifference, before: Schema, after: Schema): Message {
  const schema = difference.kind === 'added' ? after : before
  return message('{part}: {change}', {part: partWords(difference, schema), change: changeWords(difference, before, after)})
}

/** What a difference is about. Of what is put in another order: what that stands in. */
export function partWords({of, at}: Pick<SchemaDifference, 'of' | 'at'>, schema: Schema): Message {
  const layer = at.layer === undefined ? undefined : layerNamed(schema, at.layer)
  const feature = at.feature === undefined ? undefined : layer && featureNamed(layer, at.feature)
  const label = at.label === undefined ? undefined : labelTold(feature, at.label)
  if (at.layer === undefined) return of === 'schema' ? message('The codebook') : message('The layers')
  const layerLabel = short(layer?.label ?? at.layer)
  if (at.feature === undefined) return message('Layer “{name}”', {name: layerLabel})
  const featureLabel = short(feature?.label ?? at.feature)
  if (at.label === undefined) return message('Feature “{name}” of “{layer}”', {name: featureLabel, layer: layerLabel})
  return message('Label “{name}” of “{feature}”', {name: short(label ?? at.label), feature: featureLabel})
}

const labelsOf = (feature: Feature | undefined): readonly Choice[] => (feature !== undefined && 'choices' in feature ? feature.choices : [])

function labelTold(feature: Feature | undefined, name: string): string | undefined {
  const labels = labelsOf(feature)
  const found = labels.find(({value}) => value === name)
  return found && toldApart(labels)(found)
}

function changeWords(difference: SchemaDifference, before: Schema, after: Schema): Message {
  switch (difference.kind) {
    case 'added':
      return message('added', {}, 'what became of a part of the codebook')
    case 'removed':
      return message('removed', {}, 'what became of a part of the codebook')
    case 'mapped':
      return mappedWords(difference, before, after)
    case 'moved':
      return message('other order')
    case 'changed':
      return changedWords(difference)
  }
}

/** Labels that something was split into and that are told of. */
const MOST_INTO = 5

function mappedWords({at, to, label: before}: Extract<SchemaDifference, {kind: 'mapped'}>, {version}: Schema, after: Schema): Message {
  const {mappings = []} = after
  const last = mappings.findLast(({layer, feature, label}) => layer === at.layer && feature === at.feature && label === at.label)
  // What is called as before has only another name in the data.
  const called = (name: string): string => short([nameNow(name, at, {after, version})].find(each => each !== before) ?? name)
  if (last?.split === undefined) return message('read as “{to}” now', {to: called(to)})
  const into = last.split.slice(0, MOST_INTO).map(called)
  return message('split into {labels}, and read as “{to}” until somebody looks at it again', {
    labels: [...into, ...(last.split.length > into.length ? ['…'] : [])].join(', '),
    to: called(to),
  })
}

/** What goes by a name now, as people read it, in the place of what went by another under an earlier `version`. */
function nameNow(name: string, at: SchemaDifference['at'], {after, version}: {readonly after: Schema; readonly version: number}): string {
  const {layer: layerName = '', feature: featureName, label} = at
  if (featureName === undefined) return layerNamed(after, name)?.label ?? name
  const layer = layerNamed(after, readWord(after, {layer: layerName}, version).layer)
  if (label === undefined) return (layer && featureNamed(layer, name)?.label) ?? name
  const feature = layer && featureNamed(layer, readWord(after, {layer: layerName, feature: featureName}, version).feature ?? featureName)
  return labelTold(feature, name) ?? name
}

/** What is said of a field, whatever it was and is. */
const PLAIN: {readonly [field: string]: Message} = {
  guideline: message('other guideline'),
  examples: message('other examples'),
  description: message('other description'),
  translations: message('other words in other languages'),
  look: message('other colour or line'),
  primary: message('other labels on the digits'),
  when: message('asked in other cases'),
  role: message('means something else'),
  from: message('goes from and to other layers'),
  to: message('goes from and to other layers'),
  of: message('about something else'),
}

/** What became of one field. */
export function changedWords({of, field, after}: Pick<Changed, 'of' | 'field' | 'after'>): Message {
  switch (field) {
    case 'label':
    case 'name':
      return message('renamed “{name}”', {name: text(after)})
    case 'key':
      return after === undefined ? message('no key any more') : message('key {key}', {key: text(after)})
    case 'parent':
      return after === undefined ? message('stands at the top') : message('stands under “{parent}”', {parent: text(after)})
    case 'retired':
      return after === true ? message('retired: still shown, not offered') : message('offered again')
    case 'required':
      return after === true ? message('required', {}, 'what became of a part of the codebook') : message('not required any more')
    case 'countsForAgreement':
      return after === false ? message('does not count for agreement any more') : message('counts for agreement')
    default:
      return (isOfEnds(of, field) ? PLAIN[field] : undefined) ?? message('takes other answers')
  }
}

/** A feature has "to" as well: what it points to. */
const isOfEnds = (of: SchemaPart, field: string): boolean => Object.hasOwn(PLAIN, field) && !(of === 'feature' && field === 'to')

const text = (value: unknown): string => (typeof value === 'string' ? short(value) : '')
