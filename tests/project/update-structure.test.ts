import {describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import {isTooMuch, MOST_AT_ONCE} from '../../src/project/at-once.ts'
import {readUpdate} from '../../src/project/update-reader.ts'
import {structureOf} from '../../src/project/update-structure.ts'
import {behindGap, deletion, deletions, edited, impossible, nestedMaps, nestedValue} from '../hostile/poison.ts'
import {refusal} from '../support/results.ts'
import {seeded} from '../support/seeded.ts'

/** A document like ours, with texts of every script, written over, removed and merged from two windows. */
function realUpdates(): readonly Uint8Array[] {
  const doc = new Y.Doc()
  const colleague = new Y.Doc()
  doc.clientID = 5
  colleague.clientID = 9
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  for (const [at, words] of ['Ice melts 🧊', 'السماء', 'e\u0301', '海面上升'].entries()) {
    doc.getMap('annotations').set(
      `a${at}`,
      new Y.Map<unknown>([
        ['quote', words],
        ['selector', {start: at, end: at + 2, nested: [{words}, null, undefined, true, 1.5, -7, 2 ** 40]}],
      ]),
    )
  }
  Y.applyUpdate(colleague, Y.encodeStateAsUpdate(doc))
  const shared = colleague.getMap<Y.Map<unknown>>('annotations')
  shared.get('a1')?.set('removed', {by: 'bob', at: 1})
  shared.get('a2')?.set('note', new Uint8Array([1, 2, 3]))
  shared.delete('a3')
  shared.set('a3', new Y.Map([['again', 'yes']]))
  colleague.getArray('list').push(['one', 2, {three: 3}])
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(colleague))
  return [...updates, Y.encodeStateAsUpdate(doc), Y.encodeStateAsUpdate(colleague), Y.mergeUpdates([updates[0] as Uint8Array, updates[3] as Uint8Array])]
}

/** What the reader sees of an update: whose changes, from where, how many. */
function seen(update: Uint8Array): readonly (readonly number[])[] | undefined {
  const found: (readonly number[])[] = []
  const whole = readUpdate(update, {onStruct: ({client, clock, length}) => found.push([client, clock, length]), onDeleted: () => undefined})
  return whole ? found : undefined
}

function decoded(update: Uint8Array): readonly (readonly number[])[] | undefined {
  try {
    return Y.decodeUpdate(update).structs.map(({id, length}) => [id.client, id.clock, length])
  } catch {
    return undefined
  }
}

describe('the structure of an update', () => {
  test('is read as Yjs reads it', () => {
    for (const update of realUpdates()) {
      expect(seen(update)).toEqual(decoded(update))
      expect(structureOf(update).ok).toBe(true)
    }
  })

  test('[SP130] more removals than there can be in a document are too much for one message, whoever sends them', () => {
    const doc = new Y.Doc()
    expect(isTooMuch(doc, deletions(MOST_AT_ONCE + 10))).toBe(true)
    for (let n = 0; n < 20; n++) doc.getMap('annotations').set(`a${n}`, '🧊')
    expect(isTooMuch(doc, deletions(MOST_AT_ONCE + 10))).toBe(false)
  })

  test.each(impossible())('[SP130] one that %s is refused with a sentence', (_name, update) => {
    expect(refusal(structureOf(update))).toMatch(/^The change was not taken, because .*\. Reload the window and make the change again\.$/)
  })

  test('what is nested as deep as any document may be, deleted, or waits for something, is an update', () => {
    for (const update of [nestedMaps({depth: 64}), nestedValue(64), deletion(), behindGap()]) expect(structureOf(update).ok).toBe(true)
  })

  test('[SP130] real updates that were tampered with at random are refused, or are ones that Yjs can take', () => {
    const random = seeded(8)
    const real = realUpdates()
    const count = {taken: 0, refused: 0}
    for (let run = 0; run < 1000; run++) {
      let update = real[run % real.length] as Uint8Array
      for (let edits = 1 + Math.floor(random() * 3); edits > 0; edits--) update = edited(update, random)
      const structure = structureOf(update)
      if (structure.ok) {
        count.taken++
        const doc = new Y.Doc()
        Y.applyUpdate(doc, update)
        Y.applyUpdate(new Y.Doc(), Y.encodeStateAsUpdate(doc))
        expect(seen(update), `run ${run}`).toEqual(decoded(update))
      } else count.refused++
    }
    expect(count.taken).toBeGreaterThan(100)
    expect(count.refused).toBeGreaterThan(100)
  })
})
