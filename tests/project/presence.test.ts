import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {parsePresence} from '../../src/project/presence.ts'

const ARTICLE = 'a'.repeat(64)

describe('what a window says of where its person is', () => {
  test('is read with and without an article and a selection', () => {
    expect(parsePresence({by: 'bob'})).toEqual({by: 'bob'})
    expect(parsePresence({by: 'bob', article: ARTICLE})).toEqual({by: 'bob', article: ARTICLE})
    expect(parsePresence({by: 'bob', article: ARTICLE, span: {start: 3, end: 9}})).toEqual({by: 'bob', article: ARTICLE, span: {start: 3, end: 9}})
  })

  test('[SP60] loses what does not belong to it', () => {
    expect(parsePresence({by: 'bob', name: 'Alice', article: ARTICLE, span: {start: 0, end: 1, html: '<b>'}})).toEqual({
      by: 'bob',
      article: ARTICLE,
      span: {start: 0, end: 1},
    })
    expect(parsePresence({by: 'bob', span: {start: 0, end: 1}})).toEqual({by: 'bob'})
  })

  test.each([
    ['nothing', null],
    ['a number', 7],
    ['a list', [{by: 'bob'}]],
    ['nobody', {}],
    ['an empty person', {by: ''}],
    ['a person of endless name', {by: 'b'.repeat(65)}],
    ['an article that is none', {by: 'bob', article: '../../etc/passwd'}],
    ['a selection that runs backwards', {by: 'bob', article: ARTICLE, span: {start: 9, end: 3}}],
    ['a selection before the text', {by: 'bob', article: ARTICLE, span: {start: -1, end: 3}}],
    ['half a letter', {by: 'bob', article: ARTICLE, span: {start: 0.5, end: 3}}],
    ['an endless selection', {by: 'bob', article: ARTICLE, span: {start: 0, end: Number.POSITIVE_INFINITY}}],
  ])('is ignored when it is junk: %s', (_what, state) => {
    expect(parsePresence(state)).toBeUndefined()
  })

  test('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), state => {
        const presence = parsePresence(state)
        expect(presence === undefined || presence.by.length > 0).toBe(true)
      }),
    )
  })
})
