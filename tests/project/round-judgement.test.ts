import {expect, test} from 'vitest'
import * as Y from 'yjs'
import {project} from '../../src/project/project.ts'
import {hubDocument, judged, recordIn, said} from '../support/judged-document.ts'

const PROJECT = {kind: 'project'} as const

/** What the hub says of a project document with such a round that is brought to it. */
function brought(id: string, {guest}: {readonly guest: boolean}): string {
  const doc = new Y.Doc()
  project(doc).rounds.put({id, name: 'Runde 1 和平', state: 'closed', openers: [], startedAt: 1})
  return judged(new Y.Doc(), PROJECT, Y.encodeStateAsUpdate(doc), 'carol', true, guest)
}

test.each(['constructor', 'toString', 'valueOf'])('[RD6] a guest begins no round with the id %s; a project of before that has one is taken as it is', id => {
  expect(brought(id, {guest: true})).toBe('shape')
  expect(brought(id, {guest: false})).toBe('taken')
  expect(brought(`${id} 🕊`, {guest: true})).toBe('taken')
})

test('[RD4] of a round that has begun nobody changes the plan, adds to it, or makes a draft of it', () => {
  const hub = hubDocument(doc => project(doc).rounds.put({id: 'r', name: 'R', state: 'closed', openers: [], startedAt: 1, annotators: ['bob']}))
  const round = (doc: Y.Doc) => recordIn(doc, 'rounds', 'r')
  expect(said(hub, PROJECT, 'carol', doc => round(doc).set('articles', []), true)).toBe('fixed')
  expect(said(hub, PROJECT, 'carol', doc => round(doc).set('ownSets', true), true)).toBe('fixed')
  expect(said(hub, PROJECT, 'carol', doc => round(doc).set('annotators', ['carol']), true)).toBe('fixed')
  expect(said(hub, PROJECT, 'carol', doc => round(doc).set('state', 'draft'), true)).toBe('fixed')
  expect(said(hub, PROJECT, 'carol', doc => round(doc).set('annotators', ['bob']), true)).toBe('taken')
  const opening = {by: 'carol', at: 2}
  expect(said(hub, PROJECT, 'carol', doc => project(doc).rounds.open('r', opening), true)).toBe('taken')
  const another = (doc: Y.Doc) => project(doc).rounds.put({id: 's', name: 'S', state: 'closed', openers: [], startedAt: 2, articles: ['1'.repeat(64)]})
  expect(said(hub, PROJECT, 'carol', another, true)).toBe('taken')
})

test('[RD11] of a draft all is changed in its place, and of a round that has begun nothing: what comes to it stands beside the plan, and stays', () => {
  const hub = hubDocument(doc => project(doc).rounds.put({id: 'r', name: 'R', state: 'draft', openers: [], startedAt: 1, annotators: ['bob'], perArticle: 2}))
  const round = (doc: Y.Doc) => recordIn(doc, 'rounds', 'r')
  const change = (doc: Y.Doc) =>
    project(doc).rounds.change({
      id: 'r',
      name: 'Runde 和平',
      state: 'closed',
      openers: [],
      startedAt: 2,
      annotators: ['bob', 'dora'],
      articles: ['1'.repeat(64)],
    })
  expect(said(hub, PROJECT, 'carol', change, true)).toBe('taken')
  expect(said(hub, PROJECT, 'carol', change)).toBe('hub')
  change(hub.doc)
  expect(said(hub, PROJECT, 'carol', doc => round(doc).set('perArticle', 2), true)).toBe('fixed')
  const add = (doc: Y.Doc) => project(doc).rounds.add('r', {articles: ['2'.repeat(64)], annotators: ['eve']}, {by: 'carol', at: 3})
  expect(said(hub, PROJECT, 'carol', add, true)).toBe('taken')
  expect(said(hub, PROJECT, 'carol', add)).toBe('hub')
  expect(said(hub, PROJECT, 'carol', doc => round(doc).set('article/none', {by: 'carol', at: 3}), true)).toBe('shape')
  add(hub.doc)
  expect(said(hub, PROJECT, 'carol', doc => round(doc).delete('annotator/eve'), true)).toBe('erased')
  expect(said(hub, PROJECT, 'carol', doc => round(doc).set('annotator/eve', {by: 'zoë', at: 4}), true)).toBe('fixed')
  expect(project(hub.doc).rounds.get('r')).toMatchObject({articles: ['1', '2'].map(digit => digit.repeat(64)), annotators: ['bob', 'dora', 'eve']})
})
