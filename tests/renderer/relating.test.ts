// @vitest-environment node
import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {fromTo} from '../../src/core/text/from-to.ts'
import {atOnce} from '../../src/renderer/annotate/command.ts'
import {changeLayer} from '../../src/renderer/annotate/change-layer.ts'
import {relateHere, relateToPicked, relating, stopRelating} from '../../src/renderer/annotate/relate.ts'
import {replayTitle} from '../../src/renderer/annotate/replay.ts'
import {schemaCommands, schemaDeeds} from '../../src/renderer/annotate/schema-commands.ts'
import {select, selectWords} from '../../src/renderer/annotate/select.ts'
import {bringBack} from '../../src/renderer/history/bring-back.ts'
import {drawnRelations} from '../../src/renderer/state/drawn-relations.ts'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import type {Desk} from '../support/desk.ts'
import {aDesk} from '../support/desk.ts'
import {KINDS} from '../support/kinds.ts'
import {inEnglish, value} from '../support/results.ts'

let desk: Desk
let folder: string
let claim: string
let premise: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'claimlight-kinds-'))
  await writeFile(join(folder, 'kinds.json'), JSON.stringify({...KINDS, description: 'Three kinds of layers, for tests.'}))
  desk = await aDesk(anArticle(MIXED_TEXT), {schemasFolder: folder})
  value(await desk.workspace.host.requests.takeSchema(KINDS))
  await expect.poll(() => desk.workspace.project.schema().name, {timeout: 10_000}).toBe(KINDS.name)
  claim = marked('claim', 'השלום קרוב')
  premise = marked('premise', '和平即将到来')
})
afterEach(async () => {
  await desk.close()
  await rm(folder, {recursive: true})
})

function marked(layer: string, quote: string): string {
  selectWords(desk.workspace, desk.spanOf(quote))
  desk.does(`mark:${layer}`)
  return desk.workspace.view.get().selected ?? ''
}
const selected = () => desk.article().set.get(desk.workspace.view.get().selected ?? '')
const listed = () =>
  desk
    .article()
    .listed()
    .map(({annotation}) => annotation.layer)
const news = () => desk.workspace.toasts.current().map(({text}) => text)
const related = (): string => {
  select(desk.workspace, premise)
  desk.does('mark:supports')
  relateToPicked(desk.workspace, [claim])
  return selected()?.id ?? ''
}

test('commands for each layer are called as their kind is, and apply where it can be made', () => {
  expect(schemaCommands(desk.workspace).map(({title}) => title)).toEqual([
    'Mark Claim',
    'Mark Premise',
    'Verdict of the whole article',
    'Relate: Supports…',
    'Relate: Linked…',
  ])
  desk.workspace.view.update(before => ({...before, selected: undefined}))
  expect(['mark:claim', 'mark:verdict', 'mark:supports'].map(id => desk.offers(id as 'mark:claim'))).toEqual([false, true, false])
  select(desk.workspace, premise)
  expect(['mark:claim', 'mark:verdict', 'mark:supports'].map(id => desk.offers(id as 'mark:claim'))).toEqual([true, true, true])
})

test('an article is judged without a selection, once, and stands at the top of the list', () => {
  desk.workspace.view.update(before => ({...before, selected: undefined}))
  desk.does('mark:verdict')
  const made = selected()
  expect([made?.layer, made?.selector, made?.from]).toEqual(['verdict', undefined, undefined])
  expect(schemaDeeds(desk.workspace).map(({title}) => title)).toEqual(['Says: Yes', 'Says: No', 'Says…', 'Note…'])
  expect(listed()).toEqual(['verdict', 'claim', 'premise'])
  select(desk.workspace, claim)
  desk.does('mark:verdict')
  expect(selected()?.id).toBe(made?.id)
  expect(listed()).toHaveLength(3)
})

test('a relation goes from the selected annotation to the one that is chosen next, and is undone by name', () => {
  select(desk.workspace, premise)
  desk.does('mark:supports')
  expect(relating(desk.workspace)?.layer.label).toBe('Supports')
  select(desk.workspace, claim)
  expect(desk.does('annotate.details')).toBe(true)
  expect(selected()).toMatchObject({layer: 'supports', from: premise, to: claim, by: 'alice'})
  expect(relating(desk.workspace)).toBeUndefined()
  expect(listed()).toEqual(['claim', 'premise', 'supports'])
  expect(replayTitle(desk.workspace, 'undo')).toBe(`Undo: Supports ${fromTo('“和平即将到来”', '“השלום קרוב”')}`)
  desk.does('edit.undo')
  expect(listed()).toEqual(['claim', 'premise'])
  desk.does('edit.redo')
  expect(listed()).toEqual(['claim', 'premise', 'supports'])
})

test('Escape stops it, and Enter in the text means what it meant before', () => {
  select(desk.workspace, premise)
  expect([stopRelating(desk.workspace, atOnce), relateHere(desk.workspace, [claim])]).toEqual([false, false])
  desk.does('mark:supports')
  expect(stopRelating(desk.workspace, atOnce)).toBe(true)
  expect([relating(desk.workspace), listed()]).toEqual([undefined, ['claim', 'premise']])
})

test('what a relation cannot go to is refused with a sentence, and the other end is still awaited', () => {
  select(desk.workspace, claim)
  desk.does('mark:supports')
  for (const [picked, sentence] of [
    [premise, '“Supports” goes to Claim, not Premise. Choose another annotation.'],
    [claim, 'A relation goes from one annotation to another. Choose another one.'],
  ] as const) {
    relateToPicked(desk.workspace, [picked])
    expect([news().at(-1), relating(desk.workspace)?.from]).toEqual([sentence, claim])
  }
  expect(listed()).toEqual(['claim', 'premise'])
})

