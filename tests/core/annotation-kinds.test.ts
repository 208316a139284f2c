import {describe, expect, test} from 'vitest'
import {fromTo} from '../../src/core/text/from-to.ts'
import type {Annotation} from '../../src/core/annotation/annotation.ts'
import {kindOf} from '../../src/core/annotation/annotation-kind.ts'
import {namedWords, wordsOf} from '../../src/core/annotation/annotation-words.ts'
import {newAnnotation, newArticleAnnotation} from '../../src/core/annotation/new-annotation.ts'
import {endsProblem, newRelation, relationsAt, removedWith} from '../../src/core/annotation/relation.ts'
import {schemaLosses} from '../../src/core/schema/schema-losses.ts'
import {parseNewSchema} from '../../src/core/schema/schema-file.ts'
import type {Layer, Schema} from '../../src/core/schema/schema.ts'
import {aClaim, anArticle} from '../support/builders.ts'
import {aRelation, aVerdict, KINDS} from '../support/kinds.ts'
import {inEnglish} from '../support/results.ts'

const article = anArticle('Sea ice melts 🧊. הקרח נמס. 海冰融化。')
const claim = aClaim(article, 'הקרח נמס', {id: 'claim'})
const premise = aClaim(article, '海冰融化', {id: 'premise', layer: 'premise'})
const act = {id: 'new', at: 1}

const known =
  (...annotations: readonly Annotation[]) =>
  (id: string): Annotation | undefined =>
    annotations.find(each => each.id === id)

describe('what an annotation is of', () => {
  test('is told by what it has', () => {
    expect([claim, aVerdict(), aRelation('premise', 'claim')].map(kindOf)).toEqual(['span', 'article', 'relation'])
  })

  test('a layer takes annotations of its own kind only, with a sentence about the others', () => {
    expect(newArticleAnnotation({layer: 'verdict', features: {says: 'yes'}}, KINDS, 'alice', act)).toMatchObject({ok: true, value: {layer: 'verdict'}})
    expect(inEnglish(newArticleAnnotation({layer: 'claim'}, KINDS, 'alice', act))).toMatchObject({
      error: 'The layer claim marks words, and this annotation is about an article as a whole. Give it another layer.',
    })
    expect(inEnglish(newAnnotation({layer: 'supports', span: {start: 0, end: 3}}, article.text, KINDS, 'alice', act))).toMatchObject({
      error: 'The layer supports goes from one annotation to another, and this annotation marks words. Give it another layer.',
    })
    expect(newArticleAnnotation({layer: 'verdict', features: {says: 'perhaps'}}, KINDS, 'alice', act).ok).toBe(false)
  })

  test('is said in words: a quote, two quotes, the article', () => {
    const lookup = known(claim, {...premise, removed: {by: 'bob', at: 2}})
    expect(`${wordsOf(claim, lookup)}`).toBe('“הקרח נמס”')
    expect(`${wordsOf(aRelation('premise', 'claim'), lookup)}`).toBe(`${fromTo('“海冰融化” (removed)', '“הקרח נמס”')}`)
    expect(`${wordsOf(aRelation('gone', 'claim'), lookup)}`).toBe(`${fromTo('an annotation that is not there', '“הקרח נמס”')}`)
    expect(`${namedWords('Verdict', aVerdict(), lookup)}`).toBe('Verdict of the whole article')
    expect(`${namedWords('Claim', claim, lookup)}`).toBe('Claim “הקרח נמס”')
  })
})

