import fc from 'fast-check'
import * as Y from 'yjs'
import {describe, expect, test} from 'vitest'
import type {Comment} from '../../src/project/discussion.ts'
import {discussion, openComments} from '../../src/project/discussion.ts'
import {mentions} from '../../src/project/mentions.ts'
import {network} from '../support/network.ts'

const ALICE = {by: 'alice', at: 1}
const BOB = {by: 'bob', at: 2}
const body = (text: string, ...mentioned: string[]) => ({text, mentions: mentioned})
const texts = (thread: readonly Comment[]): readonly string[] => thread.map(comment => comment.body.text)

/** Alice's and Bob's replica of one discussion. */
function twoReplicas() {
  const net = network(2)
  const [alice, bob] = net.docs.map(doc => discussion(doc)) as [ReturnType<typeof discussion>, ReturnType<typeof discussion>]
  return {...net, alice, bob}
}

describe('a discussion', () => {
  test('[SP15] two people who comment at once are both kept, in one order for both', () => {
    const {alice, bob, deliverAll} = twoReplicas()
    alice.add({id: 'b', annotation: 'claim', body: body('Is this hedged? 🤔')}, {...ALICE, at: 5})
    bob.add({id: 'a', annotation: 'claim', body: body('لا أظن ذلك')}, {...BOB, at: 5})
    bob.add({id: 'c', annotation: 'claim', body: body('和平即将到来')}, {...BOB, at: 3})
    deliverAll()
    expect(texts(alice.thread('claim'))).toEqual(['和平即将到来', 'لا أظن ذلك', 'Is this hedged? 🤔'])
    expect(alice.thread('claim')).toEqual(bob.thread('claim'))
  })

  test('[SP16] a comment that came while another person resolved the thread leaves it open', () => {
    const {alice, bob, deliverAll} = twoReplicas()
    alice.add({id: 'a', annotation: 'claim', body: body('Zoe\u0308 says so, not the outlet.')}, ALICE)
    deliverAll()
    alice.resolve('claim', ALICE)
    bob.add({id: 'b', annotation: 'claim', body: body('Not so fast.')}, BOB)
    deliverAll()
    for (const each of [alice, bob]) expect(texts(openComments(each.thread('claim')))).toEqual(['Not so fast.'])
    bob.resolve('claim', BOB)
    deliverAll()
    expect(openComments(alice.thread('claim'))).toEqual([])
    alice.reopen('claim')
    deliverAll()
    expect(texts(openComments(bob.thread('claim')))).toEqual(['Zoe\u0308 says so, not the outlet.', 'Not so fast.'])
  })

  test('[SP17] a removed comment is marked, asks for nothing, and can be brought back', () => {
    const {alice, bob, deliverAll} = twoReplicas()
    alice.add({id: 'a', annotation: 'claim', body: body('שלום')}, ALICE)
    alice.remove('a', ALICE)
    deliverAll()
    expect(bob.thread('claim')).toMatchObject([{id: 'a', removed: ALICE}])
    expect(openComments(bob.thread('claim'))).toEqual([])
    alice.restore('a')
    deliverAll()
    expect(openComments(bob.thread('claim'))).toHaveLength(1)
  })

  test('[SP15] an edit on one device and one on another leave one of the two texts whole, with its own mentions', () => {
    const {alice, bob: aliceToo, deliverAll} = twoReplicas()
    alice.add({id: 'a', annotation: 'claim', body: body('First')}, ALICE)
    deliverAll()
    alice.edit('a', body('@Bob, look', 'bob'), {...ALICE, at: 9})
    aliceToo.edit('a', body('@Carol, look', 'carol'), {...ALICE, at: 9})
    deliverAll()
    expect(alice.get('a')).toEqual(aliceToo.get('a'))
    expect([body('@Bob, look', 'bob'), body('@Carol, look', 'carol')]).toContainEqual(alice.get('a')?.body)
  })

  test('[SP13] records that are no comments are left alone and not shown', () => {
    const doc = new Y.Doc()
    const records = doc.getMap('comments')
    records.set('text', 'junk')
    records.set('empty', new Y.Map())
    records.set('half', new Y.Map(Object.entries({annotation: 'claim', by: 'bob', at: 'yesterday', body: body('Hi')})))
    records.set('nobody', new Y.Map(Object.entries({annotation: 'claim', by: 'bob', at: 1, body: {text: 'Hi', mentions: 'all'}})))
    const read = discussion(doc)
    read.add({id: 'a', annotation: 'claim', body: body('Hello')}, ALICE)
    expect(texts(read.thread('claim'))).toEqual(['Hello'])
    expect(records.size).toBe(5)
  })

  test('a thread is the same array until something in the discussion changes', () => {
    const read = discussion(new Y.Doc())
    read.add({id: 'a', annotation: 'claim', body: body('Hello')}, ALICE)
    const before = read.thread('claim')
    expect(read.thread('claim')).toBe(before)
    read.edit('a', body('Hello there'), ALICE)
    expect(read.thread('claim')).not.toBe(before)
  })
})

