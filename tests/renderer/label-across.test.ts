// @vitest-environment node
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {eventually} from '../support/eventually.ts'
import type {Annotation} from '../../src/core/annotation/annotation.ts'
import type {Person} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {createHub} from '../../src/hub/hub.ts'
import {addAnnotation, removeAnnotation, setFeature} from '../../src/renderer/annotate/edit-annotations.ts'
import {replay, replayTitle} from '../../src/renderer/annotate/replay.ts'
import {labelAcross} from '../../src/renderer/claims/label-across.ts'
import {createEntity} from '../../src/renderer/claims/registry-acts.ts'
import {addComment} from '../../src/renderer/discussion/comment-acts.ts'
import type {OpenArticle} from '../../src/renderer/state/open-article.ts'
import type {Workspace} from '../../src/renderer/state/workspace.ts'
import {createProjectFolder} from '../../src/storage/project-folder.ts'
import {anArticle} from '../support/builders.ts'
import {value} from '../support/results.ts'
import {startRound} from '../support/rounds.ts'
import {aWorkspace} from '../support/workspace.ts'

const alice: Person = {id: 'alice', name: 'Alice', role: 'admin'}
const bob: Person = {id: 'bob', name: 'Bob', role: 'annotator'}
const carol: Person = {id: 'carol', name: 'Carol', role: 'reader'}
/** More than are kept open. */
const ARTICLES = Array.from({length: 60}, (_, n) => anArticle(`Report ${n}: 停火 👩‍👩‍👧. Zoë قالت ذلك. Who met Zoë?`))
const [FIRST, SECOND] = ARTICLES as [(typeof ARTICLES)[0], (typeof ARTICLES)[0]]
const ALL = 2 * ARTICLES.length - 1

let folder: string
let hub: Hub
let open: Workspace[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'claimlight-across-'))
  hub = await createHub({folder: value(await createProjectFolder(join(folder, 'Ice.claimlight'), {projectId: 'ice'})), version: '0.0.0'})
  const files = ARTICLES.map(({text}, at) => ({name: `${at}.txt`, bytes: new TextEncoder().encode(text)}))
  value(await hub.requests(alice, 'desktop').importFiles(files, null))
  await hub.changeProject(({people}) => {
    for (const person of [alice, bob, carol]) people.put(person)
  })
})

afterEach(async () => {
  await Promise.all(open.map(workspace => workspace.close()))
  open = []
  await hub.close()
  await rm(folder, {recursive: true})
})

async function windowOf(person: Person) {
  const window = await aWorkspace(hub, person)
  open.push(window.workspace)
  await window.workspace.open(FIRST.id)
  return window
}
const shown = (workspace: Workspace): OpenArticle => {
  const article = workspace.current()
  if (article === undefined) throw new Error('No article is on screen.')
  return article
}
/** Alice's mention of Zoë in the first article, which the others are to be like. */
function aMention(workspace: Workspace): Annotation {
  const start = FIRST.text.indexOf('Zoë')
  return value(addAnnotation(workspace, shown(workspace), 'entity', {start, end: start + 3}, {type: 'PERSON'}))
}
async function chosenBy({host}: Workspace) {
  const found = value(await host.requests.sameWords({quote: 'Zoë', layer: 'entity', wholeWords: true, matchCase: true}, null))
  return found.articles.map(({article, places}) => ({article, places}))
}
async function labelAll(workspace: Workspace, like: Annotation): Promise<void> {
  await saved(workspace)
  await labelAcross(workspace, like, await chosenBy(workspace))
}
const saved = ({connection}: Workspace): Promise<void> => eventually(() => expect(connection.state().unsynced).toBe(false))
/** Takes back or does again, to the end. */
async function replayed(workspace: Workspace, direction: 'undo' | 'redo'): Promise<void> {
  replay(workspace, direction)
  await eventually(() => expect(workspace.work.get()).toBeUndefined())
}
const lastNews = ({toasts}: Workspace): string | undefined => toasts.current().at(-1)?.text
/** How many stand in all articles, in the sets that the hub has. */
async function standing(): Promise<number> {
  const {workspace} = await aWorkspace(hub, alice)
  const found = value(await workspace.host.requests.sameWords({quote: 'Zoë', layer: 'entity', wholeWords: true, matchCase: true}, null))
  await workspace.close()
  return found.articles.reduce((sum, {labelled}) => sum + labelled, 0)
}
const openNow = (workspace: Workspace): number => ARTICLES.filter(({id}) => workspace.opened(id) !== undefined).length
/** Does something once so many articles are done. */
function onceDone(workspace: Workspace, many: number, act: () => void): void {
  const stop = workspace.work.subscribe(() => {
    if ((workspace.work.get()?.done ?? 0) < many) return
    stop()
    act()
  })
}
/** The annotation of Zoë's last place in an article that is open in a window. */
async function lastIn(workspace: Workspace, id: string): Promise<string> {
  await workspace.open(id)
  const [found] = shown(workspace).listed().slice(-1)
  if (found === undefined) throw new Error('Nothing is annotated there.')
  return found.annotation.id
}

