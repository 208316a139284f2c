import {expect, test} from 'vitest'
import type {Role} from '../../src/core/round/owner.ts'
import {EARLIER, ownerOf} from '../../src/core/round/owner.ts'
import {mayBring} from '../../src/hub/folder/writers.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'

const article = 'a'.repeat(64)
const ROLES: readonly Role[] = ['reader', 'annotator', 'curator', 'admin']
const bringing = (address: DocumentAddress): readonly Role[] => ROLES.filter(role => mayBring(role, address, 'bob'))

test('[SF28] a curator’s or admin’s device may bring everything; an annotator’s all but the project itself and gold; a reader’s nothing', () => {
  expect(bringing({kind: 'project'})).toEqual(['curator', 'admin'])
  expect(bringing({kind: 'set', article, owner: 'gold'})).toEqual(['curator', 'admin'])
  expect(bringing({kind: 'registry', owner: 'gold'})).toEqual(['curator', 'admin'])
  for (const owner of ['team', ownerOf('bob', EARLIER), ownerOf('alice', EARLIER)] as const) {
    expect(bringing({kind: 'set', article, owner})).toEqual(['annotator', 'curator', 'admin'])
    expect(bringing({kind: 'registry', owner})).toEqual(['annotator', 'curator', 'admin'])
  }
  expect(bringing({kind: 'discussion', article})).toEqual(['annotator', 'curator', 'admin'])
})

test('[SF28] somebody to whom this hub never gave a role has the passphrase, and may bring everything', () => {
  expect(mayBring(undefined, {kind: 'project'}, 'bob')).toBe(true)
})
