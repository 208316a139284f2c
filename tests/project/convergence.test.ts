import fc from 'fast-check'
import {expect, test} from 'vitest'
import {selectorOf} from '../../src/core/annotation/selector.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {network} from '../support/network.ts'

const article = anArticle(MIXED_TEXT)
const QUOTES = ['Sea ice melts', '👩‍👩‍👧', 'السلام قريب', 'השלום', '和平', 'Zoë']

const edit = fc.record({
  who: fc.nat(2),
  what: fc.constantFrom('add', 'feature', 'stance', 'resize', 'remove', 'restore', 'mark'),
  which: fc.nat(9),
  value: fc.nat(5),
  deliver: fc.array(fc.nat(20), {maxLength: 3}),
})

test('[SP14] any play of edits by three people, delivered late and out of order, converges, and nothing added is missing', () => {
  fc.assert(
    fc.property(fc.array(edit, {maxLength: 60}), edits => {
      const {docs, deliver, deliverAll} = network(3)
      const sets = docs.map(doc => annotationSet(doc))
      const added: string[] = []
      edits.forEach(({who, what, which, value, deliver: deliveries}, at) => {
        const set = sets[who] ?? annotationSet(docs[0] as never)
        const act = {by: `person-${who}`, at}
        const id = set.all()[which % Math.max(1, set.all().length)]?.id
        if (what === 'add' || id === undefined) {
          const claim = aClaim(article, QUOTES[value] ?? 'Zoë', {id: `a${at}`, ...act})
          added.push(claim.id)
          set.add([claim])
        } else if (what === 'feature') set.setFeature(id, 'note', `note ${value}`, act)
        else if (what === 'stance') set.putStance(id, {...act, id: `s${at}`, holder: {kind: 'outlet'}, target: {kind: 'topic', id: 't'}, value: 'favor'}, act)
        else if (what === 'resize') {
          const selector = selectorOf(article.text, {start: 0, end: value + 1})
          if (selector.ok) set.resize(id, selector.value, act)
        } else if (what === 'remove') set.remove([id], act)
        else if (what === 'restore') set.restore([id], act)
        else set.setReadMark(act.by, {...act, state: value % 2 === 0 ? 'done' : 'no-claim'})
        for (const pick of deliveries) deliver(pick)
      })
      deliverAll()
      const states = sets.map(set => ({annotations: [...set.all()].sort((a, b) => (a.id < b.id ? -1 : 1)), marks: [...set.readMarks()].sort()}))
      expect(states[1]).toEqual(states[0])
      expect(states[2]).toEqual(states[0])
      expect(new Set(states[0]?.annotations.map(each => each.id))).toEqual(new Set(added))
      for (const {selector} of states[0]?.annotations ?? []) expect(article.text.slice(selector?.start, selector?.end)).toBe(selector?.quote)
    }),
    {numRuns: 200},
  )
})
