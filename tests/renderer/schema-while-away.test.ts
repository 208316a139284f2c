// @vitest-environment node
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {eventually} from '../support/eventually.ts'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import type {Schema} from '../../src/core/schema/schema.ts'
import type {Person} from '../../src/core/round/owner.ts'
import {createHub} from '../../src/hub/hub.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {atOnce} from '../../src/renderer/annotate/command.ts'
import {schemaCommands, schemaKey} from '../../src/renderer/annotate/schema-commands.ts'
import {selectWords} from '../../src/renderer/annotate/select.ts'
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

test('what a colleague says under the older schema while she is away is kept as she said it, and nothing of it is a problem', async () => {
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
  try {
    await bobs.open(ICE.id)
    away = true
    cut()
    await eventually(() => expect(bobs.connection.state().connected).toBe(false))
    value(await alices.host.requests.takeSchema(NEXT))
    const start = ICE.text.indexOf('Zoë')
    selectWords(bobs, {start, end: start + 'Zoë'.length})
    schemaKey(press('e'))(bobs, atOnce)
    schemaKey(press('1'))(bobs, atOnce)
    away = false
    await eventually(() => expect(schemaCommands(bobs).map(({title}) => title)).toEqual(['Mark قول']))
    await eventually(() => expect(bobs.connection.state().unsynced).toBe(false))
    await alices.open(ICE.id)
    const [{annotation} = {}] = alices.current()?.listed() ?? []
    expect(annotation).toMatchObject({layer: 'entity', features: {type: 'PERSON'}, schemaVersion: DEFAULT_SCHEMA.version, selector: {quote: 'Zoë'}, by: 'bob'})
    expect(value(await alices.host.requests.checkProject()).problems).toEqual([])
  } finally {
    await bobs.close()
    await alices.close()
    await hub.close()
    await rm(folder, {recursive: true})
  }
})
