import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'

const docs = join(import.meta.dirname, '..', '..', 'docs')

test('no two rules have one id, so that a test says which of them it proves', () => {
  const ids = readdirSync(docs)
    .filter(name => name.endsWith('.md'))
    .flatMap(name => [...readFileSync(join(docs, name), 'utf8').matchAll(/^(?:- )?\*\*\[([A-Z]+\d+)\]\*\*/gm)].map(([, id]) => id ?? ''))
  expect(ids.length).toBeGreaterThan(100)
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
})
