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
    trace: 'retain-on-failure',
    launchOptions: {executablePath: findChromium(), args: CHROMIUM_ARGS},
  },
  projects: [
    {name: 'article', testDir: 'tests/article', testMatch: '*.spec.ts'},
    {name: 'ui', testDir: 'tests/ui/gallery', testMatch: '*.spec.ts'},
    {name: 'desktop', testDir: 'tests/desktop', testMatch: '*.spec.ts'},
    {name: 'packaging', testDir: 'tests/packaging', testMatch: '*.spec.ts'},
    {name: 'e2e', testDir: 'tests/e2e', testMatch: '*.spec.ts'},
  ],
})
