import {defineConfig} from '@playwright/test'
import base from './playwright.config.ts'

/** Apart from the tests: its result is looked at, not asserted. */
export default defineConfig({...base, projects: [{name: 'screenshots', testDir: 'tests/screenshots', testMatch: '*.spec.ts'}]})
