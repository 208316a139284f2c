import {expect, test} from 'vitest'
import {fairLine} from '../../src/hub/requests/fair-requests.ts'

/** Work that ends when the test says so, and which of it was begun. */
function work() {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const task = (name: string) => () => {
    begun.push(name)
    return new Promise<string>(resolve => ends.set(name, () => resolve(name)))
  }
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.()
    await new Promise(setImmediate)
  }
  return {begun, task, end}
}

test('[SP112] each person has her turn: who asked for much waits for herself', async () => {
  const {begun, task, end} = work()
  const line = fairLine({each: 1, all: 1, waiting: 10})
  for (const name of ['bob 1', 'bob 2', 'bob 3']) void line.run('bob', task(name))
  void line.run('carol', task('carol 1'))
  void line.run('alice', task('alice 1'))
  for (const name of ['bob 1', 'bob 2', 'carol 1', 'alice 1']) await end(name)
  expect(begun).toEqual(['bob 1', 'bob 2', 'carol 1', 'alice 1', 'bob 3'])
})

test('[SP112] of one person only so much is done at once and so much waits; the rest is refused, and nothing of hers keeps another', async () => {
  const {begun, task, end} = work()
  const line = fairLine({each: 2, all: 10, waiting: 3})
  const asked = Array.from({length: 40}, (_, n) => line.run('bob', task(`bob ${n}`)))
  expect(asked.filter(each => each === undefined).length).toBe(35)
  expect(begun).toEqual(['bob 0', 'bob 1'])
  void line.run('carol', task('carol'))
  expect(begun).toEqual(['bob 0', 'bob 1', 'carol'])
  await end('bob 0')
  expect(begun.at(-1)).toBe('bob 2')
  expect(await asked[0]).toBe('bob 0')
})

test('[SP112] work that fails makes way too, and tells only whoever asked', async () => {
  const line = fairLine({each: 1, all: 1, waiting: 1})
  const failing = line.run('bob', () => Promise.reject(new Error('The disk is gone.')))
  const next = line.run('carol', () => Promise.resolve('done'))
  await expect(failing).rejects.toThrow('The disk is gone.')
  expect(await next).toBe('done')
})
