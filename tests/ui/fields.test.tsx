import {fireEvent, screen} from '@testing-library/react'
import {expect, test, vi} from 'vitest'
import {ChoiceGroup} from '../../src/renderer/ui/choice-group.tsx'
import {TextArea} from '../../src/renderer/ui/text-area.tsx'
import {TextField} from '../../src/renderer/ui/text-field.tsx'
import {show} from './dom.tsx'

const NOTE = 'Ice — «лёд» 🧊, café, שלום'

test('a note is said once, on leaving the field', async () => {
  const said = vi.fn()
  const {person} = show(<TextArea label="Note" value="" onCommit={text => said(text)} />)
  await person.type(screen.getByLabelText('Note'), NOTE)
  expect(said).not.toHaveBeenCalled()
  await person.tab()
  expect(said.mock.calls).toEqual([[NOTE]])
})

test('Ctrl+Enter says a note and stays; Enter is a new line', async () => {
  const said = vi.fn()
  const {person, again} = show(<TextArea label="Note" value="" onCommit={text => said(text)} />)
  await person.type(screen.getByLabelText('Note'), 'one{Enter}two{Control>}{Enter}{/Control}')
  expect(said.mock.calls).toEqual([['one\ntwo']])
  again(<TextArea label="Note" value={'one\ntwo'} onCommit={text => said(text)} />)
  expect(document.activeElement).toBe(screen.getByLabelText('Note'))
  await person.tab()
  expect(said).toHaveBeenCalledTimes(1)
})

test('Escape takes a change back, and a second Escape goes on to whoever listens outside', async () => {
  const said = vi.fn()
  const outside: boolean[] = []
  const {person} = show(
    // biome-ignore lint/a11y/noStaticElementInteractions: stands for a dialog
    <div onKeyDown={event => event.key === 'Escape' && outside.push(event.defaultPrevented)}>
      <TextField label="Title" value="Seas rise" onCommit={said} />
    </div>,
  )
  await person.type(screen.getByLabelText('Title'), ' fast{Escape}')
  expect(screen.getByLabelText<HTMLInputElement>('Title').value).toBe('Seas rise')
  await person.keyboard('{Escape}')
  expect(outside).toEqual([true, false])
  await person.tab()
  expect(said).not.toHaveBeenCalled()
})

test('Escape says a note, which is long to type, and goes on to whoever listens outside', async () => {
  const said = vi.fn()
  const outside: boolean[] = []
  const {person} = show(
    // biome-ignore lint/a11y/noStaticElementInteractions: stands for the window
    <div onKeyDown={event => event.key === 'Escape' && outside.push(event.defaultPrevented)}>
      <TextArea label="Note" value="" onCommit={text => said(text)} />
    </div>,
  )
  await person.type(screen.getByLabelText('Note'), `${NOTE}{Escape}`)
  expect(said.mock.calls).toEqual([[NOTE]])
  expect(outside).toEqual([false])
})

test('what is typed when the field goes away is kept, for the object it was typed for', async () => {
  const said: string[] = []
  const {person, again} = show(<TextArea key="first" label="Note" value="" onCommit={text => said.push(`first: ${text}`)} />)
  await person.type(screen.getByLabelText('Note'), 'half a thou')
  again(<TextArea key="second" label="Note" value="" onCommit={text => said.push(`second: ${text}`)} />)
  expect(said).toEqual(['first: half a thou'])
})

test('what is typed when the page goes away is kept', async () => {
  const said = vi.fn()
  const {person} = show(<TextField label="Title" value="" onCommit={said} />)
  await person.type(screen.getByLabelText('Title'), 'Seas')
  fireEvent(window, new Event('pagehide'))
  expect(said.mock.calls).toEqual([['Seas']])
})

test("a colleague's change shows unless one is typing, and what one types is not lost to it", async () => {
  const said = vi.fn()
  const {person, again} = show(<TextField label="Title" value="one" onCommit={said} />)
  again(<TextField label="Title" value="two" onCommit={said} />)
  expect(screen.getByLabelText<HTMLInputElement>('Title').value).toBe('two')
  await person.type(screen.getByLabelText('Title'), ' mine')
  again(<TextField label="Title" value="three" onCommit={said} />)
  expect(screen.getByLabelText<HTMLInputElement>('Title').value).toBe('two mine')
  await person.keyboard('{Enter}')
  expect(said.mock.calls).toEqual([['two mine']])
})

