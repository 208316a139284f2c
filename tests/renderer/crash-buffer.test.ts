import {afterEach, expect, test, vi} from 'vitest'
import * as Y from 'yjs'
import {indexedDbBuffer} from '../../src/renderer/host/crash-buffer.ts'

test('a window without IndexedDB says so once and works on', async () => {
  expect('indexedDB' in globalThis).toBe(false)
  let told = 0
  const buffer = indexedDbBuffer('ice', () => told++)
  const docs = [new Y.Doc(), new Y.Doc()] as const
  await buffer.attach('one', docs[0], () => false)
  await buffer.attach('two', docs[1], () => false)
  docs[0].getMap('annotations').set('a', '和平 👩‍👩‍👧')
  await buffer.detach('one', false)
  await buffer.detach('two', true)
  expect(told).toBe(1)
})

type Asked = {onsuccess?: () => void; onerror?: () => void}

/** IndexedDB as a browser has it that answers when the test says so. */
function slowBrowser(): Asked[] {
  const asked: Asked[] = []
  vi.useFakeTimers()
  vi.stubGlobal('indexedDB', {
    open: () => {
      const request: Asked = {}
      asked.push(request)
      return request
    },
  })
  return asked
}
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('a browser that is slow is waited for no longer than a moment, and not called broken', async () => {
  const asked = slowBrowser()
  let told = 0
  const buffer = indexedDbBuffer('ice', () => told++)
  const attached = buffer.attach('one', new Y.Doc(), () => false)
  await vi.advanceTimersByTimeAsync(3000)
  await attached
  await vi.advanceTimersByTimeAsync(20_000)
  expect([asked.length, told]).toEqual([1, 0])
  await buffer.detach('one', false)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(told).toBe(0)
})

test('a browser that refuses later, or never answers, is told of', async () => {
  for (const answers of [true, false]) {
    const asked = slowBrowser()
    let told = 0
    const buffer = indexedDbBuffer('ice', () => told++)
    const attached = buffer.attach('one', new Y.Doc(), () => false)
    await vi.advanceTimersByTimeAsync(3000)
    await attached
    expect(told).toBe(0)
    if (answers) asked[0]?.onerror?.()
    await vi.advanceTimersByTimeAsync(answers ? 0 : 60_000)
    expect(told).toBe(1)
  }
})