const step = fc.record({
  who: fc.nat(2),
  what: fc.constantFrom('add', 'edit', 'remove', 'restore', 'resolve', 'reopen'),
  which: fc.nat(9),
  annotation: fc.constantFrom('one', 'two'),
  deliver: fc.array(fc.nat(20), {maxLength: 3}),
})

test('[SP14] any talk of three people, delivered late and out of order, converges, and no comment is missing', () => {
  fc.assert(
    fc.property(fc.array(step, {maxLength: 50}), steps => {
      const {docs, deliver, deliverAll} = network(3)
      const talks = docs.map(doc => discussion(doc))
      const said: string[] = []
      steps.forEach(({who, what, which, annotation, deliver: deliveries}, at) => {
        const talk = talks[who]!
        const act = {by: `person-${who}`, at: at % 7}
        const id = said[which % Math.max(1, said.length)]
        if (what === 'add' || id === undefined) {
          said.push(`c${at}`)
          talk.add({id: `c${at}`, annotation, body: body(`和平 ${at} 👩‍👩‍👧`)}, act)
        } else if (what === 'edit') talk.edit(id, body(`edited ${at}`, 'bob'), act)
        else if (what === 'remove') talk.remove(id, act)
        else if (what === 'restore') talk.restore(id)
        else if (what === 'resolve') talk.resolve(annotation, act)
        else talk.reopen(annotation)
        for (const pick of deliveries) deliver(pick)
      })
      deliverAll()
      const all = talks.map(talk => [...talk.thread('one'), ...talk.thread('two')])
      expect(all[1]).toEqual(all[0])
      expect(all[2]).toEqual(all[0])
      expect(all[0]?.map(({id}) => id).sort()).toEqual([...said].sort())
    }),
    {numRuns: 200},
  )
})

describe('mentions', () => {
  const comment = {by: 'alice', at: 1, article: 'a'.repeat(64), annotation: 'claim', comment: 'c1'}

  test('[SP18] who is called is told once, also when the comment is edited', () => {
    const index = mentions(new Y.Doc())
    index.put(comment, ['bob', 'carol'], [])
    index.seen(index.of('bob'))
    index.put(comment, ['bob'], ['bob', 'carol'])
    expect(index.of('bob')).toEqual([])
    expect(index.of('carol')).toEqual([])
    index.put(comment, ['bob', 'carol'], ['bob'])
    expect(index.of('carol')).toEqual([{...comment, to: 'carol'}])
  })

  test('[SP18] two comments at once both call, the earlier one first', () => {
    const {docs, deliverAll} = network(2)
    const [alice, bob] = docs.map(doc => mentions(doc))
    alice?.put({...comment, at: 8}, ['carol'], [])
    bob?.put({...comment, by: 'bob', at: 3, comment: 'c2'}, ['carol'], [])
    deliverAll()
    expect(alice?.of('carol').map(each => each.comment)).toEqual(['c2', 'c1'])
    expect(bob?.of('carol')).toEqual(alice?.of('carol'))
    alice?.drop(['c1'])
    deliverAll()
    expect(bob?.of('carol').map(each => each.comment)).toEqual(['c2'])
  })

  test('[SP13] entries that are none are left alone', () => {
    const doc = new Y.Doc()
    doc.getMap('mentions').set('junk', {to: 'bob', article: '../../etc'})
    expect(mentions(doc).of('bob')).toEqual([])
  })
})
