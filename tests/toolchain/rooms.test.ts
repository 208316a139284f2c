import {execFile} from 'node:child_process'
import {cp, mkdir, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {dirname, join, resolve} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'

/** What ARCHITECTURE.md says of each room: the rooms and the packages it may import. */
const ROOMS = {
  core: {rooms: [], packages: ['zod', '@noble/hashes/sha2.js', 'unicode-segmenter/grapheme', 'intl-messageformat', 'mdast-util-from-markdown']},
  formats: {rooms: ['core'], packages: ['@noble/hashes/sha2.js']},
  project: {rooms: ['core'], packages: ['zod', '@noble/hashes/sha2.js', 'yjs']},
  sync: {rooms: ['core', 'project'], packages: ['zod', 'yjs', 'y-protocols/awareness', 'lib0/encoding', '@hocuspocus/provider']},
  ipc: {rooms: ['core'], packages: ['zod']},
  storage: {rooms: ['core', 'project'], packages: ['zod', 'yjs', 'jschardet', 'eld', 'libsql', 'yaml', 'node:fs']},
  hub: {
    rooms: ['core', 'formats', 'project', 'sync', 'ipc', 'storage'],
    packages: ['zod', 'yjs', 'y-protocols/awareness', 'lib0/encoding', 'ws', 'sirv', '@hocuspocus/server', 'node:fs'],
  },
  cli: {rooms: ['core', 'formats', 'project', 'ipc', 'storage', 'hub'], packages: ['zod', 'yjs', 'node:fs']},
  main: {rooms: ['core', 'project', 'sync', 'ipc', 'storage', 'hub'], packages: ['zod', 'yjs', 'electron', 'node:fs']},
  preload: {rooms: ['core', 'ipc'], packages: ['electron']},
  renderer: {
    rooms: ['core', 'project', 'sync', 'ipc'],
    packages: [
      'zod',
      'yjs',
      'y-protocols/awareness',
      'lib0/encoding',
      'react',
      'react-dom/client',
      'prosemirror-model',
      'y-indexeddb',
      'cmdk',
      '@fontsource-variable/inter',
    ],
  },
} as const satisfies {readonly [room: string]: {readonly rooms: readonly string[]; readonly packages: readonly string[]}}

type Room = keyof typeof ROOMS
const rooms = Object.keys(ROOMS) as Room[]
const packages = [...new Set(rooms.flatMap(room => [...ROOMS[room].packages]))]
const mayKnow = (room: Room, other: Room) => room === other || (ROOMS[room].rooms as readonly string[]).includes(other)
const mayImport = (room: Room, name: string) => (ROOMS[room].packages as readonly string[]).includes(name)

/** A name of the language's environment that a room must not see, by the `lib` and `types` of its tsconfig.json. */
const HIDDEN: readonly (readonly [Room, string])[] = [
  ...(['core', 'formats', 'project', 'sync', 'ipc', 'storage', 'hub', 'cli', 'main'] as const).map(room => [room, 'document'] as const),
  ...(['core', 'formats', 'project', 'sync', 'ipc', 'renderer'] as const).map(room => [room, 'process'] as const),
]

const home = resolve(import.meta.dirname, '../..')
let tree: string

/** Every problem the tool reports in a planted file, by file. */
let lint: Map<string, string[]>
let types: Map<string, string[]>

const files = new Map<string, string>()
const plant = (path: string, text: string) => {
  files.set(path, text)
  return path
}

const roomCases = rooms.flatMap(room =>
  rooms.flatMap(other =>
    room === other
      ? []
      : [
          [room, other, plant(`src/${room}/planted/knows-${other}.ts`, `import '../../${other}/any.ts'\n`)] as const,
          [room, other, plant(`src/${room}/planted-knows-${other}.ts`, `import '../${other}/deep/any.ts'\n`)] as const,
        ],
  ),
)
const packageCases = rooms.flatMap(room =>
  packages.map(name => [room, name, plant(`src/${room}/planted/imports-${name.replaceAll(/\W/g, '-')}.ts`, `import '${name}'\n`)] as const),
)
const cycle = [plant('src/core/planted/hen.ts', "import './egg.ts'\n"), plant('src/core/planted/egg.ts', "import './hen.ts'\n")]
const undeclared = plant('src/renderer/planted/undeclared.ts', "import 'is-odd'\n")
const handedIn = (['core', 'formats', 'project', 'sync'] as const).flatMap(room =>
  ['Date.now()', 'new Date()', 'Math.random()', 'crypto.randomUUID()'].map(
    (call, index) => [room, call, plant(`src/${room}/planted/own-${index}.ts`, `export const value = ${call}\n`)] as const,
  ),
)
/** Apart from the others, whose imports would bring the types of Node along. */
const hiddenCases = HIDDEN.map(([room, name]) => [room, name, `src/${room}/planted/sees-${name}.ts`] as const)
const barrel = plant('src/core/planted/barrel.ts', "export * from './hen.ts'\n")

/** The tool's output, whatever its exit code: that it found something is what the tests look for. */
const output = (program: string, args: readonly string[]) =>
  new Promise<string>(done => {
    execFile(process.execPath, [join(home, 'node_modules', program), ...args], {cwd: tree, maxBuffer: 1e8}, (_error, stdout) => done(stdout))
  })

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(tree, path)), {recursive: true})
  await writeFile(join(tree, path), text)
}

