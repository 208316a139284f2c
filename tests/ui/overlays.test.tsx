import {fireEvent, screen} from '@testing-library/react'
import {useState} from 'react'
import {describe, expect, test, vi} from 'vitest'
import {CommandPalette} from '../../src/renderer/ui/command-palette.tsx'
import {ConfirmDialog} from '../../src/renderer/ui/confirm-dialog.tsx'
import {Dialog} from '../../src/renderer/ui/dialog.tsx'
import {IconButton} from '../../src/renderer/ui/icon-button.tsx'
import {Menu} from '../../src/renderer/ui/menu.tsx'
import {searchPalette} from '../../src/renderer/ui/palette-search.ts'
import {TextField} from '../../src/renderer/ui/text-field.tsx'
import {show} from './dom.tsx'

function Details() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Details
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title="Edit details" description="The text stays.">
        <TextField label="Outlet" value="" onCommit={() => {}} />
      </Dialog>
    </>
  )
}

describe('a dialog', () => {
  test('is named and described, gives its first field the focus, and gives it back on Escape', async () => {
    const {person} = show(<Details />)
    await person.click(screen.getByText('Details'))
    const dialog = screen.getByRole('dialog', {name: 'Edit details', description: 'The text stays.'})
    expect(document.activeElement).toBe(screen.getByLabelText('Outlet'))
    await person.keyboard('{Escape}')
    expect(dialog.isConnected).toBe(false)
    expect(document.activeElement).toBe(screen.getByText('Details'))
  })

  test('Escape in a field with a change takes back the change only', async () => {
    const {person} = show(<Details />)
    await person.click(screen.getByText('Details'))
    await person.keyboard('abc{Escape}')
    expect(screen.getByLabelText<HTMLInputElement>('Outlet').value).toBe('')
    await person.keyboard('{Escape}')
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('closes by a click beside it, not by a drag that ends there', async () => {
    const {person} = show(<Details />)
    await person.click(screen.getByText('Details'))
    const dialog = screen.getByRole('dialog')
    fireEvent.pointerDown(screen.getByLabelText('Outlet'))
    fireEvent.click(dialog)
    expect(dialog.isConnected).toBe(true)
    fireEvent.pointerDown(dialog)
    fireEvent.click(dialog)
    expect(dialog.isConnected).toBe(false)
  })
})

test('a dangerous question waits with the focus on Cancel, a harmless one on the way on', () => {
  const question = (danger: boolean) => (
    <ConfirmDialog key={String(danger)} open title="Remove?" confirm="Remove article" danger={danger} onConfirm={() => {}} onCancel={() => {}}>
      It can be undone.
    </ConfirmDialog>
  )
  const {again} = show(question(true))
  expect(document.activeElement?.textContent).toBe('Cancel')
  again(question(false))
  expect(document.activeElement?.textContent).toBe('Remove article')
})

describe('a menu', () => {
  const ITEMS = [
    {id: 'copy', label: 'Copy quote'},
    {id: 'compare', label: 'Compare versions', disabled: true},
    {id: 'snap', label: 'Snap to words', checked: true},
    {id: 'remove', label: 'Remove'},
  ]
  const open = async () => {
    const chosen: [string, string | null | undefined][] = []
    const {person} = show(<Menu label="Article" items={ITEMS} onChoose={id => chosen.push([id, document.activeElement?.textContent])} />)
    const button = screen.getByRole('button', {name: 'Article'})
    button.focus()
    return {person, chosen, button}
  }
  const focused = () => document.activeElement?.textContent

  test('opens on its first item by Enter and Arrow Down, on its last by Arrow Up', async () => {
    const {person, button} = await open()
    await person.keyboard('{Enter}')
    expect(focused()).toBe('Copy quote')
    expect(button.getAttribute('aria-expanded')).toBe('true')
    await person.keyboard('{Escape}{ArrowUp}')
    expect(focused()).toBe('Remove')
    await person.keyboard('{Escape}{ArrowDown}')
    expect(focused()).toBe('Copy quote')
  })
  test('arrow keys go round, Home and End jump, letters search', async () => {
    const {person} = await open()
    await person.keyboard('{ArrowDown}{ArrowUp}')
    expect(focused()).toBe('Remove')
    await person.keyboard('{ArrowDown}')
    expect(focused()).toBe('Copy quote')
    await person.keyboard('{End}{Home}s')
    expect(focused()).toBe('Snap to words')
    await person.keyboard('{Escape}{ArrowDown}com')
    expect(focused()).toBe('Compare versions')
  })
  test('the same letter again goes on to the next item it begins', async () => {
    const {person} = await open()
    await person.keyboard('{ArrowDown}c')
    expect(focused()).toBe('Compare versions')
    await person.keyboard('c')
    expect(focused()).toBe('Copy quote')
  })
  test('has the focus back on its button before the action runs', async () => {
    const {person, chosen} = await open()
    await person.keyboard('{ArrowDown}{End}{Enter}')
    expect(chosen).toEqual([['remove', 'Article']])
    expect(screen.queryByRole('menu')).toBeNull()
  })
  test('does nothing for an item that does not apply, and says so', async () => {
    const {person, chosen} = await open()
    await person.keyboard('{ArrowDown}{ArrowDown}{Enter}')
    expect(chosen).toEqual([])
    expect(screen.getByRole('menuitem', {name: 'Compare versions'}).getAttribute('aria-disabled')).toBe('true')
    expect(screen.getByRole('menuitemcheckbox', {name: 'Snap to words'}).getAttribute('aria-checked')).toBe('true')
  })
  test('closes by a press elsewhere', async () => {
    const {person} = await open()
    await person.keyboard('{ArrowDown}')
    fireEvent.pointerDown(document.body)
    expect(screen.queryByRole('menu')).toBeNull()
  })
})

test('an icon button is named and says its key', () => {
  show(<IconButton label="Undo" keys="CmdOrCtrl+Z" icon={<svg />} />)
  expect(screen.getByRole('button', {name: 'Undo'}).getAttribute('aria-keyshortcuts')).toBe('Control+Z')
})

const PALETTE = [
  {
    heading: 'Commands',
    items: [
      {id: 'annotate.claim', label: 'Mark Claim', keys: 'C'},
      {id: 'annotate.favor', label: 'Stance: Favor', keys: 'F'},
      {id: 'edit.undo', label: 'Undo', disabled: true},
    ],
  },
  {
    heading: 'Articles',
    items: [
      {id: 'a1', label: 'مستوى سطح البحر', detail: 'الميناء'},
      {id: 'a2', label: 'Claims of the port', detail: 'Daily Ledger'},
    ],
  },
]
function PalettePage({onChoose}: {readonly onChoose: (id: string) => void}) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Text
      </button>
      <CommandPalette open={open} onClose={() => setOpen(false)} groups={PALETTE} onChoose={onChoose} />
    </>
  )
}