describe('labelling all identical mentions in all articles', () => {
  test('is one step: one undo takes it back, one redo brings it again, and few articles are open at a time', async () => {
    const {workspace} = await windowOf(alice)
    const mention = aMention(workspace)
    await labelAll(workspace, mention)
    expect(lastNews(workspace)).toBe(`${ALL} more mentions labelled in 60 articles.`)
    expect([await standing(), openNow(workspace) <= 51]).toEqual([ALL + 1, true])
    expect(replayTitle(workspace, 'undo')).toBe(`Undo: ${ALL} annotations`)
    await replayed(workspace, 'undo')
    expect(lastNews(workspace)).toBe(`Undone: ${ALL} annotations in 60 articles.`)
    expect([await standing(), openNow(workspace) <= 51]).toEqual([1, true])
    await replayed(workspace, 'redo')
    expect(lastNews(workspace)).toBe(`Done again: ${ALL} annotations in 60 articles.`)
    expect(await standing()).toBe(ALL + 1)
    await replayed(workspace, 'undo')
    replay(workspace, 'undo')
    await saved(workspace)
    expect([await standing(), workspace.undo.next('undo')]).toEqual([0, undefined])
  })

  test('carries what the same in one article carries, but nothing that points at an annotation of another article', async () => {
    const {workspace} = await windowOf(alice)
    const mention = aMention(workspace)
    const entity = createEntity(workspace, 'زوي', undefined)
    setFeature(workspace, shown(workspace), mention.id, 'entityId', entity)
    const claim = value(
      addAnnotation(workspace, shown(workspace), 'claim', {start: 0, end: 8}, {attributionSource: {kind: 'mention', id: mention.id}, commitment: 'asserts'}),
    )
    setFeature(workspace, shown(workspace), claim.id, 'note', 'Only here.')
    const like = shown(workspace).set.get(claim.id) ?? claim
    await labelAcross(
      workspace,
      like,
      [FIRST, SECOND].map(({id}) => ({article: id, places: [{start: 10, end: 12}]})),
    )
    await labelAcross(workspace, shown(workspace).set.get(mention.id) ?? mention, [
      {article: SECOND.id, places: [{start: SECOND.text.indexOf('Zoë'), end: SECOND.text.indexOf('Zoë') + 3}]},
    ])
    const made = (id: string) =>
      workspace
        .opened(id)
        ?.listed()
        .filter(({annotation: {origin}}) => origin === 'propagated')
        .map(({annotation: {features, by}}) => [features, by])
    expect(made(FIRST.id)).toEqual([[{attributionSource: {kind: 'mention', id: mention.id}, commitment: 'asserts'}, 'alice']])
    expect(made(SECOND.id)).toEqual([
      [{commitment: 'asserts'}, 'alice'],
      [{type: 'PERSON', entityId: entity}, 'alice'],
    ])
  })

  test('leaves out what a colleague labelled meanwhile, and says so', async () => {
    const [{workspace}, {workspace: his}] = [await windowOf(alice), await windowOf(bob)]
    const mention = aMention(workspace)
    await saved(workspace)
    const chosen = await chosenBy(workspace)
    await his.open(SECOND.id)
    value(addAnnotation(his, shown(his), 'entity', {start: SECOND.text.indexOf('Zoë') - 2, end: SECOND.text.indexOf('Zoë') + 3}))
    await saved(his)
    await labelAcross(workspace, mention, chosen)
    expect(lastNews(workspace)).toBe(`${ALL - 1} more mentions labelled in 60 articles. 1 other was labelled meanwhile.`)
  })

  test('writes nothing where a person may only read', async () => {
    const [{workspace}, {workspace: hers}] = [await windowOf(alice), await windowOf(carol)]
    const mention = aMention(workspace)
    await saved(workspace)
    await labelAcross(hers, mention, await chosenBy(hers))
    expect(lastNews(hers)).toBe('Nothing was labelled. You may not annotate 60 other articles.')
    expect([await standing(), hers.undo.next('undo')]).toEqual([1, undefined])
  })

  test('takes her “Read, no claim here” back where a claim is made, in the same step', async () => {
    const {workspace} = await windowOf(alice)
    await workspace.open(SECOND.id)
    const {set} = shown(workspace)
    set.setReadMark('alice', {by: 'alice', at: 1, state: 'no-claim'})
    await workspace.open(FIRST.id)
    const claim = value(addAnnotation(workspace, shown(workspace), 'claim', {start: 0, end: 6}))
    await labelAcross(
      workspace,
      claim,
      ARTICLES.slice(1, 4).map(({id}) => ({article: id, places: [{start: 0, end: 6}]})),
    )
    expect(lastNews(workspace)).toBe('3 more mentions labelled in 3 articles. Your “Read, no claim here” was taken back in 1 article.')
    expect(set.readMarks().size).toBe(0)
    await replayed(workspace, 'undo')
    expect(set.readMarks().get('alice')?.state).toBe('no-claim')
  })
})