type LintReport = {readonly diagnostics: readonly {readonly category: string; readonly location: {readonly path: string}}[]}

async function lintTree(...args: readonly string[]): Promise<Map<string, string[]>> {
  const report = await output('@biomejs/biome/bin/biome', ['lint', '--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none', ...args, 'src'])
  const found = new Map<string, string[]>()
  for (const {category, location} of (JSON.parse(report) as LintReport).diagnostics) {
    found.set(location.path, [...(found.get(location.path) ?? []), category])
  }
  return found
}

async function typesOfTree(): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  for (const [, path, text] of (await output('typescript/bin/tsc', ['-b', ...rooms.map(room => `src/${room}`)])).matchAll(/^(\S+?)\(\d+,\d+\): (.*)$/gm)) {
    if (path !== undefined && text !== undefined) found.set(path, [...(found.get(path) ?? []), text])
  }
  return found
}

const borders = ['style/noRestrictedImports', 'suspicious/noImportCycles', 'correctness/noUndeclaredDependencies', 'performance/noReExportAll']
const problems = (found: Map<string, string[]>, path: string) => found.get(path) ?? []

beforeAll(async () => {
  tree = await mkdtemp(join(tmpdir(), 'claimlight-rooms-'))
  for (const path of ['src', 'scripts/lint', 'biome.json', 'package.json', 'tsconfig.json', 'tsconfig.base.json']) {
    await cp(join(home, path), join(tree, path), {recursive: true})
  }
  await symlink(join(home, 'node_modules'), join(tree, 'node_modules'), 'dir')
})

afterAll(() => rm(tree, {recursive: true, force: true}))

test('the clean tree keeps every border', async () => {
  expect([...(await lintTree(...borders.map(rule => `--only=${rule}`)))]).toEqual([])
})

describe('a planted violation', () => {
  beforeAll(async () => {
    for (const [, name, path] of hiddenCases) await write(path, `export const seen = ${name}\n`)
    types = await typesOfTree()
    for (const [path, text] of files) await write(path, text)
    lint = await lintTree()
  })

  const unseen = (cases: readonly (readonly [Room, string, string])[], room: Room) =>
    cases.filter(([from, , path]) => from === room && !problems(lint, path).includes('lint/style/noRestrictedImports'))

  test.each(rooms)('src/%s importing a room that it may not know is seen, for every such room', room => {
    expect(unseen(roomCases, room)).toEqual(roomCases.filter(([from, other]) => from === room && mayKnow(room, other)))
  })

  test.each(rooms)('src/%s importing a package that is not its own is seen, for every such package', room => {
    expect(unseen(packageCases, room)).toEqual(packageCases.filter(([from, name]) => from === room && mayImport(room, name)))
  })

  test('an import cycle is seen from both its files', () => {
    for (const path of cycle) expect(problems(lint, path)).toContain('lint/suspicious/noImportCycles')
  })

  test('a package that package.json does not name is seen', () => {
    expect(problems(lint, undeclared)).toContain('lint/correctness/noUndeclaredDependencies')
  })

  test('a room that is handed the clock and randomness is seen taking its own', () => {
    expect(handedIn.filter(([, , path]) => !problems(lint, path).includes('plugin'))).toEqual([])
  })

  test('a file that only passes others on is seen', () => {
    expect(problems(lint, barrel)).toContain('lint/performance/noReExportAll')
  })

  test.each(hiddenCases)('src/%s using %s does not compile', (_room, name, path) => {
    expect(problems(types, path)).toContainEqual(expect.stringContaining(`Cannot find name '${name}'`))
  })
})
