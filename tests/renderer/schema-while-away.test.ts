// @vitest-environment node
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {eventually} from '../support/eventually.ts'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import type {Schema} from '../../src/core/schema/schema.ts'
import type {Person} from '../../src/core/round/owner.ts'
import {createHub} from '../../src/hub/hub.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {againCommands, lookAgain} from '../../src/renderer/annotate/again-commands.ts'
import {atOnce} from '../../src/renderer/annotate/command.ts'
import {schemaCommands, schemaKey} from '../../src/renderer/annotate/schema-commands.ts'
import {selectWords} from '../../src/renderer/annotate/select.ts'
import type {Workspace} from '../../src/renderer/state/workspace.ts'
import {createProjectFolder} from '../../src/storage/project-folder.ts'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import {value} from '../support/results.ts'
import {aWorkspace} from '../support/workspace.ts'

const alice: Person = {id: 'alice', name: 'Alice', role: 'admin'}
const bob: Person = {id: 'bob', name: 'Bob', role: 'annotator'}
const ICE = anArticle(MIXED_TEXT)
const press = (key: string) => ({key, code: `Key${key.toUpperCase()}`, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false})

/** Nothing of the usual labels is left. */
const NEXT: Schema = {
  name: 'Aussagen',
  version: 1,
  layers: [{name: 'aussage', label: 'قول', key: 'z', look: {hue: 'rose', line: 'wavy'}, features: []}],
}

/** Alice’s window, and Bob’s, whose connection is cut as often as wanted. */
async function twoWindows() {
  const folder = await mkdtemp(join(tmpdir(), 'claimlight-away-'))
  const hub = await createHub({folder: value(await createProjectFolder(join(folder, 'Ice.claimlight'), {projectId: 'ice'})), version: '0.0.0'})
  value(await hub.requests(alice, 'desktop').importFiles([{name: 'ice.txt', bytes: new TextEncoder().encode(ICE.text)}], null))
  await hub.changeProject(({people}) => {
    people.put(alice)
    people.put(bob)
  })
  let away = false
  const reached: Hub = {...hub, connect: (channel, ...given) => (away ? channel.close(1001, 'away') : hub.connect(channel, ...given))}
  const {workspace: bobs, cut} = await aWorkspace(reached, bob)
  const {workspace: alices} = await aWorkspace(hub, alice)
  onTestFinished(async () => {
    await bobs.close()
    await alices.close()
    await hub.close()
    await rm(folder, {recursive: true})
  })
  await bobs.open(ICE.id)
  return {
    alices,
    bobs,
    goesAway: async () => {
      away = true
      cut()
      await eventually(() => expect(bobs.connection.state().connected).toBe(false))
    },
    comesBack: () => {
      away = false
    },
  }
}

function marksZoe(bobs: Workspace, ...keys: readonly string[]): void {
  const start = ICE.text.indexOf('Zoë')
  selectWords(bobs, {start, end: start + 'Zoë'.length})
  for (const key of keys) schemaKey(press(key))(bobs, atOnce)
}

test('what a colleague says under the older schema while she is away is kept as she said it, and nothing of it is a problem', async () => {
  const {alices, bobs, goesAway, comesBack} = await twoWindows()
  await goesAway()
  value(await alices.host.requests.takeSchema(NEXT))
  marksZoe(bobs, 'e', '1')
  comesBack()
  await eventually(() => expect(schemaCommands(bobs).map(({title}) => title)).toEqual(['Mark قول']))
  await eventually(() => expect(bobs.connection.state().unsynced).toBe(false))
  await alices.open(ICE.id)
  const [{annotation} = {}] = alices.current()?.listed() ?? []
  expect(annotation).toMatchObject({layer: 'entity', features: {type: 'PERSON'}, schemaVersion: DEFAULT_SCHEMA.version, selector: {quote: 'Zoë'}, by: 'bob'})
  expect(value(await alices.host.requests.checkProject()).problems).toEqual([])
})

/** The same, with something said of persons. */
const guided = (guideline: string): Schema =>
  JSON.parse(JSON.stringify(DEFAULT_SCHEMA), (_key, each: unknown) =>
    typeof each === 'object' && each !== null && 'value' in each && each.value === 'PERSON' ? {...each, guideline} : each,
  ) as Schema

test('[SP224] what was said under the first version while two more were published arrives as of the first, is to be looked at again, and is right in the third once its author says so', async () => {
  const {alices, bobs, goesAway, comesBack} = await twoWindows()
  await goesAway()
  value(await alices.host.requests.takeSchema(guided('Whom one can meet.')))
  value(await alices.host.requests.takeSchema(guided('Whom one can meet. ومن لا يُلتقى به.')))
  marksZoe(bobs, 'e', '1')
  expect(bobs.project.schema().version).toBe(1)
  comesBack()
  await eventually(() => expect([bobs.project.schema().version, bobs.connection.state().unsynced]).toEqual([3, false]))
  await alices.open(ICE.id)
  const hers = (): unknown => {
    const [{annotation} = {}] = alices.current()?.listed() ?? []
    return [annotation?.schemaVersion, annotation?.stillRight?.version]
  }
  await eventually(() => expect(hers()).toEqual([1, undefined]))
  await lookAgain(bobs, {by: 'bob'})
  expect(bobs.view.get().again).toMatchObject({at: 0, found: 1, items: [{version: 1, by: 'bob'}]})
  expect(againCommands['again.stillRight'](bobs, atOnce)).toBe(true)
  await eventually(() => expect(hers()).toEqual([1, 3]))
  await eventually(async () => expect(value(await bobs.host.requests.olderAnnotations()).total).toBe(0))
  expect(bobs.view.get().again).toBeUndefined()
})
