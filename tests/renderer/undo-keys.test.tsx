import {screen} from '@testing-library/react'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {replayTitle} from '../../src/renderer/annotate/replay.ts'
import {selectWords} from '../../src/renderer/annotate/select.ts'
import {SCREENS} from '../../src/renderer/window/screens.ts'
import {useShortcuts} from '../../src/renderer/window/use-shortcuts.ts'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import type {Desk} from '../support/desk.ts'
import {aDesk} from '../support/desk.ts'
import {show} from '../ui/dom.tsx'

let desk: Desk
let left: (string | boolean)[][]
/** Looks at a key once the app has heard it. */
const later = (event: KeyboardEvent): void =>
  queueMicrotask(() => {
    if (/^[zy]$/i.test(event.key)) left.push([event.key.toLowerCase(), event.defaultPrevented])
  })
beforeEach(async () => {
  desk = await aDesk(anArticle(MIXED_TEXT))
  left = []
  document.addEventListener('keydown', later)
})
afterEach(async () => {
  document.removeEventListener('keydown', later)
  await desk.close()
})

function Window({asks}: {readonly asks: boolean}) {
  useShortcuts(desk.workspace, desk.commands, SCREENS)
  return (
    <>
      <input aria-label="Filter" />
      <input aria-label="Address" readOnly />
      <select aria-label="Sort">
        <option>Title</option>
      </select>
      {/* biome-ignore lint/a11y/useSemanticElements: the article is no field */}
      <div role="textbox" aria-readonly="true" aria-label="Text" data-shortcuts="article" tabIndex={0} />
      {asks && (
        <dialog open>
          <button type="button">Cancel</button>
        </dialog>
      )}
    </>
  )
}

const UNDO = '{Control>}z{/Control}'
const REDO = '{Control>}{Shift>}z{/Shift}{/Control}'
const news = () => desk.workspace.toasts.current().map(({text}) => text)

test('[UN6] the keys of undo and redo do nothing but say so when there is nothing to undo, and a text field keeps its own', async () => {
  const {person} = show(<Window asks={false} />)
  screen.getByLabelText('Text').focus()
  await person.keyboard(UNDO)
  expect([left, news()]).toEqual([[['z', true]], ['Nothing to undo.']])
  await person.keyboard(REDO)
  expect([left.at(-1), news()]).toEqual([['z', true], ['Nothing to redo.']])
  left = []
  for (const label of ['Sort', 'Address', 'Filter']) {
    screen.getByLabelText(label).focus()
    await person.keyboard(`${UNDO}{Control>}y{/Control}`)
  }
  expect(left.map(([, isKept]) => isKept)).toEqual([true, true, true, true, false, false])
})

test('[UN6] nor do they reach behind a dialog, and they take back a step where there is one', async () => {
  const {person, again} = show(<Window asks={false} />)
  selectWords(desk.workspace, desk.spanOf('السلام قريب'))
  desk.does('mark:claim')
  again(<Window asks />)
  screen.getByText('Cancel').focus()
  await person.keyboard(UNDO)
  expect([left, desk.article().listed()]).toEqual([[['z', true]], [expect.anything()]])
  again(<Window asks={false} />)
  screen.getByLabelText('Text').focus()
  await person.keyboard(UNDO)
  expect([left.at(-1), desk.article().listed(), replayTitle(desk.workspace, 'redo')]).toEqual([['z', true], [], 'Redo: Claim “السلام قريب”'])
})
