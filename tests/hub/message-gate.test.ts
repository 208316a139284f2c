import {encode, writeVarString, writeVarUint, writeVarUint8Array} from 'lib0/encoding'
import {expect, test} from 'vitest'
import {Awareness, encodeAwarenessUpdate} from 'y-protocols/awareness'
import * as Y from 'yjs'
import {documentPlaces, messageGate} from '../../src/hub/documents/message-gate.ts'
import {presenceLimit} from '../../src/hub/documents/presence-limit.ts'
import {stateAnswers} from '../../src/hub/documents/state-answers.ts'
import {turns} from '../../src/hub/documents/turns.ts'

test('[SP115] whoever sends much has it done piece by piece, and others between', async () => {
  const inTurn = turns()
  const done: string[] = []
  for (let n = 0; n < 5000; n++) inTurn.take('bob', 10, () => done.push(`bob ${n}`))
  inTurn.take('carol', 10, () => done.push('carol'))
  expect(done.length).toBeLessThan(20)
  await inTurn.settled()
  expect(done.length).toBe(5001)
  expect(done.indexOf('carol')).toBeLessThan(20)
  expect(done.filter(each => each !== 'carol')).toEqual(Array.from({length: 5000}, (_, n) => `bob ${n}`))
})

test('[SP115] what is large is a turn of its own', async () => {
  const inTurn = turns()
  const done: string[] = []
  inTurn.take('bob', 10_000_000, () => done.push('bob 0'))
  inTurn.take('bob', 10, () => done.push('bob 1'))
  expect(done).toEqual(['bob 0'])
  await inTurn.settled()
  expect(done).toEqual(['bob 0', 'bob 1'])
})

/** What so many windows say, or that they are gone. */
function presenceOf(clients: readonly number[], state: unknown): Uint8Array {
  const awareness = new Awareness(new Y.Doc())
  awareness.setLocalState(null)
  for (const client of clients) {
    awareness.states.set(client, state as Record<string, unknown>)
    awareness.meta.set(client, {clock: 1, lastUpdated: 0})
  }
  const update = encodeAwarenessUpdate(awareness, [...clients])
  awareness.destroy()
  return encode(encoder => {
    writeVarString(encoder, 'project')
    writeVarUint(encoder, 1)
    writeVarUint8Array(encoder, update)
  })
}
const range = (from: number, count: number): number[] => Array.from({length: count}, (_, n) => from + n)

test('[SP117] a channel tells of a hundred windows and no more, and of others when those are gone', () => {
  const limit = presenceLimit()
  expect(limit.isWithin(presenceOf(range(1, 100_000), {by: 'bob'}))).toBe(false)
  expect(limit.isWithin(presenceOf(range(1, 100), {by: 'bob'}))).toBe(true)
  expect(limit.isWithin(presenceOf([101], {by: 'bob'}))).toBe(false)
  expect(limit.isWithin(presenceOf([100], {by: 'bob', article: 'a'}))).toBe(true)
  expect(limit.isWithin(presenceOf([100], null))).toBe(true)
  expect(limit.isWithin(presenceOf([101], {by: 'bob'}))).toBe(true)
  expect(limit.isWithin(presenceOf([101], {by: 'b'.repeat(2000)}))).toBe(false)
})

test('[SP117] new windows for ever are too many at last, however few there are at once', () => {
  const limit = presenceLimit()
  let passed = 0
  for (let from = 1; from < 20_000; from += 100) {
    if (limit.isWithin(presenceOf(range(from, 100), {by: 'bob'}))) passed++
    limit.isWithin(presenceOf(range(from, 100), null))
  }
  expect(passed).toBe(50)
})

test('[SP114] what a channel sends for documents that were not asked for is forgiven in time, and much of it at once is not', async () => {
  const time = {now: 0}
  const inTurn = turns()
  const closed: number[] = []
  const gate = messageGate({
    channel: {readyState: 1, send: () => undefined, close: code => closed.push(code), onMessage: () => undefined, onClose: () => undefined},
    who: 'bob',
    turns: inTurn,
    places: documentPlaces(),
    answers: stateAnswers(() => false),
    pass: () => undefined,
    now: () => time.now,
  })
  const late = encode(encoder => {
    writeVarString(encoder, 'a document that was closed')
    writeVarUint(encoder, 0)
  })
  const sends = async (many: number): Promise<void> => {
    for (let n = 0; n < many; n++) gate.take(late)
    await inTurn.settled()
  }
  for (let minute = 0; minute < 24 * 60; minute++) {
    time.now = minute * 60_000
    await sends(50)
  }
  expect(closed).toEqual([])
  await sends(5000)
  expect(closed).toEqual([4205])
})
