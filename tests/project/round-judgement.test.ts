import {expect, test} from 'vitest'
import * as Y from 'yjs'
import {judge} from '../../src/project/judgement/judge.ts'
import {project} from '../../src/project/project.ts'
import {structureOf} from '../../src/project/update-structure.ts'

/** What the hub says of a project document with such a round that is brought to it. */
function brought(id: string, {guest}: {readonly guest: boolean}): string {
  const doc = new Y.Doc()
  project(doc).rounds.put({id, name: 'Runde 1 和平', state: 'closed', openers: [], startedAt: 1})
  const update = Y.encodeStateAsUpdate(doc)
  const structure = structureOf(update)
  if (!structure.ok) throw new Error(structure.error)
  const judgement = judge(new Y.Doc(), {kind: 'project'}, structure.value, update, {person: 'carol', brings: true, ...(guest && {guest: true})})
  return judgement.state === 'refused' ? judgement.why : judgement.state
}

test.each(['constructor', 'toString', 'valueOf'])('[RD6] a guest begins no round with the id %s; a project of before that has one is taken as it is', id => {
  expect(brought(id, {guest: true})).toBe('shape')
  expect(brought(id, {guest: false})).toBe('taken')
  expect(brought(`${id} 🕊`, {guest: true})).toBe('taken')
})
