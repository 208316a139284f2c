import {inEnglish} from '../support/results.ts'
import {ownerOf} from '../../src/core/round/owner.ts'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {eventually} from '../support/eventually.ts'
import * as Y from 'yjs'
import type {Person} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {createHub} from '../../src/hub/hub.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {createProjectFolder} from '../../src/storage/project-folder.ts'
import {SHUT_OUT} from '../../src/sync/closing.ts'
import type {HubConnection} from '../../src/sync/hub-connection.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {memoryBuffer} from '../support/memory-buffer.ts'
import {portWindow} from '../support/port-window.ts'
import {startRound} from '../support/rounds.ts'

const alice: Person = {id: 'alice', name: 'Alice', role: 'admin'}
const bob: Person = {id: 'bob', name: 'Bob', role: 'annotator'}
const article = anArticle(MIXED_TEXT)
const team = {kind: 'set', article: article.id, owner: 'team'} as const

let folder: string
let hub: Hub
let windows: HubConnection[] = []

async function startHub(): Promise<Hub> {
  const path = join(folder, 'Ice.claimlight')
  const made = await createProjectFolder(path, {projectId: 'ice'})
  if (!made.ok) throw new Error(`${made.error}`)
  return createHub({folder: made.value, version: '0.0.0'})
}

const windowOf = (person: Person) => {
  const window = portWindow(hub, person)
  windows.push(window)
  return window
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'claimlight-sync-'))
  hub = await startHub()
})

afterEach(async () => {
  await Promise.all(windows.map(window => window.close()))
  windows = []
  await hub.close()
  await rm(folder, {recursive: true})
})

const saved = (window: HubConnection) => eventually(() => expect(window.state()).toEqual({connected: true, unsynced: false}))