test('a text that cannot be taken is named and not said, and stays to be mended', async () => {
  const said = vi.fn()
  const check = (text: string) => (text === '' ? 'An article needs a title.' : undefined)
  const {person} = show(<TextField label="Title" value="Seas rise" onCommit={said} check={check} />)
  const field = screen.getByLabelText('Title')
  await person.clear(field)
  await person.tab()
  expect(screen.getByRole('alert').textContent).toBe('An article needs a title.')
  expect(field.getAttribute('aria-invalid')).toBe('true')
  expect(said).not.toHaveBeenCalled()
  await person.type(field, 'Seas')
  expect(screen.getByRole('alert').textContent).toBe('')
  await person.tab()
  expect(said.mock.calls).toEqual([['Seas']])
})

test('Enter that ends a composed character does not commit', () => {
  const said = vi.fn()
  show(<TextField label="Title" value="" onCommit={said} />)
  const field = screen.getByLabelText('Title')
  fireEvent.change(field, {target: {value: '海'}})
  fireEvent.keyDown(field, {key: 'Enter', isComposing: true})
  expect(said).not.toHaveBeenCalled()
})

const CHOICES = [
  {value: 'asserts', label: 'Asserts', key: '1'},
  {value: 'hedges', label: 'Hedges', key: '2'},
  {value: 'denies', label: 'Denies', key: '5'},
] as const

test('arrow keys walk round the choices, and only one of them is a stop of Tab', async () => {
  const chosen: (string | undefined)[] = []
  const group = (value: 'asserts' | 'hedges' | 'denies' | undefined) => (
    <ChoiceGroup label="Commitment" choices={CHOICES} value={value} onChange={next => chosen.push(next)} />
  )
  const {person, again} = show(group(undefined))
  await person.tab()
  expect(document.activeElement).toBe(screen.getByRole('radio', {name: 'Asserts'}))
  await person.keyboard('{ArrowRight}')
  again(group('hedges'))
  await person.keyboard('{ArrowDown}')
  again(group('denies'))
  await person.keyboard('{ArrowRight}')
  again(group('asserts'))
  await person.keyboard('{ArrowLeft}')
  expect(chosen).toEqual(['hedges', 'denies', 'asserts', 'denies'])
  expect(screen.getAllByRole('radio').map(radio => radio.tabIndex)).toEqual([0, -1, -1])
})

test('a digit chooses, and a choice can be taken back by choosing it again, Delete or a click', async () => {
  const chosen: (string | undefined)[] = []
  const {person} = show(<ChoiceGroup label="Commitment" choices={CHOICES} value="hedges" onChange={next => chosen.push(next)} />)
  await person.tab()
  await person.keyboard('525 {Delete}')
  await person.click(screen.getByRole('radio', {name: 'Hedges'}))
  expect(chosen).toEqual(['denies', undefined, 'denies', 'denies', undefined, undefined])
})

test('where something must be chosen nothing takes it back', async () => {
  const chosen = vi.fn()
  const {person} = show(<ChoiceGroup label="Commitment" choices={CHOICES} value="hedges" onChange={chosen} required />)
  await person.tab()
  await person.keyboard('2 {Delete}{Backspace}')
  expect(chosen).not.toHaveBeenCalled()
})

test('[NO1] a note that changes while somebody types says so, and hands over what she had read', async () => {
  const said = vi.fn()
  const overtaken = 'Bob wrote here meanwhile.'
  const {person, again} = show(<TextArea label="Note" value="שלום" overtaken={overtaken} onCommit={said} />)
  await person.type(screen.getByLabelText('Note'), ' 和平')
  expect(screen.queryByText(overtaken)).toBeNull()
  again(<TextArea label="Note" value="Bob’s" overtaken={overtaken} onCommit={said} />)
  expect(screen.getByText(overtaken)).toBeTruthy()
  await person.tab()
  expect(said.mock.calls).toEqual([['שלום 和平', 'שלום']])
})
