import {expect, test} from 'vitest'
import {fromTo} from '../../src/core/text/from-to.ts'
import * as Y from 'yjs'
import {ok} from '../../src/core/result.ts'
import {checkedProject} from '../../src/hub/checks/checked-project.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {aClaim, anArticle} from '../support/builders.ts'
import {aRelation, aVerdict, KINDS} from '../support/kinds.ts'
import {value} from '../support/results.ts'

const article = anArticle('Sea ice melts 🧊. הקרח נמס.')

test('check finds relations of which an end is gone, removed or of another layer, and annotations in a layer of another kind or without their words', async () => {
  const set = annotationSet(new Y.Doc())
  const made = [
    aClaim(article, 'Sea ice', {id: 'claim'}),
    aClaim(article, 'הקרח', {id: 'premise', layer: 'premise'}),
    aClaim(article, '🧊', {id: 'gone', removed: {by: 'bob', at: 1}}),
    aRelation('premise', 'claim', {id: 'sound'}),
    aRelation('premise', 'gone', {id: 'to what was removed'}),
    aRelation('nowhere', 'claim', {id: 'from nowhere'}),
    aRelation('claim', 'premise', {id: 'to a premise'}),
    aVerdict({id: 'a verdict', features: {says: 'yes'}}),
    aVerdict({id: 'without its words', layer: 'claim'}),
    aClaim(article, 'הקרח', {id: 'of words', layer: 'verdict'}),
  ]
  set.add([
    ...made.map(annotation => ({...annotation, schemaVersion: 2})),
    aRelation('claim', 'premise', {id: 'to a premise, as the version before may have had it', schemaVersion: 1}),
  ])
  const source = {load: async () => [Y.encodeStateAsUpdate(set.doc)], text: async () => ok(article.text)}
  const steps = checkedProject(
    {
      articles: [article],
      takenOut: new Set(),
      schema: {...KINDS, version: 2},
      schemaProblem: undefined,
      kinds: new Map(),
      versions: [],
      rounds: new Map(),
      sealed: new Map(),
      sets: new Map([[article.id, ['the set']]]),
    },
    source,
  )
  let step = await steps.next()
  while (step.done !== true) step = await steps.next()
  expect(
    value(step.value)
      .problems.map(problem => `${problem}`)
      .sort(),
  ).toEqual(
    [
      '“An article”: 1 annotation was written by something other than Claimlight and is not shown. Update Claimlight.',
      '“An article”: an annotation that is not there → “Sea ice”: The annotation that it goes from is not there. Remove the relation.',
      `“An article”: ${fromTo('“Sea ice”', '“הקרח”')}: “Supports” goes to Claim, not Premise. Remove the relation, or change the layer of its end.`,
      '“An article”: “הקרח”: The layer verdict is about an article as a whole, and this annotation marks words. Give it another layer.',
      `“An article”: ${fromTo('“הקרח”', '“🧊” (removed)')}: The annotation that it goes to was removed. Remove the relation, or bring its end back.`,
    ].sort(),
  )
})
