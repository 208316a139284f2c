import {describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {project} from '../../src/project/project.ts'

const act = {by: 'carol', at: 1}
const aProject = () => {
  const made = project(new Y.Doc())
  for (const [id, name] of [
    ['alice', 'Alice 👩‍👩‍👧'],
    ['bob', 'Bob'],
    ['bob-2', 'Bob'],
  ] as const)
    made.people.put({id, name, role: 'annotator'})
  return made
}

test('[PE1] a read mark of either is hers, to be taken back', () => {
  const set = annotationSet(new Y.Doc(), undefined, person => (person === 'bob-2' ? 'bob' : person))
  set.doc.getMap('readMarks').set('bob-2', {by: 'bob-2', at: 1, state: 'done'})
  set.setReadMark('alice', {by: 'alice', at: 2, state: 'done'})
  expect(set.readMarks().get('bob')).toEqual({by: 'bob', at: 1, state: 'done'})
  set.setReadMark('bob', undefined)
  expect([...set.readMarks().keys()]).toEqual(['alice'])
})

describe('[PE1] who is joined with another', () => {
  test('goes by her name, and is in no list; told apart, she is herself again', () => {
    const {people, joins, displayName} = aProject()
    expect(displayName('bob-2')).not.toBe(displayName('bob'))
    joins.join('bob-2', 'bob', act)
    expect([displayName('bob-2'), displayName('bob'), people.all().map(({id}) => id)]).toEqual(['Bob', 'Bob', ['alice', 'bob']])
    expect([joins.rootOf('bob-2'), joins.rootOf('bob'), [...joins.joinedWith('bob')]]).toEqual(['bob', 'bob', ['bob-2']])
    joins.part('bob-2')
    expect([joins.rootOf('bob-2'), people.all().length, [...joins.joinedWith('bob')]]).toEqual(['bob-2', 3, []])
  })

  test('is somebody who is here, whatever marks say: in a circle one stands for all, and nobody for a stranger', () => {
    const {people, joins, doc} = aProject()
    joins.join('bob', 'bob-2', act)
    joins.join('bob-2', 'bob', act)
    joins.join('alice', 'nobody', act)
    ;(doc.getMap('people').get('bob') as Y.Map<unknown>).set('joined', {into: 'bob-2', by: 'x', at: 2})
    expect(['alice', 'bob', 'bob-2'].map(joins.rootOf)).toEqual(['alice', 'bob', 'bob'])
    expect(people.all().map(({id}) => id)).toEqual(['alice', 'bob'])
    ;(doc.getMap('people').get('bob-2') as Y.Map<unknown>).set('joined', 'bob')
    expect(joins.rootOf('bob-2')).toBe('bob-2')
  })
})
