import {expect, test} from 'vitest'
import type {TaskWatch} from '../../src/ipc/task-watch.ts'
import {sharedAnswers} from '../../src/hub/requests/shared-answers.ts'

/** Answers that begin and end when the test says so. */
function making() {
  const begins: (() => void)[] = []
  const ends: ((answer: string) => void)[] = []
  const make = (begin: () => void): Promise<string> => {
    begins.push(begin)
    return new Promise(resolve => ends.push(resolve))
  }
  return {begins, ends, make}
}

test('[SP112] who asks alike before it is begun gets the same answer; who asks later gets one of her own', async () => {
  const {begins, ends, make} = making()
  const shared = sharedAnswers()
  const early = [shared.ask('a', make), shared.ask('a', make)]
  const other = shared.ask('b', make)
  begins[0]?.()
  const late = [shared.ask('a', make), shared.ask('a', make)]
  for (const [n, end] of ends.entries()) end(`answer ${n}`)
  expect(await Promise.all([...early, other, ...late])).toEqual(['answer 0', 'answer 0', 'answer 1', 'answer 2', 'answer 2'])
})

test('[SP112] what fails before it begins is not what the next one gets', async () => {
  const {ends, make} = making()
  const shared = sharedAnswers()
  await expect(shared.ask('a', () => Promise.reject(new Error('The disk is gone.')))).rejects.toThrow('The disk is gone.')
  const next = shared.ask('a', make)
  ends[0]?.('done')
  expect(await next).toBe('done')
})

test('[SP160] what several wait for is cancelled once the last of them has gone, and made anew for whoever asks then; all are told how much is done', async () => {
  const shared = sharedAnswers()
  const [alice, bob] = [new AbortController(), new AbortController()]
  const made: TaskWatch[] = []
  const make = (_begins: () => void, watch: TaskWatch): Promise<string> => {
    made.push(watch)
    return new Promise(() => undefined)
  }
  const told: string[] = []
  void shared.ask('a', make, {signal: alice.signal, onPart: part => told.push(`alice ${part}`)})
  void shared.ask('a', make, {signal: bob.signal, onPart: part => told.push(`bob ${part}`)})
  made[0]?.onPart?.(0.5)
  expect(told).toEqual(['alice 0.5', 'bob 0.5'])
  alice.abort()
  expect(made.map(({signal}) => signal?.aborted)).toEqual([false])
  bob.abort()
  void shared.ask('a', make, {})
  expect(made.map(({signal}) => signal?.aborted)).toEqual([true, false])
})
