import {expect, test} from 'vitest'
import type * as Y from 'yjs'
import {project} from '../../src/project/project.ts'
import {hubDocument, recordIn, said} from '../support/judged-document.ts'

const PROJECT = {kind: 'project'} as const

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
