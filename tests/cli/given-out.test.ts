import {expect, test} from 'vitest'
import * as Y from 'yjs'
import {withLists} from '../../src/cli/given-out.ts'
import type {RoundDraft} from '../../src/ipc/round-api.ts'
import {project} from '../../src/project/project.ts'
import {anArticle} from '../support/builders.ts'
import {refusal, value} from '../support/results.ts'

const TEXTS = ['Zoë 👩‍👩‍👧.', 'السلام قريب.', '和平。', 'Sea ice.', 'שלום.', 'The plan.']

/** A project with these articles, put into it in this order; their places are those of `TEXTS`. */
function copyOf(texts: readonly string[]) {
  const made = project(new Y.Doc())
  for (const text of texts) {
    const {text: _text, ...entry} = anArticle(text, {position: TEXTS.indexOf(text)})
    made.articles.put(entry)
  }
  return made
}

test('[RD16] one seed gives the same lists in every copy of a project and in whatever order its annotators are named, each in the order of the articles', () => {
  const wish = (annotators: readonly string[]): RoundDraft => ({name: 'Pilot', plan: {perArticle: 1, annotators: [...annotators]}})
  const listsOf = (texts: readonly string[], annotators: readonly string[]) =>
    new Map(value(withLists(wish(annotators), {seed: 'abc'}, copyOf(texts))).lists?.map(({annotator, articles}) => [annotator, articles]))
  const first = listsOf(TEXTS, ['alice', 'bob'])
  expect(listsOf(TEXTS.toReversed(), ['bob', 'alice'])).toEqual(first)
  const places = new Map(TEXTS.map((text, place) => [anArticle(text).id, place]))
  for (const list of first.values()) {
    const order = list.map(id => places.get(id) ?? -1)
    expect(order).toEqual(order.toSorted((a, b) => a - b))
  }
})

test('[RD16] an annotator who is named twice is one', () => {
  const wish: RoundDraft = {name: 'Pilot', plan: {perArticle: 2, annotators: ['alice', 'alice']}}
  expect(refusal(withLists(wish, {}, copyOf(TEXTS)))).toContain('but names 1')
})

test('[RD16] a share without a number of annotators says nothing, and begins no round', () => {
  expect(refusal(withLists({name: 'Pilot'}, {share: 0.2}, copyOf(TEXTS)))).toContain('Write "perArticle", too')
})