test('why it could not be made is said no more once it is made, stopped or begun anew', () => {
  const refusal = '“Supports” goes to Claim, not Premise. Choose another annotation.'
  const refused = (): void => {
    select(desk.workspace, claim)
    desk.does('mark:supports')
    relateToPicked(desk.workspace, [premise])
    expect(news()).toContain(refusal)
  }
  refused()
  stopRelating(desk.workspace, atOnce)
  expect(news()).not.toContain(refusal)
  refused()
  select(desk.workspace, premise)
  desk.does('mark:supports')
  expect(news()).not.toContain(refusal)
  refused()
  relateToPicked(desk.workspace, [marked('claim', 'قريب')])
  expect([news().includes(refusal), selected()?.layer]).toEqual([false, 'supports'])
})

test('one that was begun ends where its person goes to another article, and waits for nobody who comes back', async () => {
  value(await desk.requests.importFiles([{name: 'b.txt', bytes: new TextEncoder().encode('海冰融化 🧊')}], null))
  await expect.poll(() => desk.workspace.project.articles.all().length).toBe(2)
  const here = desk.article().id
  const [other] = desk.workspace.project.articles.all().filter(({id}) => id !== here)
  select(desk.workspace, premise)
  desk.does('mark:supports')
  expect(relating(desk.workspace)).toBeDefined()
  await desk.workspace.open(other?.id ?? '')
  expect(relating(desk.workspace)).toBeUndefined()
  await desk.workspace.open(here)
  expect(relating(desk.workspace)).toBeUndefined()
})

test('of annotations over each other a click means the one that the relation can go to', () => {
  const inner = marked('premise', 'קרוב')
  select(desk.workspace, premise)
  desk.does('mark:supports')
  relateToPicked(desk.workspace, [inner, claim])
  expect(selected()).toMatchObject({from: premise, to: claim})
})

test('the same relation is made once', () => {
  const first = related()
  expect(related()).toBe(first)
  expect([listed().filter(layer => layer === 'supports').length, news().at(-1)]).toEqual([1, 'This relation is there already.'])
})

test('with an end its relation is removed, and both come back together', () => {
  related()
  select(desk.workspace, claim)
  desk.does('annotate.remove')
  expect([listed(), news().at(-1)]).toEqual([['premise'], 'Annotation removed, and 1 relation with it.'])
  expect(selected()?.id).toBe(premise)
  desk.does('edit.undo')
  expect(listed()).toEqual(['claim', 'premise', 'supports'])
})

test('a relation whose end is removed is not brought back before that is', () => {
  const id = related()
  const {set} = desk.article()
  set.remove([id], desk.workspace.act())
  set.remove([claim], desk.workspace.act())
  const {removed: _removed, ...there} = set.get(id) ?? {}
  expect(inEnglish(bringBack(desk.workspace, desk.article(), id, there as Parameters<typeof bringBack>[3]))).toEqual({
    ok: false,
    error: 'The annotation that it goes to was removed. Bring that back first.',
  })
})

test('a layer is changed to one of the same kind, and not where a relation would lose its end', () => {
  related()
  expect(schemaDeeds(desk.workspace).flatMap(({id}) => (id.startsWith('layer:') ? [id] : []))).toEqual(['layer:linked'])
  const {set} = desk.article()
  const end = set.get(claim)
  if (end === undefined) throw new Error('There is no claim.')
  expect(inEnglish(changeLayer(desk.workspace, desk.article(), end, 'premise'))).toEqual({
    ok: false,
    error: '“Supports” goes to Claim, not Premise. Remove the relation first.',
  })
  expect(changeLayer(desk.workspace, desk.article(), end, 'verdict').ok).toBe(false)
})

test('relations are drawn where one of their ends, or they themselves, are selected', () => {
  const id = related()
  const drawn = (which: string | undefined, hidden: readonly string[] = []) => drawnRelations(desk.article(), which, KINDS, hidden).map(line => line.id)
  expect([drawn(id), drawn(claim), drawn(premise), drawn(undefined), drawn(claim, ['supports'])]).toEqual([[id], [id], [id], [], []])
  desk.article().set.remove([premise], desk.workspace.act())
  expect(drawn(claim)).toEqual([])
})

test('of relations between the same two, whichever way they go, each is drawn beside those before it', () => {
  related()
  const link = (from: string, to: string): void => {
    select(desk.workspace, from)
    desk.does('mark:linked')
    relateToPicked(desk.workspace, [to])
  }
  link(claim, premise)
  link(premise, claim)
  link(marked('premise', 'قريب'), claim)
  const drawn = drawnRelations(desk.article(), claim, KINDS, []).map(({from, to, beside}) => [[from.start, to.start].sort().join(), beside])
  const [one, two] = [desk.article().highlights.get(claim)?.start, desk.article().highlights.get(premise)?.start]
  const pair = [one, two].sort().join()
  expect(drawn.filter(([ends]) => ends === pair).map(([, beside]) => beside)).toEqual([0, 1, 2])
  expect(drawn.filter(([ends]) => ends !== pair).map(([, beside]) => beside)).toEqual([0])
})

test('what was done last is offered to be taken back, and takes the place of the offer before it', () => {
  related()
  select(desk.workspace, premise)
  desk.does('mark:linked')
  relateToPicked(desk.workspace, [claim])
  expect(news()).toEqual([`Linked ${fromTo('“和平即将到来”', '“השלום קרוב”')}.`])
})