describe('a relation', () => {
  test('goes between two annotations that its layer allows', () => {
    const made = newRelation({layer: 'supports', from: 'premise', to: 'claim', features: {strength: 'weak'}}, known(claim, premise), KINDS, 'alice', act)
    expect(made).toMatchObject({ok: true, value: {id: 'new', from: 'premise', to: 'claim', features: {strength: 'weak'}}})
  })

  test.each<readonly [string, readonly [string, string], string]>([
    ['itself', ['claim', 'claim'], 'A relation goes from one annotation to another. Choose another one.'],
    ['what is not there', ['claim', 'gone'], 'The annotation that it goes to is not there. Choose another one.'],
    ['what was removed', ['away', 'claim'], 'The annotation that it goes from was removed. Choose another one, or bring it back first.'],
    ['a relation', ['claim', 'other'], 'A relation cannot go to or from a relation. Choose marked words.'],
    ['another layer than it allows', ['claim', 'premise'], '“Supports” goes to Claim, not Premise. Choose another annotation.'],
  ])('to %s is refused with a sentence', (_what, [from, to], sentence) => {
    const lookup = known(claim, premise, {...premise, id: 'away', removed: {by: 'bob', at: 1}}, aRelation('premise', 'claim', {id: 'other'}))
    expect(inEnglish(endsProblem(KINDS, {layer: 'supports', from, to}, lookup))).toBe(sentence)
    expect(inEnglish(newRelation({layer: 'supports', from, to}, lookup, KINDS, 'alice', act))).toEqual({ok: false, error: sentence})
  })

  test('of a layer that names no ends goes between any two, of the article too', () => {
    expect(endsProblem(KINDS, {layer: 'linked', from: 'verdict', to: 'premise'}, known(aVerdict(), premise))).toBeUndefined()
  })

  test('goes with each of its ends, and comes back with the one that it went with, where the other stands', () => {
    const all = [claim, premise, aRelation('premise', 'claim', {id: 'r'}), aRelation('r', 'claim', {id: 'at a relation'})]
    expect(relationsAt(all, ['claim']).map(({id}) => id)).toEqual(['r', 'at a relation'])
    expect(relationsAt(all, ['claim', 'r']).map(({id}) => id)).toEqual(['at a relation'])
    const removed = {by: 'alice', at: 9}
    const gone = [
      {...claim, removed},
      premise,
      aRelation('premise', 'claim', {id: 'r', removed}),
      aRelation('premise', 'claim', {id: 'earlier', removed: {by: 'alice', at: 8}}),
    ]
    expect(relationsAt(gone, ['premise'])).toEqual([])
    expect(removedWith(gone, ['claim'])).toEqual({back: ['r'], later: []})
    expect(
      removedWith(
        gone.map(each => (each.id === 'premise' ? {...each, removed} : each)),
        ['claim'],
      ),
    ).toEqual({back: [], later: []})
  })

  test('in a chain of 20,000, which another program can write, is found in steps that grow with the chain', () => {
    let steps = 0
    const counted = (from: string, to: string, id: string): Annotation =>
      new Proxy(aRelation(from, to, {id}), {
        get: (target, key) => {
          steps += 1
          return Reflect.get(target, key)
        },
      })
    const chain = Array.from({length: 20_000}, (_, at) => counted(at === 0 ? 'claim' : `r${at - 1}`, 'premise', `r${at}`)).reverse()
    expect(relationsAt([claim, premise, ...chain], ['claim'])).toHaveLength(20_000)
    expect(steps).toBeLessThan(20 * chain.length)
  })
})

describe('a schema', () => {
  const withLayer = (change: Partial<Layer>, name = 'supports'): Schema => ({
    ...KINDS,
    layers: KINDS.layers.map(each => (each.name === name ? {...each, ...change} : each)),
  })

  test('has layers of three kinds, and those of words need not say so', () => {
    expect(parseNewSchema(KINDS)).toEqual({ok: true, value: KINDS})
  })

  test.each<readonly [string, Schema, string]>([
    ['ends of a layer of words', withLayer({to: ['claim']}, 'premise'), 'it has "to", which only a layer of relations can have'],
    ['an end that is no layer', withLayer({from: ['theory']}), '"from" names the layer "theory", which is none of this schema'],
    ['an end that is of relations', withLayer({to: ['linked']}), '"to" names the layer "linked", which is of relations itself'],
    ['the same end twice', withLayer({to: ['claim', 'claim']}), '"to" lists the layer "claim" twice'],
    [
      'a name of words where there are none',
      withLayer({features: [{name: 'who', label: 'Who', kind: 'reference', to: ['entity'], role: 'identity'}]}, 'linked'),
      'the feature who has the role "identity", which is about marked words',
    ],
  ])('cannot have %s', (_what, schema, problem) => {
    expect(inEnglish(parseNewSchema(schema))).toMatchObject({ok: false, error: expect.stringContaining(problem)})
  })

  test('that makes another kind of a layer loses what was said in it', () => {
    const {of: _of, from: _from, to: _to, ...asWords} = KINDS.layers.find(({name}) => name === 'supports') as Layer
    const next = {...KINDS, layers: KINDS.layers.map(each => (each.name === 'supports' ? asWords : each))}
    expect(inEnglish(schemaLosses(KINDS, next).map(({what, holds}) => [what, holds(aRelation('premise', 'claim'))]))).toEqual([['the layer “Supports”', true]])
  })
})
