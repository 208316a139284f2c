import {act, screen} from '@testing-library/react'
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest'
import {Banner} from '../../src/renderer/ui/banner.tsx'
import {Progress} from '../../src/renderer/ui/progress.tsx'
import {ToastRegion} from '../../src/renderer/ui/toast-region.tsx'
import {createToasts} from '../../src/renderer/ui/toasts.ts'
import {show} from './dom.tsx'

describe('news', () => {
  beforeEach(() => void vi.useFakeTimers({shouldAdvanceTime: true}))
  afterEach(() => void vi.useRealTimers())

  const open = () => {
    const toasts = createToasts()
    const {person} = show(
      <>
        <button type="button">Text</button>
        <ToastRegion toasts={toasts} />
      </>,
    )
    screen.getByText('Text').focus()
    return {toasts, person}
  }
  const wait = (milliseconds: number) => act(async () => void (await vi.advanceTimersByTimeAsync(milliseconds)))

  test('are read out politely, errors at once, and never take the focus', () => {
    const {toasts} = open()
    act(() => {
      toasts.show({text: 'Annotation removed'})
      toasts.show({text: 'The disk is full.', tone: 'error'})
    })
    expect(screen.getByRole('status').textContent).toContain('Annotation removed')
    expect(screen.getByRole('alert').textContent).toContain('The disk is full.')
    expect(document.activeElement).toBe(screen.getByText('Text'))
  })
  test('go by themselves; what something can be done about stays until it was looked at, and errors until they are dismissed', async () => {
    const {toasts, person} = open()
    act(() => {
      toasts.show({text: 'Saved'})
      toasts.show({text: 'Removed', action: {label: 'Undo', run: () => {}}})
      toasts.show({text: 'The disk is full.', tone: 'error'})
    })
    await wait(6_000)
    expect(toasts.current().map(({text}) => text)).toEqual(['Removed', 'The disk is full.'])
    await wait(60_000)
    expect(toasts.current().map(({text}) => text)).toEqual(['Removed', 'The disk is full.'])
    await person.hover(screen.getByText('Removed'))
    await wait(60_000)
    await person.hover(screen.getByText('Text'))
    await wait(6_000)
    expect(toasts.current().map(({text}) => text)).toEqual(['The disk is full.'])
  })
  test('wait while the focus is on them, and give it back when they go', async () => {
    const {toasts, person} = open()
    const undone = vi.fn()
    act(() => void toasts.show({text: 'Removed', action: {label: 'Undo', run: undone}}))
    await person.tab()
    await wait(60_000)
    expect(document.activeElement).toBe(screen.getByText('Undo').closest('button'))
    await person.keyboard('{Enter}')
    expect(undone).toHaveBeenCalledTimes(1)
    expect(toasts.current()).toEqual([])
    expect(document.activeElement).toBe(screen.getByText('Text'))
  })
  test('of one subject take each other’s place, and the oldest give way', () => {
    const toasts = createToasts()
    for (const text of ['1', '2', '3', '4', '5']) toasts.show({text, subject: 'removal'})
    expect(toasts.current().map(({text}) => text)).toEqual(['5'])
    for (const text of ['6', '7', '8', '9']) toasts.show({text})
    expect(toasts.current().map(({text}) => text)).toEqual(['6', '7', '8', '9'])
  })
})

test('an error is an alert, a hint is a status', () => {
  show(
    <>
      <Banner tone="error" title="Not saved." />
      <Banner tone="info" title="Carol joined." />
    </>,
  )
  expect(screen.getByRole('alert').textContent).toContain('Not saved.')
  expect(screen.getByRole('status').textContent).toContain('Carol joined.')
})

test('progress is named, says how far it is, and can be cancelled', async () => {
  const cancelled = vi.fn()
  const {person} = show(<Progress label="Importing" value={12} max={34} detail="12 of 34 files" onCancel={cancelled} />)
  expect(screen.getByRole('progressbar', {name: 'Importing'}).getAttribute('aria-valuetext')).toBe('12 of 34 files')
  await person.click(screen.getByRole('button', {name: 'Cancel'}))
  expect(cancelled).toHaveBeenCalledTimes(1)
})
