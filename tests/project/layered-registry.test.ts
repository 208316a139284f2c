import {expect, test} from 'vitest'
import * as Y from 'yjs'
import {layeredRegistry} from '../../src/project/layered-registry.ts'
import {registry} from '../../src/project/registry.ts'

const act = {by: 'alice', at: 1}
const hamas = {id: 'e1', ...act, name: 'Hamas', type: 'ORG', aliases: []}

test('in an independent round the team’s names are seen, and what one names stays one’s own', () => {
  const [own, team] = [registry(new Y.Doc()), registry(new Y.Doc())]
  team.entities.put(hamas)
  const mine = layeredRegistry(own, team, 'bob')
  mine.entities.put({id: 'e2', by: 'bob', at: 2, name: 'السلام', type: 'OTHER', aliases: []})
  expect(mine.entities.all().map(({name}) => name)).toEqual(['السلام', 'Hamas'])
  expect(team.entities.all()).toEqual([hamas])
})

test('an alias added to a team’s entity in an independent round changes one’s own copy only, in one’s own name', () => {
  const [own, team] = [registry(new Y.Doc()), registry(new Y.Doc())]
  team.entities.put(hamas)
  const mine = layeredRegistry(own, team, 'bob')
  mine.entities.patch('e1', {aliases: ['the group']})
  expect(mine.entities.all()).toEqual([{...hamas, aliases: ['the group'], by: 'bob'}])
  expect(team.entities.get('e1')).toEqual(hamas)
})
