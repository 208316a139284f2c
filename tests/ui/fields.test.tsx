import {act, fireEvent, screen} from '@testing-library/react'
import {useRef, useState} from 'react'
import {afterEach, describe, expect, onTestFinished, test, vi} from 'vitest'
import {ChoiceGroup} from '../../src/renderer/ui/choice-group.tsx'
import {CopyField} from '../../src/renderer/ui/copy-field.tsx'
import {TextArea} from '../../src/renderer/ui/text-area.tsx'
import {TextField} from '../../src/renderer/ui/text-field.tsx'
import {KeepTypedContext, UnwrittenContext} from '../../src/renderer/ui/unwritten.ts'
import {show} from './dom.tsx'

const NOTE = 'Ice — «лёд» 🧊, café, שלום'

test('what is typed runs as its letters do, and an empty field as the window, with what it asks for', async () => {
  const {person} = show(
    <>
      <TextField label="Title" placeholder="عنوان، ثم Enter" value="" onCommit={() => undefined} />
      <TextArea label="Note" value="" onBegin={() => undefined} onCommit={() => undefined} />
    </>,
  )
  const fields = [screen.getByLabelText('Title'), screen.getByLabelText('Note')]
  expect(fields.map(field => field.getAttribute('dir'))).toEqual([null, null])
  for (const field of fields) {
    await person.type(field, 'שלום')
    expect(field.getAttribute('dir')).toBe('auto')
  }
})

test('a note is said once, on leaving the field', async () => {
  const said = vi.fn()
  const {person} = show(<TextArea onBegin={() => undefined} label="Note" value="" onCommit={text => said(text)} />)
  await person.type(screen.getByLabelText('Note'), NOTE)
  expect(said).not.toHaveBeenCalled()
  await person.tab()
  expect(said.mock.calls).toEqual([[NOTE]])
})

test('Ctrl+Enter says a note and stays; Enter is a new line', async () => {
  const said = vi.fn()
  const {person, again} = show(<TextArea onBegin={() => undefined} label="Note" value="" onCommit={text => said(text)} />)
  await person.type(screen.getByLabelText('Note'), 'one{Enter}two{Control>}{Enter}{/Control}')
  expect(said.mock.calls).toEqual([['one\ntwo']])
  again(<TextArea onBegin={() => undefined} label="Note" value={'one\ntwo'} onCommit={text => said(text)} />)
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
      <TextField label="Title" value="Seas rise" onCommit={text => said(text)} />
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
      <TextArea onBegin={() => undefined} label="Note" value="" onCommit={text => said(text)} />
    </div>,
  )
  await person.type(screen.getByLabelText('Note'), `${NOTE}{Escape}`)
  expect(said.mock.calls).toEqual([[NOTE]])
  expect(outside).toEqual([false])
})

test('what is typed when the field goes away is kept, for the object it was typed for', async () => {
  const said: string[] = []
  const {person, again} = show(<TextArea onBegin={() => undefined} key="first" label="Note" value="" onCommit={text => said.push(`first: ${text}`)} />)
  await person.type(screen.getByLabelText('Note'), 'half a thou')
  again(<TextArea onBegin={() => undefined} key="second" label="Note" value="" onCommit={text => said.push(`second: ${text}`)} />)
  expect(said).toEqual(['first: half a thou'])
})

test('what is typed when the page goes away is kept', async () => {
  const said = vi.fn()
  const {person} = show(<TextField label="Title" value="" onCommit={text => said(text)} />)
  await person.type(screen.getByLabelText('Title'), 'Seas')
  fireEvent(window, new Event('pagehide'))
  expect(said.mock.calls).toEqual([['Seas']])
})

