import {describe, expect, test} from 'vitest'
import type * as Y from 'yjs'
import type {Finish} from '../../src/core/round/worklist.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {putNonce} from '../../src/project/nonces.ts'
import {worklistDocument} from '../../src/project/worklist.ts'
import {hubDocument, said} from '../support/judged-document.ts'

const BOBS = {kind: 'worklist', round: 'r', annotator: 'bob'} as const
const SET: DocumentAddress = {kind: 'set', article: 'a'.repeat(64), owner: 'round:r/bob'}
const A = 'a'.repeat(64)
const finish = (fields: Partial<Finish> = {}): Finish => ({id: 'f2', article: A, commitment: 'c'.repeat(64), by: 'bob', at: 5, ...fields})
const hub = hubDocument(doc => {
  worklistDocument(doc).give([A], {by: 'alice', at: 1})
  worklistDocument(doc).finish(finish({id: 'f1', at: 2}))
})
const finishes = (person: string, fields: Partial<Finish>, brings = false) =>
  said(hub, BOBS, person, doc => worklistDocument(doc).finish(finish(fields)), brings)
const put = (map: string, key: string, value: unknown) => (doc: Y.Doc) => void doc.getMap(map).set(key, value)

describe('a worklist', () => {
  test('[RD7] is finished by its annotator alone: a curator marks nobody as finished, nor does anybody in her name', () => {
    expect(finishes('bob', {})).toBe('taken')
    expect(finishes('alice', {})).toBe('others')
    expect(finishes('alice', {by: 'alice'})).toBe('others')
    expect(finishes('bob', {by: 'alice'})).toBe('name')
    expect(finishes('bob', {takenBack: {by: 'alice', at: 6}})).toBe('name')
  })

  test('[RD7] keeps what was finished as it was: it is taken back once, and never goes', () => {
    const standing = {article: A, commitment: 'c'.repeat(64), by: 'bob', at: 2}
    expect(said(hub, BOBS, 'bob', put('finished', 'f1', {...standing, commitment: 'd'.repeat(64)}))).toBe('fixed')
    expect(said(hub, BOBS, 'bob', put('finished', 'f1', {...standing, takenBack: {by: 'bob', at: 3}}))).toBe('taken')
    expect(said(hub, BOBS, 'bob', doc => doc.getMap('finished').delete('f1'))).toBe('erased')
    expect(said(hub, BOBS, 'alice', doc => doc.getMap('finished').delete('f1'), true)).toBe('erased')
    const back = hubDocument(doc => put('finished', 'f1', {...standing, takenBack: {by: 'bob', at: 3}})(doc))
    expect(said(back, BOBS, 'bob', put('finished', 'f1', standing))).toBe('fixed')
  })

  test('[RD7] has its list from the hub alone, and who was given what when stays', () => {
    const given = {by: 'alice', at: 1, position: 0}
    expect(said(hub, BOBS, 'bob', put('articles', 'b'.repeat(64), {...given, by: 'bob'}))).toBe('hub')
    expect(said(hub, BOBS, 'alice', put('articles', A, {...given, removed: {by: 'alice', at: 4}}))).toBe('hub')
    expect(said(hub, BOBS, 'alice', put('articles', A, {...given, removed: {by: 'alice', at: 4}}), true)).toBe('taken')
    expect(said(hub, BOBS, 'alice', put('articles', A, {...given, by: 'zoë', position: 3}), true)).toBe('fixed')
    expect(said(hub, BOBS, 'alice', doc => doc.getMap('articles').delete(A), true)).toBe('erased')
  })

  test.each<readonly [string, (doc: Y.Doc) => void]>([
    ['another map', put('notes', 'a', 'b')],
    ['an article that is none', put('articles', 'an article', {by: 'alice', at: 1, position: 0})],
    ['a commitment that is none', put('finished', 'f3', {...finish(), id: undefined, commitment: 'x'})],
    ['more than is known', put('finished', 'f3', {article: A, commitment: 'c'.repeat(64), by: 'bob', at: 5, count: 7})],
  ])('[RD7] holds nothing else: %s', (_what, change) => {
    expect(said(hub, BOBS, 'bob', change, true)).toBe('shape')
  })

  test('[RD9] is sealed with what stands in the set, which nobody exchanges', () => {
    const set = hubDocument(doc => putNonce(doc, 'f1', {by: 'bob', at: 2, nonce: 'n'.repeat(43)}))
    expect(said(set, SET, 'bob', doc => putNonce(doc, 'f2', {by: 'bob', at: 2, nonce: 'n'.repeat(43)}))).toBe('taken')
    expect(said(set, SET, 'bob', doc => putNonce(doc, 'f1', {by: 'bob', at: 2, nonce: 'm'.repeat(43)}))).toBe('fixed')
    expect(said(set, SET, 'bob', doc => doc.getMap('nonces').delete('f1'))).toBe('erased')
    expect(said(set, SET, 'bob', doc => putNonce(doc, 'f3', {by: 'alice', at: 2, nonce: 'n'.repeat(43)}))).toBe('name')
  })
})
