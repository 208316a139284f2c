import {expect, test} from 'vitest'
import {documentName} from '../../src/project/document-address.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'

const article = 'a'.repeat(64)
const addresses: DocumentAddress[] = [
  {kind: 'project'},
  {kind: 'registry', owner: 'team'},
  {kind: 'registry', owner: 'annotator:alice'},
  {kind: 'set', article, owner: 'team'},
  {kind: 'set', article, owner: 'annotator:alice'},
  {kind: 'set', article: 'b'.repeat(64), owner: 'team'},
  {kind: 'discussion', article},
]

test('[SP1] every document of a project has a name of its own, and another project has others', () => {
  const names = ['p1', 'p2'].flatMap(project => addresses.map(address => documentName(project, address)))
  expect(new Set(names).size).toBe(names.length)
})

test('[SP2] a name says neither whose set it is nor on which article', () => {
  const name = documentName('p1', {kind: 'set', article, owner: 'annotator:alice'})
  expect(name).toMatch(/^[0-9a-f]{40}$/)
  expect(name).not.toContain('alice')
})

test('[SP1] two devices compute the same name without asking each other', () => {
  expect(documentName('p1', {owner: 'team', article, kind: 'set'})).toBe(documentName('p1', {kind: 'set', article, owner: 'team'}))
})