test("a colleague's change shows unless one is typing, and what one types is not lost to it", async () => {
  const said = vi.fn()
  const {person, again} = show(<TextField label="Title" value="one" onCommit={text => said(text)} />)
  again(<TextField label="Title" value="two" onCommit={text => said(text)} />)
  expect(screen.getByLabelText<HTMLInputElement>('Title').value).toBe('two')
  await person.type(screen.getByLabelText('Title'), ' mine')
  again(<TextField label="Title" value="three" onCommit={text => said(text)} />)
  expect(screen.getByLabelText<HTMLInputElement>('Title').value).toBe('two mine')
  await person.keyboard('{Enter}')
  expect(said.mock.calls).toEqual([['two mine']])
})

test('a text that cannot be taken is named and not said, and stays to be mended', async () => {
  const said = vi.fn()
  const check = (text: string) => (text === '' ? 'An article needs a title.' : undefined)
  const {person} = show(<TextField label="Title" value="Seas rise" onCommit={text => said(text)} check={check} />)
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

describe('a number that cannot be taken', () => {
  const aNumber = () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const [said, kept] = [vi.fn(), vi.fn()]
    const check = (text: string) => (/^Q\d+$/.test(text) ? undefined : 'Write a number such as Q42.')
    const field = (value: string) => (
      <KeepTypedContext value={kept}>
        <TextField label="Wikidata" where="Wikidata number of “Zoë”" value={value} whileTyping check={check} onCommit={text => said(text)} />
      </KeepTypedContext>
    )
    const {again, unmount} = show(field('Q1'))
    const input = screen.getByLabelText<HTMLInputElement>('Wikidata')
    fireEvent.change(input, {target: {value: 'Q4x'}})
    act(() => vi.advanceTimersByTime(1000))
    return {said, kept, input, unmount, remotely: (value: string) => again(field(value))}
  }

  test('stays in its field with the reason as the typing pauses and while a colleague writes another, until it is taken back', () => {
    const {said, kept, input, remotely} = aNumber()
    expect([input.value, screen.getByRole('alert').textContent]).toEqual(['Q4x', 'Write a number such as Q42.'])
    remotely('Q2')
    fireEvent.blur(input)
    expect([input.value, screen.getByRole('alert').textContent]).toEqual(['Q4x', 'Write a number such as Q42.'])
    expect(screen.getByText(/changed to “Q2”/)).toBeTruthy()
    fireEvent.keyDown(input, {key: 'Escape'})
    expect([input.value, screen.getByRole('alert').textContent]).toEqual(['Q2', ''])
    expect([said.mock.calls, kept.mock.calls]).toEqual([[], []])
  })

  test.each(['the field goes away', 'the page goes away'])('is kept for its writer when %s', how => {
    const {said, kept, unmount} = aNumber()
    if (how === 'the field goes away') unmount()
    else fireEvent(window, new Event('pagehide'))
    expect([said.mock.calls, kept.mock.calls]).toEqual([[], [[{where: 'Wikidata number of “Zoë”', text: 'Q4x'}]]])
  })
})

test('Enter that ends a composed character does not commit', () => {
  const said = vi.fn()
  show(<TextField label="Title" value="" onCommit={text => said(text)} />)
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
  const note = (value: string) => (
    <TextArea label="Note" value={value} overtaken={overtaken} onBegin={() => value} onCommit={(text, read) => said(text, read) ?? read} />
  )
  const {person, again} = show(note('שלום'))
  await person.type(screen.getByLabelText('Note'), ' 和平')
  expect(screen.queryByText(overtaken)).toBeNull()
  again(note('Bob’s'))
  expect(screen.getByText(overtaken)).toBeTruthy()
  await person.tab()
  expect(said.mock.calls).toEqual([['שלום 和平', 'שלום']])
})

/** A note as a window holds it, and what the header hears of it. */
function NoteWindow({said, held}: {readonly said: (text: string, pause: number) => void; readonly held: (fields: number) => void}) {
  const [value, setValue] = useState('')
  const count = useRef(0)
  const [hold] = useState(() => () => {
    held(++count.current)
    return () => held(--count.current)
  })
  return (
    <UnwrittenContext value={hold}>
      <TextArea
        label="Note"
        value={value}
        onBegin={() => 0}
        onCommit={(text, pause) => {
          said(text, pause)
          setValue(text)
          return pause + 1
        }}
      />
    </UnwrittenContext>
  )
}
function Title({said}: {readonly said: (text: string) => void}) {
  const [value, setValue] = useState('Seas')
  return (
    <TextField
      label="Title"
      value={value}
      whileTyping
      onCommit={text => {
        said(text)
        setValue(text)
      }}
    />
  )
}
describe('[NO6] what is being typed', () => {
  const aWindow = () => {
    vi.useFakeTimers()
    const [said, held] = [vi.fn(), vi.fn()]
    show(<NoteWindow said={said} held={held} />)
    const field = screen.getByLabelText<HTMLTextAreaElement>('Note')
    return {
      said,
      held,
      field,
      types: (value: string) => fireEvent.change(field, {target: {value}}),
      waits: (ms: number) => act(() => vi.advanceTimersByTime(ms)),
    }
  }
  afterEach(() => vi.useRealTimers())

  test('is said when it pauses for a second, and until then the header knows that it is not', () => {
    const {said, held, field, types, waits} = aWindow()
    types('Zoe\u0308')
    waits(999)
    types('Zoe\u0308 👩‍👩‍👧')
    expect([said.mock.calls, held.mock.lastCall]).toEqual([[], [1]])
    waits(1000)
    expect([said.mock.calls, held.mock.lastCall]).toEqual([[['Zoe\u0308 👩‍👩‍👧', 0]], [0]])
    types('Zoe\u0308 👩‍👩‍👧 שלום')
    expect(held.mock.lastCall).toEqual([1])
    fireEvent.blur(field)
    expect([said.mock.calls[1], held.mock.lastCall]).toEqual([['Zoe\u0308 👩‍👩‍👧 שלום', 1], [0]])
    expect(field.value).toBe('Zoe\u0308 👩‍👩‍👧 שלום')
  })

  test('is said after five seconds without a pause', () => {
    const {said, types, waits} = aWindow()
    for (let at = 1; at <= 8; at++) {
      types('x'.repeat(at))
      waits(700)
    }
    expect(said.mock.calls.map(([text]) => text)).toEqual(['x'.repeat(8)])
  })

  test('is not said in the middle of a composed character', () => {
    const {said, field, types, waits} = aWindow()
    fireEvent.compositionStart(field)
    types('h')
    types('hai')
    waits(10_000)
    expect(said).not.toHaveBeenCalled()
    types('海')
    fireEvent.compositionEnd(field)
    waits(1000)
    expect(said.mock.calls).toEqual([['海', 0]])
  })

  test('is said when the page is hidden or goes away, and not a second time', () => {
    const {said, field, types} = aWindow()
    types('سلام')
    Object.defineProperty(document, 'visibilityState', {value: 'hidden', configurable: true})
    fireEvent(document, new Event('visibilitychange'))
    Object.defineProperty(document, 'visibilityState', {value: 'visible', configurable: true})
    fireEvent(window, new Event('pagehide'))
    fireEvent.blur(field)
    expect(said.mock.calls).toEqual([['سلام', 0]])
  })

  test('Escape in a short field takes back what a pause has said, too', () => {
    vi.useFakeTimers()
    const said = vi.fn()
    show(<Title said={said} />)
    const field = screen.getByLabelText<HTMLInputElement>('Title')
    fireEvent.change(field, {target: {value: 'Seas rise'}})
    act(() => vi.advanceTimersByTime(1000))
    fireEvent.keyDown(field, {key: 'Escape'})
    expect([said.mock.calls, field.value]).toEqual([[['Seas rise'], ['Seas']], 'Seas'])
  })
})

test('a text to take along is named in the words it came with, whatever their case', () => {
  show(<CopyField label="Faktenlage on “Zoë sagt: EU”" text={NOTE} long />)
  expect(screen.getByRole('button', {name: 'Copy: Faktenlage on “Zoë sagt: EU”'})).toBeDefined()
})