describe('the palette', () => {
  test('finds by letters and runs with the focus back where it was', async () => {
    const chosen: [string, string | null | undefined][] = []
    const {person} = show(<PalettePage onChoose={id => chosen.push([id, document.activeElement?.textContent])} />)
    await person.click(screen.getByText('Text'))
    await person.keyboard('fav{Enter}')
    expect(chosen).toEqual([['annotate.favor', 'Text']])
    expect(screen.queryByRole('dialog')).toBeNull()
  })
  test('walks with arrow keys past what does not apply, and Escape gives the focus back', async () => {
    const chosen = vi.fn()
    const {person} = show(<PalettePage onChoose={chosen} />)
    await person.click(screen.getByText('Text'))
    await person.keyboard('{ArrowDown}{ArrowDown}')
    expect(screen.getByRole('option', {selected: true}).textContent).toContain('مستوى سطح البحر')
    await person.keyboard('{Escape}')
    expect(document.activeElement).toBe(screen.getByText('Text'))
    expect(chosen).not.toHaveBeenCalled()
  })
  test('says when nothing is called so', async () => {
    const {person} = show(<PalettePage onChoose={() => {}} />)
    await person.click(screen.getByText('Text'))
    await person.keyboard('zzzz')
    expect(screen.getByText('Nothing is called “zzzz”.')).toBeDefined()
  })
  test('puts the group with the best hit first, and finds articles by outlet and in any script', () => {
    expect(searchPalette(PALETTE, 'claims').map(({heading}) => heading)).toEqual(['Articles'])
    expect(searchPalette(PALETTE, 'ledger').flatMap(({items}) => items.map(({id}) => id))).toEqual(['a2'])
    expect(searchPalette(PALETTE, 'البحر').flatMap(({items}) => items.map(({id}) => id))).toEqual(['a1'])
    expect(searchPalette(PALETTE, '')).toEqual(PALETTE)
  })
})
