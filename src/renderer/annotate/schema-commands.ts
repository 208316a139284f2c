import {kindOf, kindProblem} from '../../core/annotation/annotation-kind.ts'
import {isAsked} from '../../core/schema/conditions.ts'
import {offeredChoices} from '../../core/schema/offered-choices.ts'
import type {Choice, Feature, Layer} from '../../core/schema/schema.ts'
import {kindOfLayer, layerNamed, primaryFeature} from '../../core/schema/schema.ts'
import {allStanceChoices} from '../../core/schema/stance-choices.ts'
import type {CommandId, SchemaCommandId} from '../../ipc/commands.ts'
import type {KeyPress} from '../ui/shortcuts.ts'
import {matchesKey, parseAccelerator, thisPlatform} from '../ui/shortcuts.ts'
import type {Workspace} from '../state/workspace.ts'
import {onSelected} from './annotate-commands.ts'
import type {Command} from './command.ts'
import {schemaCommand} from './schema-act.ts'
import {titleHere} from '../state/command-words.ts'
import type {KeyedId} from '../state/own-keys.ts'
import {free, keysOf, schemaKeysOf} from '../state/own-keys.ts'
import {say} from '../ui/say.ts'

const TITLES = {
  span: (label: string): string => say('Mark {label}', {label}),
  article: (label: string): string => say('{label} of the whole article', {label}),
  relation: (label: string): string => say('Relate: {label}…', {label}),
} as const

/** A command that the schema in force makes: to make an annotation in a layer, or to take a stance. */
export type SchemaCommand = SchemaDeed & {readonly id: SchemaCommandId}

export const markCommandOf = (workspace: Workspace, layer: Layer): SchemaCommand => ({
  id: `mark:${layer.name}`,
  title: TITLES[kindOfLayer(layer)](layer.label),
  keys: keysOfLayer(workspace, layer),
  command: schemaCommand({kind: 'mark', layer: layer.name}),
})

export const stanceCommandOf = (workspace: Workspace, {value, label, key}: Choice): SchemaCommand => ({
  id: `stance:${value}`,
  title: say('Stance: {label}', {label}),
  keys: schemaKeysOf(workspace, `stance:${value}`, key),
  command: schemaCommand({kind: 'stance', value}),
})

/** What marks words in a layer; none where the app has given its key away. */
export const keysOfLayer = (workspace: Workspace, {name, key}: Layer): string | undefined => schemaKeysOf(workspace, `mark:${name}`, key)

/** All of them now. */
export function schemaCommands(workspace: Workspace): readonly SchemaCommand[] {
  const schema = workspace.project.schema()
  return [...schema.layers.map(layer => markCommandOf(workspace, layer)), ...allStanceChoices(schema).map(choice => stanceCommandOf(workspace, choice))]
}

/** What can be done with the selected annotation because the schema says so: go to one of its features, or make it one of another layer. */
export type SchemaDeed = {readonly id: string; readonly title: string; readonly keys: string | undefined; readonly command: Command}

const featureTitle = ({label}: Feature): string => `${label}…`
const layerTitle = ({label}: Layer): string => say('Change to {label}', {label})
/** With Shift: what marks words in the layer makes the selected annotation one of it. */
function layerKeys(workspace: Workspace, layer: Layer): string | undefined {
  const keys = keysOfLayer(workspace, layer) ?? layer.key.toUpperCase()
  return keys.startsWith('Shift+') ? undefined : free(workspace, `Shift+${keys}`)
}

export function schemaDeeds(workspace: Workspace): readonly SchemaDeed[] {
  const on = onSelected(workspace)
  if (on === undefined) return []
  const {annotation} = on
  const schema = workspace.project.schema()
  const layer = layerNamed(schema, annotation.layer)
  return [
    ...labelDeeds(workspace, layer),
    ...(layer?.features ?? [])
      .filter(feature => layer !== undefined && isAsked(layer, feature, annotation.features))
      .map(feature => ({
        id: `feature:${feature.name}`,
        title: featureTitle(feature),
        keys: keysOfFeature(workspace, feature),
        command: schemaCommand({kind: 'feature', feature: feature.name}),
      })),
    ...schema.layers
      .filter(other => other.name !== annotation.layer && kindProblem(other, kindOf(annotation)) === undefined)
      .map(layer => ({
        id: `layer:${layer.name}`,
        title: layerTitle(layer),
        keys: layerKeys(workspace, layer),
        command: schemaCommand({kind: 'layer', layer: layer.name}),
      })),
  ]
}

