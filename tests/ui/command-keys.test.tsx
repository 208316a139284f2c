import {screen} from '@testing-library/react'
import {useEffect} from 'react'
import {expect, test} from 'vitest'
import type {CommandId} from '../../src/ipc/commands.ts'
import {COMMANDS} from '../../src/ipc/commands.ts'
import {commandFinder} from '../../src/renderer/ui/command-keys.ts'
import {TextArea} from '../../src/renderer/ui/text-area.tsx'
import {show} from './dom.tsx'

function Page({onCommand}: {readonly onCommand: (id: CommandId) => void}) {
  useEffect(() => {
    const find = commandFinder(COMMANDS, 'other')
    const listen = (event: KeyboardEvent) => {
      const id = find(event)
      if (id) onCommand(id)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [onCommand])
  return (
    <>
      <button type="button">Elsewhere</button>
      <div data-shortcuts="article">
        {/* biome-ignore lint/a11y/useSemanticElements: the article is no field */}
        <div role="textbox" aria-readonly="true" aria-label="Text" tabIndex={0} />
        <input aria-label="Search in text" />
        <button type="button">Done</button>
      </div>
      <TextArea onBegin={() => undefined} label="Note" value="" onCommit={() => {}} />
    </>
  )
}

const at = async (field: HTMLElement, keys: string): Promise<readonly string[]> => {
  field.focus()
  await person.keyboard(keys)
  return heard.splice(0)
}
const heard: string[] = []
let person: ReturnType<typeof show>['person']
const open = () => {
  person = show(<Page onCommand={id => heard.push(id)} />).person
}

test('bare letters are commands in the article and nowhere else', async () => {
  open()
  expect(await at(screen.getByLabelText('Text'), 'jm[Delete]')).toEqual(['annotate.next', 'annotate.labelAll', 'annotate.remove'])
  expect(await at(screen.getByText('Elsewhere'), 'jm')).toEqual([])
  expect(await at(screen.getByLabelText('Search in text'), 'jm')).toEqual([])
  expect(await at(screen.getByLabelText('Note'), 'jm')).toEqual([])
})

test('the keys that zoom are left to the browser; the article’s letters have keys of their own, in the text alone', async () => {
  open()
  for (const field of ['Text', 'Note']) expect(await at(screen.getByLabelText(field), '{Control>}=-+0{/Control}')).toEqual([])
  expect(await at(screen.getByLabelText('Text'), '{Alt>}=-{/Alt}')).toEqual(['view.larger', 'view.smaller'])
  expect(await at(screen.getByLabelText('Note'), '{Alt>}=-{/Alt}')).toEqual([])
})

test('keys with a modifier work everywhere, but a text field keeps its own undo', async () => {
  open()
  expect(await at(screen.getByText('Elsewhere'), '{Control>}k{/Control}')).toEqual(['view.palette'])
  expect(await at(screen.getByLabelText('Note'), '{Control>}k{/Control}{F1}{Alt>}2{/Alt}')).toEqual(['view.palette', 'help.keys', 'view.focusArticle'])
  expect(await at(screen.getByLabelText('Note'), '{Control>}z{/Control}')).toEqual([])
  expect(await at(screen.getByLabelText('Text'), '{Control>}z{/Control}')).toEqual(['edit.undo'])
})

test('a key that a field has used is no command', async () => {
  open()
  expect(await at(screen.getByLabelText('Note'), 'x{Control>}{Enter}{/Control}')).toEqual([])
  expect(await at(screen.getByLabelText('Text'), '{Control>}{Enter}{/Control}')).toEqual(['article.noClaim'])
})

test('nothing happens behind an open dialog', async () => {
  open()
  const dialog = document.createElement('dialog')
  document.body.append(dialog)
  dialog.showModal()
  expect(await at(screen.getByLabelText('Text'), 'j')).toEqual([])
  dialog.remove()
  expect(await at(screen.getByLabelText('Text'), 'j')).toEqual(['annotate.next'])
})

test('Enter on a button presses it, and edits no annotation; letters still are commands there', async () => {
  open()
  const done = screen.getByRole('button', {name: 'Done'})
  expect(await at(done, '{Enter}')).toEqual([])
  expect(await at(done, 'j')).toEqual(['annotate.next'])
  expect(await at(screen.getByRole('textbox', {name: 'Text'}), '{Enter}')).toEqual(['annotate.details'])
})
