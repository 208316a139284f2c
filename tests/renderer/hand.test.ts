// @vitest-environment node
import {afterEach, beforeEach, expect, test} from 'vitest'
import {digitCommand} from '../../src/renderer/annotate/annotate-commands.ts'
import {resize} from '../../src/renderer/annotate/edit-annotations.ts'
import {selectWords} from '../../src/renderer/annotate/select.ts'
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
    .map(({annotation: {layer, selector, features}}) => [layer, selector.quote, features.type ?? features.commitment])

test('a digit labels the words that are selected, beside, within or over the annotation that was', () => {
  const {workspace, commands, spanOf} = desk
  selectWords(workspace, spanOf('Sea ice melts faster'))
  commands['annotate.claim'].run()
  digitCommand(workspace, '1')?.()
  for (const words of ['Zoë', 'ice melts']) {
    selectWords(workspace, spanOf(words))
    expect(workspace.view.get().selected).toBeUndefined()
    digitCommand(workspace, '2')?.()
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
  const {workspace, commands, spanOf} = desk
  selectWords(workspace, spanOf('السلام قريب'))
  commands['annotate.claim'].run()
  const {selected} = workspace.view.get()
  selectWords(workspace, spanOf('السلام قريب'))
  expect([selected, workspace.view.get().selected]).toEqual([desk.article().listed()[0]?.annotation.id, selected])
})

test('a resize is one step back', () => {
  const {workspace, commands, spanOf, article} = desk
  selectWords(workspace, spanOf('Sea ice'))
  commands['annotate.claim'].run()
  resize(workspace, article(), workspace.view.get().selected ?? '', spanOf('Sea ice melts faster'))
  expect(listed()).toEqual([['claim', 'Sea ice melts faster', undefined]])
  commands['edit.undo'].run()
  expect(listed()).toEqual([['claim', 'Sea ice', undefined]])
})