/** To choose a primary label, or take it back. */
function labelDeeds(workspace: Workspace, layer: Layer | undefined): readonly SchemaDeed[] {
  const primary = layer && primaryFeature(layer)
  if (primary === undefined) return []
  return offeredChoices(primary.choices).map(({value, label, key}) => ({
    id: `label:${value}`,
    title: `${primary.label}: ${label}`,
    keys: free(workspace, key?.toUpperCase()),
    command: schemaCommand({kind: 'label', value}),
  }))
}

/** What a key does by the schema, where no command of the table has that key; one that does not apply leaves it to what follows. */
export const schemaKey =
  (press: KeyPress): Command =>
  (workspace, run) =>
    keyedBySchema(workspace, press).some(({command}) => command(workspace, run))

/** What the schema gives that key to, whether it applies or not. */
export const schemaTitleAt = (press: KeyPress, workspace: Workspace): string | undefined => keyedBySchema(workspace, press)[0]?.title

const keyedBySchema = (workspace: Workspace, press: KeyPress): readonly SchemaDeed[] =>
  [...schemaCommands(workspace), ...schemaDeeds(workspace)].filter(({keys}) => {
    const accelerator = keys === undefined ? undefined : parseAccelerator(keys)
    return accelerator !== undefined && matchesKey(press, accelerator, thisPlatform())
  })

const keysOfFeature = (workspace: Workspace, {name, key}: Feature): string | undefined => schemaKeysOf(workspace, `feature:${name}`, key)

/** A key with what it does; of what can be given another one, by which name. */
/** `also`: another key that does the same. */
export type KeyRow = {readonly keys: string | undefined; readonly what: string; readonly id?: KeyedId; readonly also?: string}

/** All such keys of the schema in force with what they do, for the list of keys. */
export function schemaKeys(workspace: Workspace): {readonly marks: readonly KeyRow[]; readonly deeds: readonly KeyRow[]} {
  const {layers} = workspace.project.schema()
  const features = new Map(layers.flatMap(layer => layer.features.map(feature => [feature.name, feature])))
  return {
    marks: schemaCommands(workspace).map(({id, keys, title}) => ({id, keys, what: title})),
    deeds: [
      ...layers.flatMap(layer => letterRows(workspace, layer)),
      ...[...features.values()]
        .filter(({key}) => key !== undefined)
        .map(feature => ({id: `feature:${feature.name}` as const, keys: keysOfFeature(workspace, feature), what: feature.label})),
      ...layers.map(layer => ({keys: layerKeys(workspace, layer), what: layerTitle(layer)})).filter(isKeyed),
    ],
  }
}

const isKeyed = ({keys}: KeyRow): boolean => keys !== undefined

const FIRST = 5
const ALWAYS: readonly CommandId[] = ['edit.undo', 'view.palette', 'annotate.next', 'help.keys', 'article.next']

/** The keys to begin with: what the schema's first layers and its first stance are given by, then how to take that back and to find everything else. */
export function firstKeys(workspace: Workspace): readonly KeyRow[] {
  const made = schemaCommands(workspace).filter(({keys}) => keys !== undefined)
  const marks = made.filter(({id}) => id.startsWith('mark:')).slice(0, 2)
  const stances = made.filter(({id}) => id.startsWith('stance:')).slice(0, 1)
  return [...marks, ...stances, ...ALWAYS.map(id => ({keys: keysOf(workspace, id), title: titleHere(id)}))]
    .map(({keys, title}) => ({keys, what: title.replace('…', '')}))
    .filter(isKeyed)
    .slice(0, FIRST)
}

/** Digits are said once for all; these are letters. */
function letterRows(workspace: Workspace, layer: Layer): readonly KeyRow[] {
  const primary = primaryFeature(layer)
  return (primary?.choices ?? []).flatMap(({key, label}) =>
    key === undefined || /^\d$/.test(key) ? [] : [{keys: free(workspace, key.toUpperCase()), what: `${primary?.label}: ${label}`}].filter(isKeyed),
  )
}
