import {expect, test} from 'vitest'
import * as Y from 'yjs'
import {distinctNames} from '../../src/core/person/distinct-names.ts'
import {project} from '../../src/project/project.ts'
import {registry} from '../../src/project/registry.ts'
import {anArticle} from '../support/builders.ts'

const HOSTILE = '\u202eecilA\u0000 \u200b\n和平'
const PLAIN = 'ecilA 和平'

test('[SEC40] whoever wrote a name into a document, everybody reads it in its plain form', () => {
  const doc = new Y.Doc()
  const {id} = anArticle('Ice melts. 🙂')
  doc.getMap('meta').set('name', HOSTILE)
  doc.getMap('people').set(
    'mallory',
    new Y.Map([
      ['name', HOSTILE],
      ['role', 'reader'],
    ]),
  )
  doc.getMap('topics').set(
    't',
    new Y.Map<unknown>([
      ['name', HOSTILE],
      ['by', 'mallory'],
      ['at', 1],
    ]),
  )
  doc.getMap('articles').set(id, {title: HOSTILE, outlet: HOSTILE, author: HOSTILE, sourceName: 'a.txt', warnings: [], position: 0, words: 2, length: 10})
  const {name, people, topics, articles} = project(doc)
  expect([name(), people.get('mallory')?.name, topics.all()[0]?.name]).toEqual([PLAIN, PLAIN, PLAIN])
  const team = new Y.Doc()
  team.getMap('entities').set(
    'e',
    new Y.Map<unknown>([
      ['name', HOSTILE],
      ['type', 'ORG'],
      ['aliases', [HOSTILE]],
      ['by', 'mallory'],
      ['at', 1],
    ]),
  )
  expect(registry(team).entities.all()[0]).toMatchObject({name: PLAIN, aliases: [PLAIN]})
  const listed = articles.all()
  for (const entry of listed) expect(entry).toMatchObject({title: PLAIN, outlet: PLAIN, author: PLAIN})
})

test('[SEC41] two people whose names look the same are told apart by a mark that neither of them chose, and others have none', () => {
  const doc = new Y.Doc()
  const {people, displayName} = project(doc)
  people.put({id: 'alice', name: 'Alice', role: 'admin'})
  people.put({id: 'bob', name: 'Bob', role: 'annotator'})
  expect([displayName('alice'), displayName('bob'), displayName('nobody')]).toEqual(['Alice', 'Bob', undefined])
  people.put({id: 'mallory', name: 'ÁLICE\u00a0', role: 'reader'})
  expect(displayName('alice')).toMatch(/^Alice #[0-9a-f]{4}$/)
  expect(displayName('mallory')).toMatch(/^ÁLICE #[0-9a-f]{4}$/)
  expect(displayName('mallory')?.slice(-4)).not.toBe(displayName('alice')?.slice(-4))
  expect(displayName('bob')).toBe('Bob')
  people.patch('mallory', {name: 'Mallory'})
  expect(displayName('alice')).toBe('Alice')
})

test('[SEC41] marks are longer where four digits are the same', () => {
  const people = Array.from({length: 700}, (_, at) => ({id: `person ${at}`, name: 'Alice'}))
  expect(new Set(distinctNames(people).values()).size).toBe(700)
})
