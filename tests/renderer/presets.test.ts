// @vitest-environment node
import {readdirSync} from 'node:fs'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import type {FeatureValue, Reference, Stance} from '../../src/core/annotation/annotation.ts'
import {stancesOf} from '../../src/core/annotation/annotation.ts'
import type {Feature, Layer, Schema} from '../../src/core/schema/schema.ts'
import {kindOfLayer, primaryFeature} from '../../src/core/schema/schema.ts'
import {stanceChoices} from '../../src/core/schema/stance-choices.ts'
import {PRESETS} from '../../src/hub/schema-presets.ts'
import {atOnce} from '../../src/renderer/annotate/command.ts'
import {setFeature} from '../../src/renderer/annotate/edit-annotations.ts'
import {keysOfLayer, schemaDeeds, schemaKey} from '../../src/renderer/annotate/schema-commands.ts'
import {selectWords} from '../../src/renderer/annotate/select.ts'
import {createClaim, createEntity, createTopic} from '../../src/renderer/claims/registry-acts.ts'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import {fileOf, parseDataset} from '../support/datasets.ts'
import type {Desk} from '../support/desk.ts'
import {aDesk} from '../support/desk.ts'
import {value} from '../support/results.ts'

const FOLDER = join(import.meta.dirname, '..', '..', ...PRESETS)
const IDS = readdirSync(FOLDER).map(file => file.replace('.json', ''))
/** One for each layer: letters of three scripts, an emoji and a combining mark. */
const WORDS = ['Sea ice', 'Zoë', 'السلام', '👩‍👩‍👧', 'melts']

let desk: Desk
beforeEach(async () => {
  desk = await aDesk(anArticle(MIXED_TEXT), {schemasFolder: FOLDER})
})
afterEach(() => desk.close())

const presets = async () => value(await desk.workspace.host.requests.schemaPresets())
const take = async (id: string): Promise<Schema> => {
  const schema = (await presets()).find(preset => preset.id === id)?.schema
  if (schema === undefined) throw new Error(`${id} does not come with the app.`)
  value(await desk.workspace.host.requests.takeSchema(schema))
  await expect.poll(() => desk.workspace.project.schema().name, {timeout: 10_000}).toBe(schema.name)
  return schema
}
const press = (key = ''): void =>
  void schemaKey({key, code: `Key${key.toUpperCase()}`, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false})(desk.workspace, atOnce)
const selected = () => {
  const annotation = desk.article().set.get(desk.workspace.view.get().selected ?? '')
  if (annotation === undefined) throw new Error('Nothing is selected.')
  return annotation
}

test('every schema that comes with the app is offered, by a name and with what it is for', async () => {
  const offered = await presets()
  expect(offered.map(({id}) => id).sort()).toEqual([...IDS].sort())
  for (const {id, schema} of offered) expect(schema.description?.length, id).toBeGreaterThan(40)
})

describe.each(IDS)('%s', id => {
  test('gives each layer, label and stance a key that the app has not given away', async () => {
    const {layers} = await take(id)
    for (const layer of layers) {
      expect(keysOfLayer(desk.workspace, layer), layer.name).toBeDefined()
      mark(layer, 0)
      const keys = new Map(schemaDeeds(desk.workspace).map(deed => [deed.id, deed.keys]))
      for (const choice of primaryFeature(layer)?.choices ?? []) expect(keys.get(`label:${choice.value}`), choice.value).toBeDefined()
      for (const feature of layer.features) if (feature.key !== undefined) expect(keys.get(`feature:${feature.name}`), feature.name).toBeDefined()
    }
  })

  test('is worked with by keys, and what was made is a sound dataset', async () => {
    const {workspace} = desk
    const {layers} = await take(id)
    workspace.setTarget(createTopic(workspace, 'Sea ice 和平'))
    const marked = new Map<string, string>()
    for (const [nth, layer] of layers.entries()) marked.set(layer.name, mark(layer, nth))
    for (const layer of layers) {
      workspace.view.update(before => ({...before, selected: marked.get(layer.name), selection: undefined}))
      for (const {key, value: label} of primaryFeature(layer)?.choices ?? []) {
        press(key)
        expect(selected().features[layer.primary ?? '']).toBe(label)
      }
      for (const {key, value: stance} of stanceChoices(layer)) {
        press(key)
        expect(stancesOf(selected()).map(each => each.value)).toEqual([stance])
      }
      for (const feature of layer.features) {
        const said = aValue(feature, marked)
        if (said !== undefined) setFeature(workspace, desk.article(), selected().id, feature.name, said)
      }
      expect(Object.keys(selected().features).sort()).toEqual(layer.features.map(({name}) => name).sort())
    }
    await expect.poll(() => workspace.connection.state().unsynced, {timeout: 10_000}).toBe(false)
    const exported = await fileOf(value(await desk.requests.exportDataset('codepoint')))
    const read = parseDataset(exported)
    expect(read.ok ? [] : read.error).toEqual([])
    expect(value(await workspace.host.requests.checkProject())).toMatchObject({problems: []})
  })
})

/** Makes one annotation of a layer, by its key, as its kind is made. */
function mark(layer: Layer, nth: number): string {
  if (kindOfLayer(layer) === 'article') return made(layer)
  if (kindOfLayer(layer) === 'relation') return related(layer)
  selectWords(desk.workspace, desk.spanOf(WORDS[nth] ?? ''))
  press(layer.key)
  expect(selected().layer).toBe(layer.name)
  return selected().id
}

function made(layer: Layer): string {
  desk.workspace.view.update(before => ({...before, selected: undefined, selection: undefined}))
  press(layer.key)
  expect(selected().layer).toBe(layer.name)
  return selected().id
}

/** Between two annotations of the layers that it is for. */
function related(layer: Layer): string {
  const {workspace} = desk
  const {layers} = workspace.project.schema()
  const words = layers.filter(each => kindOfLayer(each) === 'span')
  const end = (name: string | undefined, nth: number): string => mark(words.find(each => each.name === name) ?? (words[0] as Layer), nth)
  const to = end(layer.to?.[0], 3)
  const from = end(layer.from?.[0], 4)
  expect(from).not.toBe(to)
  press(layer.key)
  workspace.view.update(before => ({...before, selected: to}))
  expect(desk.does('annotate.details')).toBe(true)
  expect(selected()).toMatchObject({layer: layer.name, from, to})
  return selected().id
}

/** Something that a feature may say, where no key of the text says it. */
function aValue(feature: Feature, marked: ReadonlyMap<string, string>): Exclude<FeatureValue, readonly Stance[]> | undefined {
  switch (feature.kind) {
    case 'choice':
      return feature.choices.at(-1)?.value
    case 'choices':
      return feature.choices.map(choice => choice.value)
    case 'yes-no':
      return false
    case 'text':
      return 'שלום 和平'
    case 'number':
      return feature.max ?? feature.min ?? 1
    case 'reference':
      return aReference(feature, marked)
    case 'stances':
      return undefined
    default:
      return feature satisfies never
  }
}

function aReference({to, layers = []}: Extract<Feature, {kind: 'reference'}>, marked: ReadonlyMap<string, string>): Reference {
  const mention = marked.get(layers[0] ?? '')
  if (to.includes('mention') && mention !== undefined) return {kind: 'mention', id: mention}
  return to.includes('claim') ? createClaim(desk.workspace, 'Das Eis schmilzt.') : createEntity(desk.workspace, 'Zoë 和平', undefined)
}
