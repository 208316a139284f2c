import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {AnnotationSet} from '../../src/project/annotation-set.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {network} from '../support/network.ts'

const claim = aClaim(anArticle(MIXED_TEXT), 'Zoë', {features: {note: 'ice'}})
const noteIn = (set: AnnotationSet): string => {
  const {note} = set.get(claim.id)?.features ?? {}
  return typeof note === 'string' ? note : ''
}
const wordsOf = (text: string): readonly string[] => text.split(/\s+/u).filter(word => word !== '')
const PEOPLE = ['alice', 'bob', 'carol'] as const
const SCRIPTS = ['e\u0301', 'ש', 'س', 'क्ष', 'ถี่']

/** In her text: words are put in somewhere, or taken out, or both. She goes on typing in what she wrote last, whatever came meanwhile, or looks anew. */
const actsOf = (people: number, takes: fc.Arbitrary<number>) =>
  fc.array(
    fc.record({
      who: fc.nat(people - 1),
      at: fc.nat(9),
      takes,
      puts: fc.constantFrom(0, 1, 1, 2),
      looks: fc.constantFrom('anew', 'types on'),
      deliver: fc.array(fc.nat(20), {maxLength: 3}),
    }),
    {maxLength: 25},
  )
type Acts = ReturnType<typeof actsOf> extends fc.Arbitrary<infer T> ? T : never

/** What three people read in the end, what they put in and what somebody took out. */
function played(acts: Acts) {
  const {docs, deliver, deliverAll} = network(3)
  const sets = docs.map(doc => annotationSet(doc)) as [AnnotationSet, AnnotationSet, AnnotationSet]
  sets[0].add([claim])
  deliverAll()
  const taken = new Set<string>()
  const put = new Set(['ice'])
  const typing = new Map<number, {readonly text: string; readonly id: string}>()
  acts.forEach(({who, at, takes, puts, looks, deliver: deliveries}, turn) => {
    const set = sets[who] as AnnotationSet
    const before = looks === 'anew' ? undefined : typing.get(who)
    const reading = before === undefined ? set.noteOf(claim.id, 'note') : {text: before.text, texts: before.text === '' ? [] : [before.id]}
    const words = [...wordsOf(reading.text)]
    const news = Array.from({length: puts}, (_, nth) => `${PEOPLE[who]}${turn}x${nth}${SCRIPTS[(turn + nth) % SCRIPTS.length]}`)
    for (const word of words.splice(at % (words.length + 1), takes, ...news)) taken.add(word)
    for (const word of news) put.add(word)
    const text = words.join(' ')
    const id = `t${turn}`
    if (text !== reading.text) {
      set.writeText(claim.id, {by: PEOPLE[who] as string, at: turn, id, feature: 'note', text}, reading)
      typing.set(who, {text, id})
    }
    for (const pick of deliveries) deliver(pick)
  })
  deliverAll()
  return {notes: sets.map(noteIn), put: [...put], taken}
}

describe('[NO5] a note that several people write at once', () => {
  test('has each word once that any of three people put in, and no other, and is the same for all', () => {
    fc.assert(
      fc.property(actsOf(3, fc.constant(0)), acts => {
        const {notes, put} = played(acts)
        expect(new Set(notes).size).toBe(1)
        expect([...wordsOf(notes[0] ?? '')].sort()).toEqual(put.sort())
      }),
      {numRuns: 200},
    )
  })

  test('has no word that none of three put in, and all that none of them took out', () => {
    fc.assert(
      fc.property(actsOf(3, fc.constantFrom(0, 0, 1, 2)), acts => {
        const {notes, put, taken} = played(acts)
        expect(new Set(notes).size).toBe(1)
        const standing = wordsOf(notes[0] ?? '')
        expect(standing.filter(word => !put.includes(word))).toEqual([])
        expect(put.filter(word => !taken.has(word) && !standing.includes(word))).toEqual([])
      }),
      {numRuns: 200},
    )
  })
})
