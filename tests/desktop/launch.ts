import {launchOnDouble} from '../double/launch.ts'
import {launchOnElectron} from './launch-electron.ts'
import type {LaunchOptions, TestApp} from './test-app.ts'

/** `npm run test:electron` names Electron's program here; otherwise the specs run on the double. */
const program = process.env.CLAIMLIGHT_ELECTRON

export const launchApp = (options: LaunchOptions): Promise<TestApp> => (program ? launchOnElectron(program, options) : launchOnDouble(options))
