import {expect, test} from 'vitest'
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
