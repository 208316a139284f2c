// @vitest-environment node
import {afterEach, beforeEach, expect, test} from 'vitest'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import {COMMAND_IDS, commandSpec} from '../../src/ipc/commands.ts'
import {titleHere, wordsFor} from '../../src/renderer/state/command-words.ts'
import {atOnce} from '../../src/renderer/annotate/command.ts'
import {digitCommand} from '../../src/renderer/annotate/digit-command.ts'
import {resize, setFeature, toggleStance} from '../../src/renderer/annotate/edit-annotations.ts'
import {schemaDeeds, schemaKey} from '../../src/renderer/annotate/schema-commands.ts'
import {selectWords} from '../../src/renderer/annotate/select.ts'
import {searchPalette} from '../../src/renderer/ui/palette-search.ts'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import type {Desk} from '../support/desk.ts'
import {aDesk} from '../support/desk.ts'

let desk: Desk
beforeEach(async () => {
  desk = await aDesk(anArticle(MIXED_TEXT))
})
afterEach(() => desk.close())

const listed = () =>
  desk
    .article()
    .listed()
    .map(({annotation: {layer, selector, features}}) => [layer, selector?.quote, features.type ?? features.commitment])

test('a digit labels the words that are selected, beside, within or over the annotation that was', () => {
  const {workspace, spanOf} = desk
  selectWords(workspace, spanOf('Sea ice melts faster'))
  desk.does('mark:claim')
  digitCommand('1')(workspace, atOnce)
  for (const words of ['Zoë', 'ice melts']) {
    selectWords(workspace, spanOf(words))
    expect(workspace.view.get().selected).toBeUndefined()
    digitCommand('2')(workspace, atOnce)
  }
  expect(listed().sort()).toEqual(
    [
      ['claim', 'Sea ice melts faster', 'asserts'],
      ['entity', 'Zoë', 'ORG'],
      ['entity', 'ice melts', 'ORG'],
    ].sort(),
  )
})

test('selecting the very words of the selected annotation leaves it selected', () => {
  const {workspace, spanOf} = desk
  selectWords(workspace, spanOf('السلام قريب'))
  desk.does('mark:claim')
  const {selected} = workspace.view.get()
  selectWords(workspace, spanOf('السلام قريب'))
  expect([selected, workspace.view.get().selected]).toEqual([desk.article().listed()[0]?.annotation.id, selected])
})

test('a resize is one step back', () => {
  const {workspace, does, spanOf, article} = desk
  selectWords(workspace, spanOf('Sea ice'))
  desk.does('mark:claim')
  resize(workspace, article(), workspace.view.get().selected ?? '', spanOf('Sea ice melts faster'))
  expect(listed()).toEqual([['claim', 'Sea ice melts faster', undefined]])
  does('edit.undo')
  expect(listed()).toEqual([['claim', 'Sea ice', undefined]])
})

const press = (key: string, held: {readonly shiftKey?: boolean} = {}) => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})
const selected = () => desk.workspace.view.get().selected ?? ''

test('a second layer goes on the same words without selecting them again, and no second one of the same layer', () => {
  const {workspace, spanOf} = desk
  selectWords(workspace, spanOf('السلام قريب'))
  desk.does('mark:claim')
  const claim = selected()
  expect(desk.offers('mark:claim')).toBe(false)
  desk.does('mark:entity')
  desk.does('mark:claim')
  expect(selected()).toBe(claim)
  expect(listed()).toEqual([
    ['claim', 'السلام قريب', undefined],
    ['entity', 'السلام قريب', undefined],
  ])
})

test('a layer is changed by Shift and its letter, as one step back; what only the old layer can say goes with it', () => {
  const {workspace, does, spanOf, article} = desk
  selectWords(workspace, spanOf('Sea ice'))
  desk.does('mark:claim')
  digitCommand('1')(workspace, atOnce)
  setFeature(workspace, article(), selected(), 'attributionSource', {kind: 'unnamed'})
  const annotation = article().set.get(selected())
  if (annotation !== undefined) toggleStance(workspace, article(), annotation, {kind: 'topic', id: 'ice'}, 'favor')
  article().set.setConfidence(selected(), 2, workspace.act())
  const before = article().set.get(selected())
  schemaKey(press('E', {shiftKey: true}))(workspace, atOnce)
  expect(article().set.get(selected())).toMatchObject({layer: 'entity', features: {}, confidence: 2})
  does('edit.undo')
  expect(article().set.get(selected())).toMatchObject({layer: 'claim', features: before?.features})
})

