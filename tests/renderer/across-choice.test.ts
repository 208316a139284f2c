// @vitest-environment node
import {expect, test} from 'vitest'
import type {WordsInArticle} from '../../src/ipc/same-words-api.ts'
import {acrossRows, chosenPlaces, leftAfter} from '../../src/renderer/claims/across-choice.ts'

const place = (start: number) => ({start, end: start + 3, before: 'قال ', quote: 'Zoë', after: ' 👩‍👩‍👧', ends: true})
const words = (article: string, rights: WordsInArticle['rights'], starts: readonly number[], labelled = 0): WordsInArticle => ({
  article,
  rights,
  places: starts.map(place),
  labelled,
})
const FOUND = [words('peace', 'write', [4, 20]), words('labelled', 'write', [], 3), words('shown', 'read', [4]), words('closed', 'none', [4])]
const none: ReadonlySet<string> = new Set()

const shown = (left: ReadonlySet<string>, expanded: ReadonlySet<string>) =>
  acrossRows(FOUND, left, expanded).map(({key, kind, checked, disabled, expanded: open}) => [key, kind, checked, disabled === true, open])

test('articles are offered with all their places, and not where all is labelled or she may not write', () => {
  expect(shown(none, new Set(['shown']))).toEqual([
    ['peace', 'branch', true, false, false],
    ['labelled', 'branch', false, true, undefined],
    ['shown', 'branch', false, true, true],
    ['shown/4', 'leaf', false, true, undefined],
    ['closed', 'branch', false, true, false],
  ])
  expect(chosenPlaces(FOUND, none).map(({article, places}) => [article, places.map(({start}) => start)])).toEqual([['peace', [4, 20]]])
})

test('a place is left out by itself, and an article with all its places, and both come back', () => {
  const rows = acrossRows(FOUND, none, new Set(['peace']))
  const [article, first, second] = rows
  if (article === undefined || first === undefined || second === undefined) throw new Error('The article has two places.')
  const one = leftAfter(none, first, false)
  expect(shown(one, new Set(['peace'])).slice(0, 3)).toEqual([
    ['peace', 'branch', 'mixed', false, true],
    ['peace/4', 'leaf', false, false, undefined],
    ['peace/20', 'leaf', true, false, undefined],
  ])
  expect(chosenPlaces(FOUND, one).map(({places}) => places.map(({start}) => start))).toEqual([[20]])
  const all = leftAfter(one, second, false)
  expect([shown(all, none)[0], chosenPlaces(FOUND, all)]).toEqual([['peace', 'branch', false, false, false], []])
  expect(leftAfter(all, article, true)).toEqual(none)
})
