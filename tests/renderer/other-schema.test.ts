// @vitest-environment node
import {afterEach, beforeEach, expect, test} from 'vitest'
import {stancesOf} from '../../src/core/annotation/annotation.ts'
import type {Schema} from '../../src/core/schema/schema.ts'
import {atOnce} from '../../src/renderer/annotate/command.ts'
import {remarks} from '../../src/renderer/annotate/annotation-line.ts'
import {digitCommand} from '../../src/renderer/annotate/digit-command.ts'
import {setFeature} from '../../src/renderer/annotate/edit-annotations.ts'
import {looksOf} from '../../src/renderer/state/look.ts'
import {names} from '../../src/renderer/state/names.ts'
import {takenWords} from '../../src/renderer/state/removal-words.ts'
import {replayTitle} from '../../src/renderer/annotate/replay.ts'
import {firstKeys, schemaCommands, schemaDeeds, schemaKey, schemaKeys} from '../../src/renderer/annotate/schema-commands.ts'
import {selectWords} from '../../src/renderer/annotate/select.ts'
import {entityOption} from '../../src/renderer/claims/entity-options.ts'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import type {Desk} from '../support/desk.ts'
import {aDesk} from '../support/desk.ts'

/** Five layers, none of them called as one of the usual schema is; one as a command of the table, some keys as others of it. */
const SCHEMA: Schema = {
  name: 'Aussagen',
  version: 2,
  layers: [
    {
      name: 'aussage',
      label: 'Aussage',
      key: 'a',
      look: {hue: 'amber', line: 'solid'},
      features: [
        {
          name: 'haltungen',
          label: 'Haltung',
          kind: 'stances',
          choices: [
            {value: 'support', label: 'Support', key: 'f'},
            {value: 'oppose', label: 'Oppose', key: 'j'},
          ],
        },
        {name: 'sprecher', label: 'Sprecher', kind: 'reference', to: ['entity', 'mention', 'none'], key: 'p'},
        {name: 'these', label: 'These', kind: 'reference', to: ['claim']},
      ],
    },
    {
      name: 'akteur',
      label: 'Akteur',
      key: 'e',
      look: {hue: 'blue', line: 'dotted'},
      primary: 'art',
      features: [
        {
          name: 'art',
          label: 'Art',
          kind: 'choice',
          choices: [
            {value: 'STAAT', label: 'Staat', key: '1'},
            {value: 'BUND', label: 'Bund', key: 'b'},
          ],
        },
        {name: 'wer', label: 'Wer', kind: 'reference', to: ['entity']},
      ],
    },
    {name: 'remove', label: 'ORT', key: 'g', look: {hue: 'green', line: 'dashed'}, features: []},
    {name: 'zeit', label: '時間', key: 'm', look: {hue: 'teal', line: 'dashed'}, features: []},
    {name: 'entity', label: 'Wort', key: 'w', look: {hue: 'rose', line: 'wavy'}, features: []},
  ],
}

let desk: Desk
beforeEach(async () => {
  desk = await aDesk(anArticle(MIXED_TEXT))
  desk.workspace.project.setSchema(SCHEMA)
})
afterEach(() => desk.close())

const press = (key: string) => ({key, code: `Key${key.toUpperCase()}`, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false})
const mark = (key: string, words: string): void => {
  selectWords(desk.workspace, desk.spanOf(words))
  schemaKey(press(key))(desk.workspace, atOnce)
}
const listed = () =>
  desk
    .article()
    .listed()
    .map(({annotation: {layer, selector}}) => [layer, selector?.quote])
const selected = () => desk.article().set.get(desk.workspace.view.get().selected ?? '')