describe('[UN2] what a colleague went on from stays when the whole is taken back', () => {
  test('in articles that were closed meanwhile too: what he labelled, removed and brought back, or commented on', async () => {
    const [{workspace}, {workspace: his}] = [await windowOf(alice), await windowOf(bob)]
    await labelAll(workspace, aMention(workspace))
    const closed = ARTICLES.filter(({id}) => workspace.opened(id) === undefined).map(({id}) => id)
    const [labelled, restored, commented, relabelled] = closed as [string, string, string, string]
    const kept = [await lastIn(his, labelled)]
    setFeature(his, shown(his), kept[0] ?? '', 'type', 'ORG')
    kept.push(await lastIn(his, restored))
    removeAnnotation(his, shown(his), kept[1] ?? '')
    replay(his, 'undo')
    kept.push(await lastIn(his, commented))
    await eventually(() => expect(his.discussions.current()?.article).toBe(commented))
    const talk = his.discussions.current()
    if (talk !== undefined) addComment(his, talk, kept[2] ?? '', 'من هي زوي؟', new Set())
    // The same label again is a choice of his all the same.
    kept.push(await lastIn(his, relabelled))
    setFeature(his, shown(his), kept[3] ?? '', 'type', 'ORG')
    setFeature(his, shown(his), kept[3] ?? '', 'type', 'PERSON')
    await saved(his)

    await replayed(workspace, 'undo')
    const news = lastNews(workspace)
    expect(news).toContain(`Undone: ${ALL - 4} annotations in 60 articles. `)
    expect(news).toContain('Bob has labelled 2 of them since; they stay.')
    expect(news).toMatch(/Bob has brought back an annotation in “Report [^”]+” since; it stays\./)
    expect(news).toMatch(/Bob has commented on an annotation in “Report [^”]+” since; it stays\./)
    expect(await standing()).toBe(5)
    for (const [at, id] of [labelled, restored, commented, relabelled].entries()) {
      await his.open(id)
      await eventually(() =>
        expect(
          shown(his)
            .listed()
            .map(({annotation}) => annotation.id),
        ).toEqual([kept[at]]),
      )
    }
    await replayed(workspace, 'redo')
    expect(await standing()).toBe(ALL + 1)
  })

  test('and so does what she went on from in another window of hers', async () => {
    const [{workspace}, {workspace: other}] = [await windowOf(alice), await windowOf(alice)]
    await labelAll(workspace, aMention(workspace))
    const closed = ARTICLES.find(({id}) => workspace.opened(id) === undefined)?.id ?? ''
    const touched = await lastIn(other, closed)
    setFeature(other, shown(other), touched, 'type', 'ORG')
    await saved(other)
    await replayed(workspace, 'undo')
    expect(lastNews(workspace)).toMatch(/You have labelled .+ since; it stays\.$/)
    expect(await standing()).toBe(2)
  })

  test('what a colleague wrote after it was taken back is not removed by doing it again, nor overwritten', async () => {
    const [{workspace}, {workspace: his}] = [await windowOf(alice), await windowOf(bob)]
    await labelAll(workspace, aMention(workspace))
    const closed = ARTICLES.find(({id}) => workspace.opened(id) === undefined)?.id ?? ''
    const id = await lastIn(his, closed)
    await replayed(workspace, 'undo')
    await eventually(() => expect(shown(his).set.get(id)?.removed?.by).toBe('alice'))
    shown(his).set.restore([id], {by: 'bob', at: 9})
    await saved(his)
    await replayed(workspace, 'redo')
    expect(await standing()).toBe(ALL + 1)
    await replayed(workspace, 'undo')
    expect(shown(his).set.get(id)?.removed).toBeUndefined()
  })
})

