import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {Owner} from '../../src/core/round/owner.ts'
import {annotatorOf, EARLIER, ownerOf, workOf} from '../../src/core/round/owner.ts'
import {ownerShape} from '../../src/core/round/owner-shape.ts'
import {documentName} from '../../src/project/document-address.ts'

/** Ids of everything that an id may hold, and of what could be taken for a part of an owner. */
const anId = fc.oneof(
  fc.string({unit: 'grapheme', minLength: 1, maxLength: 12}),
  fc
    .array(fc.constantFrom('/', '%', '%2F', '%25', ':', 'round:', 'annotator:', 'earlier', 'team', '\n', 'alice', 'שלום', '和平', '👩🏽‍🚀', 'e\u0301'), {
      minLength: 1,
      maxLength: 5,
    })
    .map(parts => parts.join('')),
)
const aWork = fc.record({annotator: anId, round: fc.oneof(anId, fc.constant(EARLIER))})

describe('the owner of work in a round', () => {
  test('[RD1] says whose it is and in which round, whatever the ids hold', () => {
    fc.assert(
      fc.property(aWork, work => {
        const owner = ownerOf(work.annotator, work.round)
        expect(workOf(owner)).toEqual(work)
        expect(annotatorOf(owner)).toBe(work.annotator)
        expect(ownerShape.safeParse(owner)).toEqual({success: true, data: owner})
      }),
    )
  })

  test('[RD1] is another for another annotator or another round, and so are its documents', () => {
    fc.assert(
      fc.property(aWork, aWork, (one, other) => {
        const owners = [one, other].map(({annotator, round}) => ownerOf(annotator, round))
        const names = owners.map(owner => documentName('project-1', {kind: 'registry', owner}))
        const isSame = one.annotator === other.annotator && one.round === other.round
        expect(new Set(owners).size).toBe(isSame ? 1 : 2)
        expect(new Set(names).size).toBe(isSame ? 1 : 2)
      }),
    )
  })

  test('[RD1] of what was made before rounds had sets of their own is written as it was', () => {
    expect(ownerOf('alice', EARLIER)).toBe('annotator:alice')
    expect(workOf('annotator:a/b')).toEqual({annotator: 'a/b', round: EARLIER})
    // Copied from a project of before: no log, seal or folder is written anew.
    expect(documentName('project-1', {kind: 'set', article: 'a'.repeat(64), owner: ownerOf('alice', EARLIER)})).toBe('6534a56d8ab9109f7fd24ab30ca82193f3405ee9')
  })

  test('[RD1] is spelled in one way only', () => {
    const others: readonly string[] = [
      '',
      'annotator:',
      'round:',
      'round:r',
      'round:r/',
      'round:/alice',
      'round:earlier/alice',
      'round:r%/alice',
      'round:r%2f/alice',
      'round:r%41/alice',
      'Team',
    ]
    for (const owner of others) expect(ownerShape.safeParse(owner).success, owner).toBe(false)
    expect(ownerShape.safeParse('round:r%2F%25/a/b').success).toBe(true)
    expect(workOf('round:r%2F%25/a/b' satisfies Owner)).toEqual({annotator: 'a/b', round: 'r/%'})
  })

  test('is nobody’s of the team’s work and of gold', () => {
    expect([annotatorOf('team'), annotatorOf('gold')]).toEqual([undefined, undefined])
  })
})
