import {act, renderHook, waitFor} from '@testing-library/react'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import type {Feature, Schema} from '../../src/core/schema/schema.ts'
import type {SchemaApi} from '../../src/ipc/schema-api.ts'
import {selectWords} from '../../src/renderer/annotate/select.ts'
import {useSchemaChange} from '../../src/renderer/screens/schema/use-schema-change.ts'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import type {Desk} from '../support/desk.ts'
import {aDesk} from '../support/desk.ts'

let desk: Desk
beforeEach(async () => {
  desk = await aDesk(anArticle(MIXED_TEXT))
})
afterEach(() => desk.close())

const person = {layer: 'entity', feature: 'type', label: 'PERSON'}

/** The entities of the default schema under another name, or without persons. */
function changed(name: string, isWithout: (value: string) => boolean): Schema {
  const features = (all: readonly Feature[]): readonly Feature[] =>
    all.map(feature =>
      feature.name === 'type' && feature.kind === 'choice' ? {...feature, choices: feature.choices.filter(({value}) => !isWithout(value))} : feature,
    )
  const text = JSON.stringify(DEFAULT_SCHEMA.layers.map(layer => ({...layer, features: features(layer.features)})))
  return {...DEFAULT_SCHEMA, layers: JSON.parse(text.replaceAll(/(?<!"to":\[)"entity"/g, `"${name}"`)) as Schema['layers']}
}

async function anEntity(): Promise<{readonly requests: Pick<SchemaApi, 'weighSchema'>; readonly asked: () => readonly number[]}> {
  const {workspace, spanOf, does} = desk
  selectWords(workspace, spanOf('Zoë'))
  does('mark:entity')
  const {set} = workspace.current() ?? {}
  const [entity] = set?.all() ?? []
  set?.setFeature(entity?.id ?? '', 'type', 'PERSON', {by: 'alice', at: 5})
  await waitFor(() => expect(workspace.connection.state().unsynced).toBe(false), {timeout: 10_000})
  const asked: number[] = []
  const weighSchema: SchemaApi['weighSchema'] = (schema, mappings = []) => {
    asked.push(mappings.length)
    return workspace.host.requests.weighSchema(schema, mappings)
  }
  return {requests: {weighSchema}, asked: () => asked}
}

test('[SP162] where a label goes is chosen as often and as quickly as one likes, and the project is counted once', async () => {
  const {requests, asked} = await anEntity()
  const next = changed('entity', value => value === 'PERSON')
  const {result} = renderHook(() => useSchemaChange(requests, next))
  await waitFor(() => expect(result.current.uses).toMatchObject([{word: person, annotations: 1}]), {timeout: 10_000})
  for (const to of ['ORG', 'GPE', 'LOC', 'NORP', 'EVENT', 'OTHER', 'ORG', 'LOC']) {
    act(() => result.current.map(person, to))
    expect(result.current.uses).toMatchObject([{word: person, to, annotations: 1}])
  }
  expect([result.current.mappings, asked()]).toEqual([[{...person, to: 'LOC'}], [0]])
  act(() => result.current.map(person, undefined))
  expect(result.current.uses[0]?.to).toBeUndefined()
})

test('[SP162] where a layer goes is counted one after the other, the last at the end, and what was counted stays in sight meanwhile', async () => {
  const {requests, asked} = await anEntity()
  const next = changed('actor', value => value === 'PERSON')
  const {result} = renderHook(() => useSchemaChange(requests, next))
  const layer = {layer: 'entity'}
  await waitFor(() => expect(result.current.uses).toMatchObject([{word: layer, annotations: 1}]), {timeout: 10_000})
  for (let quick = 0; quick < 12; quick++) {
    act(() => result.current.map(layer, quick % 2 === 0 ? 'source' : 'actor'))
    expect(result.current.uses[0]?.word).toEqual(layer)
  }
  // What the layer is read as has no place for one of its labels.
  await waitFor(
    () =>
      expect(result.current.uses.map(({word, to}) => [word, to])).toEqual([
        [layer, 'actor'],
        [person, undefined],
      ]),
    {timeout: 10_000},
  )
  expect(asked().length).toBeLessThanOrEqual(3)
})