test('a schema of other names has a command for each layer and each stance, with its keys but those that the app has given away', () => {
  expect(schemaCommands(desk.workspace).map(({id, title, keys}) => [id, title, keys])).toEqual([
    ['mark:aussage', 'Mark Aussage', 'A'],
    ['mark:akteur', 'Mark Akteur', 'E'],
    ['mark:remove', 'Mark ORT', 'G'],
    ['mark:zeit', 'Mark 時間', undefined],
    ['mark:entity', 'Mark Wort', 'W'],
    ['stance:support', 'Stance: Support', 'F'],
    ['stance:oppose', 'Stance: Oppose', undefined],
  ])
  expect(schemaKeys(desk.workspace).marks.map(({keys, what}) => [keys, what])).toEqual([
    ['A', 'Mark Aussage'],
    ['E', 'Mark Akteur'],
    ['G', 'Mark ORT'],
    [undefined, 'Mark 時間'],
    ['W', 'Mark Wort'],
    ['F', 'Stance: Support'],
    [undefined, 'Stance: Oppose'],
  ])
  expect(firstKeys(desk.workspace).map(({keys, what}) => [keys, what])).toEqual([
    ['A', 'Mark Aussage'],
    ['E', 'Mark Akteur'],
    ['F', 'Stance: Support'],
    ['CmdOrCtrl+Z', 'Undo'],
    ['CmdOrCtrl+K', 'Command palette'],
  ])
})

test('a layer that is called as a command marks words, and takes none away', () => {
  mark('a', 'Sea ice melts faster')
  mark('g', 'Zoë')
  desk.does('mark:zeit')
  expect(listed().sort()).toEqual([
    ['aussage', 'Sea ice melts faster'],
    ['remove', 'Zoë'],
    ['zeit', 'Zoë'],
  ])
})

test('a label is written as the schema writes it, in what undo names and in messages', () => {
  const {workspace} = desk
  mark('g', 'Zoë')
  expect(replayTitle(workspace, 'undo')).toBe('Undo: ORT “Zoë”')
  selectWords(workspace, desk.spanOf('Zoë'))
  desk.does('mark:remove')
  expect(workspace.toasts.current().map(({text}) => text)).toEqual(['These words were marked as ORT by you already. Now there are two; Undo takes yours back.'])
  const annotation = selected()
  if (annotation === undefined) throw new Error('Nothing is selected.')
  const taken = {...annotation, layer: 'aussage', removed: {by: 'bob', at: 1}}
  expect(takenWords(workspace.project, [taken], () => undefined)).toBe('A colleague removed what you worked on: Aussage “Zoë”.')
  expect(schemaDeeds(workspace).map(({title}) => title)).toContain('Change to Aussage')
})

test('what says things that the schema does not have any more stays painted: as its layer, or as one that is not in the schema', () => {
  const {workspace} = desk
  workspace.setTarget({kind: 'topic', id: 'ice'})
  mark('f', 'Sea ice melts faster')
  const look = () => desk.article().highlights.get(workspace.view.get().selected ?? '')?.look
  const registered = () => looksOf(workspace.project.schema()).some(({name}) => name === look())
  expect([look(), registered()]).toEqual(['aussage-support', true])
  const [aussage, ...others] = SCHEMA.layers
  workspace.project.setSchema({...SCHEMA, version: 3, layers: [{...aussage, features: []} as (typeof others)[number], ...others]})
  expect([look(), registered()]).toEqual(['aussage', true])
  workspace.project.setSchema({...SCHEMA, version: 4, layers: others})
  expect([look(), registered()]).toEqual(['-stray', true])
})

test('the type of an entity is never a raw code: nothing where nobody gave one, and one of another schema is told as that', () => {
  const {workspace} = desk
  const typeWords = (type: string): string | undefined => entityOption(workspace, {id: 'e', by: 'alice', at: 1, name: 'Zoë', type, aliases: []}).detail
  expect(['STAAT', 'OTHER', 'PERSON'].map(typeWords)).toEqual(['Staat', undefined, 'PERSON (not in the schema)'])
})

test('a stance key takes the stance of this schema, in the first layer that can hold it', () => {
  const {workspace} = desk
  workspace.setTarget({kind: 'topic', id: 'ice'})
  mark('f', 'Sea ice melts faster')
  expect([selected()?.layer, stancesOf(selected() ?? ({features: {}} as never)).map(({value, holder}) => [value, holder])]).toEqual([
    'aussage',
    [['support', {kind: 'outlet'}]],
  ])
  mark('e', 'Zoë')
  expect(desk.offers('stance:support')).toBe(false)
})

