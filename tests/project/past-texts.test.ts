import {describe, expect, test} from 'vitest'
import {standingTexts} from '../../src/project/past-texts.ts'

type Given = {readonly by?: string; readonly read?: readonly string[]; readonly over?: string; readonly feature?: string}
const text = (id: string, at: number, words: string, given: Given = {}) => ({id, by: given.by ?? 'alice', at, feature: 'note', text: words, ...given})
const read = (standing: readonly ReturnType<typeof text>[], others: readonly ReturnType<typeof text>[] = []) => {
  const all = [...others, ...standing]
  const there = standingTexts(standing, all)
  // Whoever has them in another order reads the same.
  expect(standingTexts([...standing].reverse(), [...all].reverse())).toEqual(there)
  return there
}

describe('[NO5] texts of one feature', () => {
  const made = 'The minister lied'
  const alices = text('a', 2, 'The minister lied often', {read: [''], over: made})
  const bobs = text('b', 2, 'Yes: The minister lied', {by: 'bob', read: [''], over: made})

  test('are joined over what the annotation was made with, where two people say what that was', () => {
    expect(read([alices, bobs]).joined).toBe('Yes: The minister lied often')
  })

  test('are kept whole where somebody says that it was something else, or that alone', () => {
    const forged = text('m', 1, '', {by: 'mallory', read: [''], over: 'The minister lied often'})
    expect(read([alices, bobs], [forged, text('z', 1, 'x', {by: 'mallory', read: [''], over: made, feature: 'zzz'})]).joined).toBe(
      'Yes: The minister lied often',
    )
    const standing = text('m', 1, 'no', {by: 'mallory', read: [''], over: 'The minister lied often'})
    const {joined} = read([alices, bobs, standing])
    for (const words of ['The minister lied often', 'Yes: The minister lied', 'no']) expect(joined).toContain(words)
    const over = text('c', 3, 'The minister lied often', {read: ['m']})
    expect(
      read([over, text('d', 3, 'Bob disagrees', {by: 'bob', read: ['m']})], [standing])
        .joined.split('\n\n')
        .sort(),
    ).toEqual(['Bob disagrees', 'The minister lied often'])
  })

  test('that claim to have read each other all stand', () => {
    const [one, other] = [text('a', 1, 'one', {read: ['b']}), text('b', 2, 'other', {by: 'bob', read: ['a']})]
    const {latest, joined} = read([one, other])
    expect(latest.map(({id}) => id)).toEqual(['a', 'b'])
    for (const words of ['one', 'other']) expect(joined).toContain(words)
  })

  test('that one person typed in many pauses are one turn of hers', () => {
    const typed = Array.from({length: 2000}, (_, at) => text(`t${at}`, at, 'Sea ice melts'.slice(0, at + 1), at === 0 ? {} : {read: [`t${at - 1}`]}))
    const last = typed.at(-1)
    if (last === undefined) throw new Error('Nothing was typed.')
    const his = text('b', 3000, 'Sea ice melts fast', {by: 'bob', read: ['t1990']})
    expect(read([last, his], typed.slice(0, -1)).joined).toBe('Sea ice melts fast')
  })

  test('of more turns, or that read more of each other than anybody does, are kept one below the other', () => {
    const all = Array.from({length: 1200}, (_, at) =>
      text(`m${at}`, at, `word${at}`, {by: `p${at % 7}`, read: Array.from({length: Math.min(at, 100)}, (_each, back) => `m${at - 1 - back}`)}),
    )
    const {joined} = read(
      all.slice(-2).map(one => ({...one, read: one.read?.slice(1) ?? []})),
      all.slice(0, -2),
    )
    expect(joined).toBe('word1198\n\nword1199')
  })

  test('of more than anybody writes are found to stand in as many steps as there are', () => {
    let looks = 0
    const all = Array.from({length: 3200}, (_each, at) => ({
      ...text(`m${at}`, at, `word${at}`, {by: 'mallory'}),
      get read() {
        looks++
        return at % 2 === 1 ? [`m${at - 1}`] : []
      },
    }))
    expect(standingTexts(all, all).latest.map(({id}) => id)).toEqual(all.filter((_each, at) => at % 2 === 1).map(({id}) => id))
    expect(looks).toBeLessThan(100 * all.length)
  })

  test('are woven in time, however many turns and words they have', () => {
    const turns = Array.from({length: 50}, (_, at) =>
      text(`p${at}`, at, Array.from({length: 150}, (_each, nth) => `w${nth === at ? `${at}x` : nth}`).join(' '), {by: `p${at}`, read: ['base']}),
    )
    const base = text('base', 0, Array.from({length: 150}, (_each, nth) => `w${nth}`).join(' '))
    const {joined} = read(turns, [base])
    for (const [at] of turns.entries()) expect(joined).toContain(`w${at}x`)
  })
})
