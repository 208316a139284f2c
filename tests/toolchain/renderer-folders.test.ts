import {readFileSync} from 'node:fs'
import {readdir} from 'node:fs/promises'
import {posix, relative, resolve, sep} from 'node:path'
import {expect, test} from 'vitest'

/** What ARCHITECTURE.md says of the folders of the window: which others each may know. Files beside them compose and may know all. */
const KNOWS: Readonly<Record<string, readonly string[]>> = {
  ui: [],
  host: ['ui'],
  article: ['ui'],
  state: ['ui', 'host', 'article'],
  guideline: ['ui', 'state'],
  annotate: ['ui', 'state', 'guideline'],
  presence: ['ui', 'state', 'article'],
  share: ['ui', 'state'],
  export: ['ui', 'state', 'host'],
  discussion: ['ui', 'state', 'annotate', 'presence'],
  history: ['ui', 'state', 'annotate', 'presence'],
  claims: ['ui', 'state', 'annotate'],
  articles: ['ui', 'state', 'host', 'annotate', 'presence'],
  inspector: ['ui', 'state', 'article', 'guideline', 'annotate', 'presence', 'discussion', 'history', 'claims'],
  'screens/read': ['ui', 'state', 'article', 'annotate', 'presence', 'discussion', 'history', 'claims', 'articles', 'inspector'],
  'screens/claims': ['ui', 'state', 'annotate', 'claims'],
  'screens/articles': ['ui', 'state', 'annotate', 'articles'],
  'screens/rounds': ['ui', 'state', 'articles'],
  'screens/schema': ['ui', 'state', 'host', 'article', 'guideline', 'annotate', 'presence', 'discussion', 'history', 'claims', 'export', 'inspector'],
  'screens/work': ['ui', 'state', 'annotate', 'guideline'],
  window: [
    'ui',
    'state',
    'host',
    'article',
    'guideline',
    'annotate',
    'presence',
    'share',
    'export',
    'discussion',
    'history',
    'claims',
    'articles',
    'inspector',
    'screens/read',
    'screens/claims',
    'screens/articles',
    'screens/schema',
    'screens/work',
    'screens/rounds',
  ],
}
const folders = Object.keys(KNOWS)
const renderer = resolve(import.meta.dirname, '../../src/renderer')
const SPECIFIER = /(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g

/** The folder that a path from `src/renderer` lies in, as the table calls it: each screen is one. `undefined`: in none. */
function folderOf(path: string): string | undefined {
  const parts = path.split('/')
  const deep = parts[0] === 'screens' ? 2 : 1
  return parts.length > deep ? parts.slice(0, deep).join('/') : undefined
}

/** Imports by which a file of the window knows a folder that it may not know. `path` is from `src/renderer`. */
function strayImports(path: string, text: string): readonly string[] {
  const folder = folderOf(path)
  if (folder === undefined) return []
  return [...text.matchAll(SPECIFIER)]
    .map(([, specifier]) => posix.normalize(posix.join(posix.dirname(path), specifier as string)))
    .filter(target => !target.startsWith('..') && folderOf(target) !== folder && !(KNOWS[folder] ?? []).includes(folderOf(target) ?? ''))
    .map(target => `${path} knows ${target}`)
}

test('each folder of the window has its row in the table, and each row its folder', async () => {
  const within = async (folder: string): Promise<readonly string[]> =>
    (await readdir(resolve(renderer, folder), {withFileTypes: true})).flatMap(entry => (entry.isDirectory() ? [posix.join(folder, entry.name)] : []))
  const found = (await within('')).filter(folder => folder !== 'screens')
  expect([...found, ...(await within('screens'))].sort()).toEqual([...folders].sort())
})

test('no folder of the window knows one that the table does not name', async () => {
  const entries = await readdir(renderer, {recursive: true, withFileTypes: true})
  const files = entries.filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name)).map(({parentPath, name}) => resolve(parentPath, name))
  expect(files.length).toBeGreaterThan(folders.length)
  expect(files.flatMap(file => strayImports(relative(renderer, file).split(sep).join('/'), readFileSync(file, 'utf8')))).toEqual([])
})

for (const folder of folders) {
  const others = folders.filter(other => other !== folder)
  test(`an import of ${folder} that is not in its row is found, and no other`, () => {
    const up = folder.includes('/') ? '../../' : '../'
    const text = [
      `import type {Span} from '${up}../core/text/span.ts'`,
      ...others.map(other => `import type {One} from '${up}${other}/one.ts'\nconst two = () => import('${up}${other}/two.ts')`),
      "import './own.css'",
    ].join('\n')
    const forbidden = others.filter(other => !(KNOWS[folder] as readonly string[]).includes(other))
    expect(strayImports(`${folder}/planted.ts`, text)).toEqual(
      forbidden.flatMap(other => ['one', 'two'].map(file => `${folder}/planted.ts knows ${other}/${file}.ts`)),
    )
  })
}

test('a screen that knows another one is found, and one that nobody has given a row', () => {
  expect(strayImports('screens/read/planted.ts', "import {Table} from '../claims/table.tsx'")).toEqual([
    'screens/read/planted.ts knows screens/claims/table.tsx',
  ])
  expect(strayImports('screens/claims/planted.ts', "import {ReadScreen} from '../read/read-screen.tsx'")).toEqual([
    'screens/claims/planted.ts knows screens/read/read-screen.tsx',
  ])
  expect(folders.filter(folder => folder.startsWith('screens/')).flatMap(folder => KNOWS[folder]?.filter(other => other.startsWith('screens/')))).toEqual([])
})

test('the table has an order: whom a folder knows does not know it', () => {
  const mutual = folders.flatMap(folder => (KNOWS[folder] ?? []).filter(other => (KNOWS[other] ?? []).includes(folder)))
  expect(mutual).toEqual([])
})