test('a stance goes with whoever the words are attributed to, and the row says who they name', () => {
  const {workspace, article} = desk
  workspace.registry.entities.put({id: 'zoe', by: 'alice', at: 1, name: 'Zoë 和平', type: 'STAAT', aliases: []})
  workspace.setTarget({kind: 'topic', id: 'ice'})
  selectWords(workspace, desk.spanOf('Zoë'))
  digitCommand('1')(workspace, atOnce)
  const akteur = selected()
  setFeature(workspace, article(), akteur?.id ?? '', 'wer', {kind: 'entity', id: 'zoe'})
  mark('f', 'Sea ice melts faster')
  setFeature(workspace, article(), selected()?.id ?? '', 'sprecher', {kind: 'mention', id: akteur?.id ?? ''})
  const row = (id = '') => {
    const annotation = article().set.get(id)
    return annotation && remarks(annotation, SCHEMA, names(workspace.project, workspace.registry), article().set.get).map(({text}) => text)
  }
  expect(row(selected()?.id)).toEqual(['Support: Zoë 和平 → unknown topic', 'by Zoë'])
  expect(row(akteur?.id)).toEqual(['Staat', 'Zoë 和平'])
})

test('a letter that chooses a label does so while such an annotation is selected, and takes it back', () => {
  mark('e', 'Zoë')
  schemaKey(press('b'))(desk.workspace, atOnce)
  expect(selected()?.features).toEqual({art: 'BUND'})
  schemaKey(press('b'))(desk.workspace, atOnce)
  expect(selected()?.features).toEqual({})
  mark('g', 'Sea ice')
  expect(schemaKey(press('b'))(desk.workspace)).toBe(false)
  expect(schemaKeys(desk.workspace).deeds).toContainEqual({keys: 'B', what: 'Art: Bund'})
})

test('where claims stand is what can point to a claim, and stances differ in look by their order', () => {
  const {workspace, does} = desk
  mark('w', 'Zoë')
  does('article.noClaim')
  expect(workspace.view.get().dialog).toBeUndefined()
  mark('a', 'Sea ice')
  expect(desk.article().set.readMarks().get('alice')).toBeUndefined()
  does('article.noClaim')
  expect(workspace.view.get().dialog).toEqual({kind: 'noClaim'})
  const looks = new Map(looksOf(SCHEMA).map(({name, hue, line}) => [name, `${hue} ${line}`]))
  expect([looks.get('aussage-support'), looks.get('aussage-oppose')]).toEqual(['teal solid', 'rose wavy'])
})

test('commands follow a schema that comes into force while the window is open', () => {
  const {workspace} = desk
  workspace.project.setSchema({...SCHEMA, version: 3, layers: SCHEMA.layers.slice(0, 1)})
  expect(schemaCommands(workspace).map(({id}) => id)).toEqual(['mark:aussage', 'stance:support', 'stance:oppose'])
  mark('g', 'Zoë')
  expect([listed(), schemaDeeds(workspace)]).toEqual([[], []])
})

test('what was said in words that the schema no longer has is shown as that', () => {
  const {workspace, article} = desk
  selectWords(workspace, desk.spanOf('Zoë'))
  digitCommand('1')(workspace, atOnce)
  const row = () => {
    const annotation = selected()
    return annotation && remarks(annotation, workspace.project.schema(), names(workspace.project, workspace.registry), article().set.get).map(({text}) => text)
  }
  expect(row()).toEqual(['Staat'])
  const staatless = SCHEMA.layers.map(layer =>
    layer.name === 'akteur' ? {...layer, features: [{name: 'art', label: 'Art', kind: 'choice' as const, choices: [{value: 'STADT', label: 'Stadt'}]}]} : layer,
  )
  workspace.project.setSchema({...SCHEMA, version: 3, layers: staatless})
  expect(row()).toEqual(['STAAT (not in the schema)'])
})
