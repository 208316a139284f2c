import {readdirSync, readFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {expect, test} from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/security.md'), 'utf8')
const rules = [...page.matchAll(/^- \*\*\[(SEC\d+)\]\*\*/gm)].map(([, rule]) => rule)
const quoted = new Set(
  readdirSync(join(root, 'tests'), {recursive: true, encoding: 'utf8'})
    .filter(file => /\.(test|spec)\.tsx?$/.test(file))
    .flatMap(file => [...readFileSync(join(root, 'tests', file), 'utf8').matchAll(/^\s*(?:test\b.*?)?['"`]((?:\[\w+\] )+)/gm)])
    .flatMap(([, ids = '']) => [...ids.matchAll(/\[(\w+)\]/g)].map(([, id]) => id)),
)

test('each rule of docs/security.md stands at the head of a test, and each that a test quotes stands there', () => {
  expect(rules.length).toBeGreaterThan(0)
  expect(new Set(rules).size).toBe(rules.length)
  expect(rules.filter(rule => !quoted.has(rule))).toEqual([])
  expect([...quoted].filter(id => id?.startsWith('SEC') && !rules.includes(id))).toEqual([])
})

test('each rule of another page that docs/security.md names is stated there', () => {
  const others = ['docs/sync-protocol.md', 'docs/shared-folder.md'].map(file => readFileSync(join(root, file), 'utf8')).join('\n')
  const named = [...page.matchAll(/\b(S[PF]\d+)\b/g)].map(([, id]) => id)
  expect(named.filter(id => !others.includes(`**[${id}]**`))).toEqual([])
})