test('a layer that cannot hold a colleague’s stance is refused, with whose it is', () => {
  const {workspace, spanOf, article} = desk
  selectWords(workspace, spanOf('Sea ice'))
  desk.does('mark:claim')
  const act = {by: 'bob', at: 5}
  article().set.putStance(selected(), {id: 'his', ...act, holder: {kind: 'outlet'}, target: {kind: 'topic', id: 'ice'}, value: 'favor'}, act)
  schemaKey(press('E', {shiftKey: true}))(workspace, atOnce)
  expect(listed()).toEqual([['claim', 'Sea ice', undefined]])
  expect(workspace.toasts.current().map(({text}) => text)).toEqual([
    'A colleague has taken a stance here, which the new layer cannot hold. Mark the words anew in the other layer.',
  ])
})

test('each feature that the schema gives a letter is gone to by it, for the layers that have it', () => {
  const {workspace, does, spanOf} = desk
  const gone: string[] = []
  workspace.panes.focusFeature = name => gone.push(name)
  selectWords(workspace, spanOf('Sea ice'))
  expect(schemaDeeds(workspace)).toEqual([])
  desk.does('mark:claim')
  for (const key of ['v', 'w', 'g', 'p', 'q']) schemaKey(press(key))(workspace, atOnce)
  does('annotate.sure')
  expect(gone).toEqual(['voice', 'checkWorthy', 'claimId', 'attributionSource', 'attributionCue', '?'])
  desk.does('mark:entity')
  expect(schemaKey(press('v'))(workspace)).toBe(false)
})

test('no letter of the usual schema is one of a command', () => {
  const taken = new Set(COMMAND_IDS.flatMap(id => commandSpec(id).keys ?? []))
  const letters = DEFAULT_SCHEMA.layers.flatMap(({key, features}) => [
    `Shift+${key.toUpperCase()}`,
    ...features.flatMap(feature => feature.key?.toUpperCase() ?? []),
  ])
  expect(letters.length).toBeGreaterThan(8)
  expect(letters.filter(letter => taken.has(letter))).toEqual([])
})

test('layers can be hidden in the text, and colours can say the layer alone, as a colleague sees it', () => {
  const {workspace, spanOf, article} = desk
  selectWords(workspace, spanOf('Sea ice melts faster'))
  desk.does('mark:claim')
  const claim = article().set.get(selected())
  if (claim !== undefined) toggleStance(workspace, article(), claim, {kind: 'topic', id: 'ice'}, 'favor')
  selectWords(workspace, spanOf('Zoë'))
  desk.does('mark:entity')
  const looks = () =>
    article()
      .highlights.inRange({start: 0, end: 60})
      .map(({look}) => look)
  expect(looks()).toEqual(['claim-favor', 'entity'])
  workspace.preferences.update(before => ({...before, colours: 'layer'}))
  expect(looks()).toEqual(['claim', 'entity'])
  workspace.preferences.update(before => ({...before, hiddenLayers: ['claim']}))
  expect(looks()).toEqual(['entity'])
  expect(listed().map(([layer]) => layer)).toEqual(['claim', 'entity'])
})

test('news about an article goes with it, other news stays', () => {
  const {workspace, does, spanOf} = desk
  selectWords(workspace, spanOf('Zoë'))
  desk.does('mark:entity')
  does('annotate.remove')
  workspace.toasts.show({text: 'Exported.'})
  expect(workspace.toasts.current().map(({text}) => text)).toEqual(['Annotation removed.', 'Exported.'])
  workspace.view.update(before => ({...before, article: undefined}))
  expect(workspace.toasts.current().map(({text}) => text)).toEqual(['Exported.'])
})

test('the palette has every command, and finds one by other words than its own', () => {
  const items = COMMAND_IDS.map(id => ({id, label: titleHere(id), keywords: wordsFor(id)}))
  const group = {heading: 'Commands', items, all: true}
  expect(searchPalette([group], '')[0]?.items).toHaveLength(COMMAND_IDS.length)
  const first = (words: string) => searchPalette([group], words)[0]?.items[0]?.id
  expect([first('delete'), first('legend'), first('invite'), first('confidence'), first('preferences')]).toEqual([
    'annotate.remove',
    'view.colours',
    'file.share',
    'annotate.sure',
    'file.settings',
  ])
})
