import {defineConfig} from '@playwright/test'
import {CHROMIUM_ARGS, findChromium} from './tests/support/chromium.ts'

export default defineConfig({
  outputDir: 'test-results',
  timeout: 60_000,
  workers: 2,
  retries: 0,
  fullyParallel: false,
  forbidOnly: !!process.env.CI,
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    viewport: {width: 1280, height: 800},
    // Recording a trace doubles the processor time of a test: it is asked for when one is looked into.
    trace: process.env.CLAIMLIGHT_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {executablePath: findChromium(), args: CHROMIUM_ARGS},
  },
  projects: [
    {name: 'article', testDir: 'tests/article', testMatch: '*.spec.ts'},
    {name: 'ui', testDir: 'tests/ui/gallery', testMatch: '*.spec.ts'},
    // A whole app and a browser start in each of these: on a busy machine that takes a while.
    {name: 'desktop', testDir: 'tests/desktop', testMatch: '*.spec.ts', timeout: 240_000, expect: {timeout: 30_000}},
    {name: 'packaging', testDir: 'tests/packaging', testMatch: '*.spec.ts', timeout: 120_000, expect: {timeout: 30_000}},
    {name: 'e2e', testDir: 'tests/e2e', testMatch: '*.spec.ts', timeout: 240_000, expect: {timeout: 30_000}},
  ],
})
