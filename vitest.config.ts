import react from '@vitejs/plugin-react'
import {configDefaults, defineConfig} from 'vitest/config'

// Vitest 5 prints failures with Map.groupBy, which Node 20 does not have. Can go when Node 22 is the oldest supported.
Map.groupBy ??= <K, V>(items: Iterable<V>, keyOf: (item: V, index: number) => K): Map<K, V[]> => {
  const groups = new Map<K, V[]>()
  let index = 0
  for (const item of items) {
    const key = keyOf(item, index++)
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  return groups
}

// The files of one worker share what they import, for to read it anew for each takes longer than the tests of most. No module of src keeps anything that another file could see.
const TOGETHER = {isolate: false, restoreMocks: true}

/** What is left is about database servers, attacks and other programs, and has a process for each file. */
const ROOMS = ['tests/{cli,core,exchange-folder,formats,hub,main,project,storage,sync}/**/*.test.ts']

const BUILDS = 'tests/support/builds-folder.ts'

const PLAIN_WORDS = 'tests/ui/plain-words.ts'

const SEEDED = 'tests/support/property-seed.ts'

export default defineConfig({
  test: {
    maxWorkers: 2,
    // No test is about how long it takes. On a machine with much else to do ten times as long is no fault.
    testTimeout: 180_000,
    expect: {poll: {timeout: 60_000}},
    // Some build the command line first.
    hookTimeout: 180_000,
    projects: [
      {
        extends: true,
        test: {...TOGETHER, name: 'rooms', environment: 'node', include: ROOMS, globalSetup: BUILDS, setupFiles: SEEDED},
      },
      {
        extends: true,
        test: {
          name: 'programs',
          environment: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...ROOMS, 'tests/{component,renderer,ui}/**'],
          globalSetup: BUILDS,
          setupFiles: SEEDED,
        },
      },
      {
        extends: true,
        plugins: [react()],
        test: {
          ...TOGETHER,
          name: 'renderer',
          environment: 'happy-dom',
          include: ['tests/{renderer,ui}/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/ui/clean-page.ts', PLAIN_WORDS, SEEDED],
        },
      },
      {
        extends: true,
        plugins: [react()],
        test: {
          ...TOGETHER,
          name: 'component',
          environment: 'happy-dom',
          include: ['tests/component/**/*.test.tsx'],
          setupFiles: ['tests/component/renders.ts', 'tests/ui/clean-page.ts', 'tests/component/page.ts', PLAIN_WORDS, SEEDED],
        },
      },
    ],
  },
})
