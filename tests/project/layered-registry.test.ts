import {expect, test} from 'vitest'
import * as Y from 'yjs'
import {EARLIER, ownerOf} from '../../src/core/round/owner.ts'
import {layeredRegistry} from '../../src/project/layered-registry.ts'
import {registry} from '../../src/project/registry.ts'
import {judgingHub} from '../support/judging-hub.ts'

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

/** Two windows of Alice in a closed round, both offline, each over what the team named before. */
function offline() {
  const given = () => {
    const team = registry(new Y.Doc())
    team.entities.put({...hamas, by: 'bob', aliases: ['حماس']})
    team.claims.put({id: 'c1', by: 'bob', at: 1, text: '和平即将到来', about: []})
    return team
  }
  const hub = judgingHub({address: {kind: 'registry', owner: ownerOf('alice', EARLIER)}, maps: ['entities', 'claims'], undone: ['entities', 'claims']}, [
    'alice',
    'alice',
  ])
  const [first, second] = hub.windows.map(({doc, history}) => ({mine: layeredRegistry(registry(doc), given(), 'alice'), history}))
  if (first === undefined || second === undefined) throw new Error('There are two windows.')
  return {...hub, first, second}
}

test('[SP148] two windows of one person that each change an entity of the team first, without the other, are both taken, and nothing is lost', () => {
  const {first, second, settle} = offline()
  first.mine.transact(() => first.mine.entities.patch('e1', {name: 'Hamas 👩‍👩‍👧'}))
  second.mine.transact(() => second.mine.entities.patch('e1', {wikidata: 'Q38799', aliases: ['حماس', 'the group']}))
  first.mine.transact(() => first.mine.claims.remove('c1', act))
  second.mine.transact(() => second.mine.claims.patch('c1', {kind: 'prediction'}))
  settle()
  for (const {mine} of [first, second]) {
    expect(mine.entities.all()).toEqual([{...hamas, name: 'Hamas 👩‍👩‍👧', wikidata: 'Q38799', aliases: ['حماس', 'the group']}])
    expect([mine.claims.all(), mine.claims.removed()]).toEqual([[], [{id: 'c1', ...act, text: '和平即将到来', kind: 'prediction', about: []}]])
  }
})

test('undo of one’s first change to an entity of the team gives it back as the team has it', () => {
  const {first, second, settle} = offline()
  const shown = () => second.mine.entities.all().map(({name, aliases}) => [name, aliases])
  first.mine.transact(() => first.mine.entities.patch('e1', {name: 'Hamas 👩‍👩‍👧', aliases: ['the group']}))
  const seen = (['undo', 'redo', 'undo'] as const).map(direction => {
    first.history.replay(direction, act)
    settle()
    return shown()
  })
  const [as, changed] = [[['Hamas', ['حماس']]], [['Hamas 👩‍👩‍👧', ['the group']]]]
  expect(seen).toEqual([as, changed, as])
})