describe('labelling in all articles that is interrupted', () => {
  test('by its person leaves one step of what was done, and so does taking it back', async () => {
    const {workspace} = await windowOf(alice)
    const mention = aMention(workspace)
    onceDone(workspace, 20, () => workspace.work.get()?.cancel())
    await labelAll(workspace, mention)
    const [, made = '', left = ''] =
      /^(\d+) more mentions labelled in \d+ articles\. Cancelled: (\d+) articles are left as they were\. Label all again to go on\.$/.exec(
        lastNews(workspace) ?? '',
      ) ?? []
    expect(Number(made)).toBeGreaterThanOrEqual(39)
    expect(Number(left)).toBeGreaterThan(0)
    expect(await standing()).toBe(Number(made) + 1)
    onceDone(workspace, 5, () => workspace.work.get()?.cancel())
    await replayed(workspace, 'undo')
    expect(lastNews(workspace)).toMatch(/^Undone: .*Cancelled: .*Undo again to go on\.$/)
    expect(await standing()).toBeGreaterThan(1)
    await replayed(workspace, 'undo')
    expect(await standing()).toBe(1)
    // Both parts are one step again.
    await replayed(workspace, 'redo')
    expect([await standing(), workspace.undo.next('redo')]).toEqual([Number(made) + 1, undefined])
  })

  test('by a connection that breaks goes on when it is back, and nothing is labelled twice', async () => {
    const {workspace, cut} = await windowOf(alice)
    const mention = aMention(workspace)
    onceDone(workspace, 20, cut)
    await labelAll(workspace, mention)
    expect(lastNews(workspace)).toBe(`${ALL} more mentions labelled in 60 articles.`)
    expect(await standing()).toBe(ALL + 1)
    await replayed(workspace, 'undo')
    expect(await standing()).toBe(1)
  })

  test('by a hub that lets her go says how far it came, and what it acknowledged is there', async () => {
    const {workspace, end} = await windowOf(alice)
    const mention = aMention(workspace)
    onceDone(workspace, 20, () => end('revoked'))
    await saved(workspace)
    const chosen = await chosenBy(workspace)
    const labelling = labelAcross(workspace, mention, chosen)
    await eventually(() => expect(workspace.connection.state().shutOut).toBe('revoked'))
    workspace.work.get()?.cancel()
    await labelling
    const news = lastNews(workspace) ?? ''
    const [, made = '', articles = ''] = /^(\d+) more mentions labelled in (\d+) articles\./.exec(news) ?? []
    const unsaved = Number(/in (\d+) articles? is not saved at the project yet/.exec(news)?.[1] ?? 0)
    expect(Number(articles)).toBeGreaterThanOrEqual(20)
    expect(news).toMatch(/articles? (are|is) left as|could not be opened/)
    const there = await standing()
    expect(there).toBeLessThanOrEqual(Number(made) + 1)
    expect(there).toBeGreaterThanOrEqual(Number(made) + 1 - 2 * unsaved)
  })

  test('by a round that begins writes nothing into anybody’s set of the round, and no step from before is in reach', async () => {
    const {workspace} = await windowOf(alice)
    const mention = aMention(workspace)
    await saved(workspace)
    const chosen = await chosenBy(workspace)
    const began = new Promise<unknown>(done => onceDone(workspace, 10, () => done(startRound(hub))))
    await labelAcross(workspace, mention, chosen)
    await began
    await eventually(() => expect(replayTitle(workspace, 'undo')).toBe('Nothing to undo in this round.'))
    expect(await standing()).toBe(0)
  })

  test('by an article that was taken out is undone in all others, and what is in that one stays with it', async () => {
    const {workspace} = await windowOf(alice)
    await labelAll(workspace, aMention(workspace))
    await hub.changeProject(({articles}) => articles.remove(SECOND.id, {by: 'alice', at: 1}))
    await eventually(() => expect(workspace.project.articles.get(SECOND.id)).toBeUndefined())
    await replayed(workspace, 'undo')
    expect(lastNews(workspace)).toBe(
      `Undone: ${ALL - 2} annotations in 59 articles. 1 article could not be opened: This article is not in the project any more.`,
    )
    await hub.changeProject(({articles}) => articles.restore(SECOND.id))
    expect(await standing()).toBe(3)
  })
})