describe('a window that syncs over a port', () => {
  test('shows a claim in a colleague’s window, and knows when it is saved', async () => {
    const [a, b] = [windowOf(alice), windowOf(bob)]
    const [mine, theirs] = [a.open(team), b.open(team)]
    expect(await mine.loaded).toEqual({ok: true, value: null})
    expect(await theirs.loaded).toEqual({ok: true, value: null})
    const claim = aClaim(article, 'السلام قريب')
    annotationSet(mine.doc).add([claim])
    expect(a.state().unsynced).toBe(true)
    await saved(a)
    await eventually(() => expect(annotationSet(theirs.doc).all()).toEqual([claim]))
  })

  test('[SP50] is told that a change is saved when the log has it, and not before', async () => {
    const made = await createProjectFolder(join(folder, 'Slow disk.claimlight'), {projectId: 'slow'})
    if (!made.ok) throw new Error(`${made.error}`)
    const {store} = made.value
    const writing: (() => void)[] = []
    const slow = await createHub({
      folder: {
        ...made.value,
        store: {
          ...store,
          append: async (...entry) => {
            if (entry[1].kind === 'set') await new Promise<void>(resolve => writing.push(resolve))
            return store.append(...entry)
          },
        },
      },
      version: '0.0.0',
    })
    const window = portWindow(slow, alice)
    windows.push(window)
    const document = window.open(team)
    await document.loaded
    await saved(window)
    annotationSet(document.doc).add([aClaim(article, '和平即将到来')])
    await eventually(() => expect(writing.length).toBe(1))
    // What is asked and answered after it is not answered before it, and says nothing of it.
    expect(await window.open({kind: 'discussion', article: article.id}).loaded).toEqual({ok: true, value: null})
    expect(document.unsynced()).toBe(true)
    expect(window.state().unsynced).toBe(true)
    writing[0]?.()
    await saved(window)
    await window.close()
    await slow.close()
  })

  test('[SP57] gives the same document for the same address until it is closed', async () => {
    const window = windowOf(alice)
    const first = window.open(team)
    expect(window.open({...team})).toBe(first)
    await first.close()
    expect(window.open(team)).not.toBe(first)
  })

  test('[SP53] loses nothing that was made while the pipe was cut', async () => {
    const window = windowOf(alice)
    const document = window.open(team)
    await document.loaded
    window.cut()
    await eventually(() => expect(window.state().connected).toBe(false))
    const claim = aClaim(article, '和平即将到来')
    annotationSet(document.doc).add([claim])
    expect(window.state().unsynced).toBe(true)
    await saved(window)
    const colleague = windowOf(bob).open(team)
    await colleague.loaded
    expect(annotationSet(colleague.doc).all()).toEqual([claim])
  })

  test('[SP41] is refused a colleague’s set while an independent round is closed, with a sentence', async () => {
    const {id} = await startRound(hub, alice)
    const refusal = await windowOf(bob).open({kind: 'set', article: article.id, owner: ownerOf('alice', id)}).loaded
    expect(inEnglish(refusal)).toEqual({ok: false, error: expect.stringMatching(/\w+ \w+/)})
  })

  test('[SP42] knows that a reader’s documents take no changes', async () => {
    const document = windowOf({id: 'carol', name: 'Carol', role: 'reader'}).open(team)
    await document.loaded
    expect(document.readOnly()).toBe(true)
  })

  test('[SP57] a document that is closed while it opens leaves nothing behind', async () => {
    const window = windowOf(alice)
    const document = window.open(team)
    await document.close()
    expect((await document.loaded).ok).toBe(false)
    expect(window.state().unsynced).toBe(false)
  })

  test.each(['signedOut', 'revoked', 'expired'] as const)('that was shut out (%s) says so of what it opens afterwards, too', async closing => {
    const window = windowOf(bob)
    await window.open({kind: 'project'}).loaded
    window.end(closing)
    await eventually(() => expect(window.state().shutOut).toBe(closing))
    expect(await window.open(team).loaded).toEqual({ok: false, error: SHUT_OUT[closing]})
  })

  const demoteBob = async () => {
    await eventually(async () => expect(await hub.requests(alice, 'desktop').setRole('bob', 'reader')).toEqual({ok: true, value: null}))
  }

  test('learns that a change is refused to somebody who may only read now, and shows the hub’s state once it is discarded', async () => {
    const window = windowOf(bob)
    const document = window.open(team)
    await document.loaded
    const saying = aClaim(article, 'السلام قريب', {by: 'bob'})
    annotationSet(document.doc).add([saying])
    await saved(window)
    const refusals: unknown[] = []
    window.onRefused((address, which) => refusals.push([address, which === document]))
    await demoteBob()
    await eventually(() => expect(document.readOnly()).toBe(true))
    await saved(window)
    expect(refusals).toEqual([])
    annotationSet(document.doc).add([aClaim(article, '和平即将到来')])
    await eventually(() => expect(refusals).toEqual([[team, true]]))
    const discarded = document.discard()
    expect(window.state().unsynced).toBe(false)
    const afresh = window.open(team)
    await discarded
    expect(await afresh.loaded).toEqual({ok: true, value: null})
    expect(annotationSet(afresh.doc).all()).toEqual([saying])
    await saved(window)
    expect(refusals.length).toBe(1)
  })

  test('[SP58] is told when a hub refuses what is open, loses nothing of it, and goes on with the right hub', async () => {
    const made = await createProjectFolder(join(folder, 'Other.claimlight'), {projectId: 'other'})
    if (!made.ok) throw new Error(`${made.error}`)
    const other = await createHub({folder: made.value, version: '0.0.0'})
    let here = hub
    const buffer = memoryBuffer()
    const window = portWindow({projectId: 'ice', connect: (...way) => here.connect(...way)}, bob, buffer)
    windows.push(window)
    const document = window.open(team)
    const untouched = window.open({kind: 'discussion', article: article.id})
    await Promise.all([document.loaded, untouched.loaded])
    here = other
    window.cut()
    await eventually(() => expect(window.state().connected).toBe(false))
    const claim = aClaim(article, 'السلام قريب', {by: 'bob'})
    annotationSet(document.doc).add([claim])
    const refused = 'This is not a document of this project.'
    await eventually(() => expect(inEnglish(window.state())).toEqual({connected: true, unsynced: true, refused}))
    expect(inEnglish([document.refusal(), document.unsynced()])).toEqual([refused, true])
    await eventually(() => expect(inEnglish([untouched.refusal(), untouched.unsynced()])).toEqual([refused, false]))
    const second = aClaim(article, 'השלום קרוב', {by: 'bob'})
    annotationSet(document.doc).add([second])
    expect(buffer.kept().length).toBe(1)
    await other.close()
    here = hub
    await saved(window)
    expect([document.refusal(), untouched.refusal()]).toEqual([undefined, undefined])
    const colleague = windowOf(alice).open(team)
    await colleague.loaded
    expect(new Set(annotationSet(colleague.doc).all())).toEqual(new Set([claim, second]))
  })

  test('[SP58] offers what was refused again over the same channel, and calls nothing saved before it is', async () => {
    const path = join(folder, 'Ceasefire.claimlight')
    const made = await createProjectFolder(path, {projectId: 'ceasefire'})
    if (!made.ok) throw new Error(`${made.error}`)
    const {store} = made.value
    let away = false
    const written = new Y.Doc()
    let appends = 0
    let goOn = (): void => undefined
    const second = new Promise<void>(resolve => {
      goOn = resolve
    })
    const faulty = await createHub({
      folder: {
        ...made.value,
        store: {
          ...store,
          load: async name => {
            if (away) throw new Error('The database cannot be reached. 请稍候。')
            return store.load(name)
          },
          append: async (...entry) => {
            // All that was refused comes as one; were it to come in pieces, the first of them would say too much.
            if (entry[1].kind === 'set' && ++appends === 2) await second
            const appended = await store.append(...entry)
            if (entry[1].kind === 'set') Y.applyUpdate(written, entry[2])
            return appended
          },
        },
      },
      version: '0.0.0',
      heartbeat: 100,
    })
    const window = portWindow(faulty, bob)
    windows.push(window)
    await window.open({kind: 'project'}).loaded
    away = true
    const document = window.open(team)
    expect(inEnglish(await document.loaded)).toEqual({ok: false, error: 'The database cannot be reached. 请稍候。'})
    expect(window.state()).toEqual({connected: true, unsynced: false})
    const claims = ['السلام قريب', 'השלום קרוב', '和平即将到来'].map(quote => aClaim(article, quote, {by: 'bob'}))
    for (const claim of claims) annotationSet(document.doc).add([claim])
    let wasSaved = 0
    window.observe(() => {
      if (!window.state().unsynced && annotationSet(written).all().length < claims.length) wasSaved++
    })
    await eventually(() => expect(window.state()).toEqual({connected: true, unsynced: true, refused: 'The database cannot be reached. 请稍候。'}))
    away = false
    await saved(window)
    goOn()
    expect(wasSaved).toBe(0)
    expect(document.refusal()).toBe(undefined)
    const colleague = portWindow(faulty, alice)
    const theirs = colleague.open(team)
    await theirs.loaded
    expect(new Set(annotationSet(theirs.doc).all())).toEqual(new Set(claims))
    await Promise.all([window.close(), colleague.close()])
    await faulty.close()
  })

  test('forgets what a crash left of somebody who may only read now, and nothing else', async () => {
    const buffer = memoryBuffer()
    const earlier = portWindow(hub, bob, buffer)
    const document = earlier.open(team)
    await document.loaded
    earlier.cut()
    await eventually(() => expect(earlier.state().connected).toBe(false))
    annotationSet(document.doc).add([aClaim(article, '和平即将到来')])
    await earlier.close()
    expect(buffer.kept().length).toBe(1)
    await demoteBob()
    const window = portWindow(hub, bob, buffer)
    windows.push(window)
    window.onRefused((_address, which) => void which.discard())
    window.open(team)
    await eventually(() => expect(buffer.kept()).toEqual([]))
    const afresh = window.open(team)
    expect(await afresh.loaded).toEqual({ok: true, value: null})
    expect(annotationSet(afresh.doc).all()).toEqual([])
    await saved(window)
  })

  test('opens a document again right after closing it, with what is said there since', async () => {
    const [a, b] = [windowOf(alice), windowOf(bob)]
    const theirs = b.open(team)
    await theirs.loaded
    for (const quote of ['السلام قريب', '和平即将到来']) {
      const first = a.open(team)
      await first.loaded
      void first.close()
      const again = a.open(team)
      expect(await again.loaded).toEqual({ok: true, value: null})
      const claim = aClaim(article, quote, {by: 'bob'})
      annotationSet(theirs.doc).add([claim])
      await eventually(() => expect(annotationSet(again.doc).all()).toContainEqual(claim))
    }
  })
})
