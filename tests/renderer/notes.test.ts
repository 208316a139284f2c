// @vitest-environment node
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {eventually} from '../support/eventually.ts'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import type {Person} from '../../src/core/round/owner.ts'
import type {Feature} from '../../src/core/schema/schema.ts'
import {featureNamed, layerNamed} from '../../src/core/schema/schema.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {createHub} from '../../src/hub/hub.ts'
import type {NoteTyping} from '../../src/renderer/annotate/note-typing.ts'
import {beginTyping, writeText} from '../../src/renderer/annotate/note-typing.ts'
import {replay, replayTitle} from '../../src/renderer/annotate/replay.ts'
import type {Workspace} from '../../src/renderer/state/workspace.ts'
import {createProjectFolder} from '../../src/storage/project-folder.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {aWorkspace} from '../support/workspace.ts'

const alice: Person = {id: 'alice', name: 'Alice', role: 'admin'}
const bob: Person = {id: 'bob', name: 'Bob', role: 'annotator'}
const ICE = anArticle(MIXED_TEXT)
const claim = aClaim(ICE, 'Zoë', {id: 'c', features: {note: 'Ice melts.'}})
const layer = layerNamed(DEFAULT_SCHEMA, 'claim')
const NOTE = layer === undefined ? undefined : featureNamed(layer, 'note')

let folder: string
let hub: Hub
let open: Workspace[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'claimlight-notes-'))
  const made = await createProjectFolder(join(folder, 'Ice.claimlight'), {projectId: 'ice'})
  if (!made.ok) throw new Error(`${made.error}`)
  hub = await createHub({folder: made.value, version: '0.0.0'})
  const imported = await hub.requests(alice, 'desktop').importFiles([{name: 'ice.txt', bytes: new TextEncoder().encode(ICE.text)}], null)
  if (!imported.ok) throw new Error(`${imported.error}`)
  await hub.changeProject(({people}) => {
    people.put(alice)
    people.put(bob)
  })
})

afterEach(async () => {
  await Promise.all(open.map(workspace => workspace.close()))
  open = []
  await hub.close()
  await rm(folder, {recursive: true})
})

/** A person at the note of the claim, who types and pauses. */
async function atTheNote(person: Person) {
  const {workspace} = await aWorkspace(hub, person)
  open.push(workspace)
  await workspace.open(ICE.id)
  const article = workspace.current()
  if (article === undefined || NOTE === undefined) throw new Error('No note is on screen.')
  const note: Feature = NOTE
  let typing: NoteTyping | undefined
  return {
    workspace,
    set: article.set,
    reads: () => article.set.get('c')?.features.note,
    types: (text: string) => {
      typing = writeText(workspace, article, claim, note, text, typing ?? beginTyping(article, claim, note))
    },
    leaves: () => {
      typing = undefined
    },
  }
}
const saved = (workspace: Workspace) => eventually(() => expect(workspace.saveState()).toEqual({kind: 'saved'}))

describe('two people at one note', () => {
  test('[NO5] [NO6] both type with pauses, each without the other’s words before her: the note has the words of both once', async () => {
    const [a, b] = [await atTheNote(alice), await atTheNote(bob)]
    a.set.add([claim])
    await eventually(() => expect(b.reads()).toBe('Ice melts.'))
    a.types('Ice melts. Says')
    b.types('Sea ice: Ice melts.')
    a.types('Ice melts. Says Zoe\u0308')
    b.types('Sea ice 👩‍👩‍👧: Ice melts.')
    a.types('Ice melts. Says Zoe\u0308 שלום')
    const both = 'Sea ice 👩‍👩‍👧: Ice melts. Says Zoe\u0308 שלום'
    for (const each of [a, b]) await eventually(() => expect(each.reads()).toBe(both))
    for (const each of [a, b]) await saved(each.workspace)
    expect(
      a.set
        .texts('c', 'note')
        .map(({by}) => by)
        .sort(),
    ).toEqual(['alice', 'bob'])

    a.leaves()
    a.types(`${both}.`)
    await eventually(() => expect(b.reads()).toBe(`${both}.`))
    expect(replayTitle(a.workspace, 'undo')).toContain('Note')
    replay(a.workspace, 'undo')
    for (const each of [a, b]) await eventually(() => expect(each.reads()).toBe(both))
  })

  test('[NO6] what is typed after a colleague has read and gone on from it is joined to her words', async () => {
    const [a, b] = [await atTheNote(alice), await atTheNote(bob)]
    a.set.add([claim])
    a.types('Ice melts. Says Zoe\u0308')
    await eventually(() => expect(b.reads()).toBe('Ice melts. Says Zoe\u0308'))
    b.types('Ice melts. Says Zoe\u0308, the minister')
    await eventually(() => expect(a.reads()).toContain('minister'))
    a.types('和: Ice melts. Says Zoe\u0308')
    for (const each of [a, b]) await eventually(() => expect(each.reads()).toBe('和: Ice melts. Says Zoe\u0308, the minister'))
  })
})
