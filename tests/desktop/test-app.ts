import type {Page} from '@playwright/test'
import type * as Electron from 'electron'

export type LaunchOptions = {
  /** A folder of the test's own: everything the app keeps goes below it. */
  readonly home: string
  readonly args?: readonly string[]
  readonly dark?: boolean
  /** Main runs as an ordinary user would: to the system's root, permissions of files mean nothing. */
  readonly ordinaryUser?: boolean
}

/** The built app, running: on Electron's own program, or on the double of it. */
export interface TestApp {
  /** The pages of the open windows, once there are so many. */
  windows(count: number): Promise<readonly Page[]>
  /** Runs a function in the main process; it must not use anything from around it. */
  evaluate<Answer, Argument>(run: (electron: typeof Electron, argument: Argument) => Answer | Promise<Answer>, argument: Argument): Promise<Answer>
  /** Starts the app once more for the same user; its exit code. */
  startAgain(args: readonly string[]): Promise<number | null>
  /** Quits as the user does, and waits for the end; the exit code. */
  quit(): Promise<number | null>
  /** Ends the process with no warning. */
  kill(): Promise<void>
  /** What main has written to its outputs. */
  log(): string
}

/** Where the app keeps things in a test: below its home, and nowhere else. */
export const environment = (home: string): {readonly CLAIMLIGHT_HOME: string; readonly CLAIMLIGHT_DOCUMENTS: string} => ({
  CLAIMLIGHT_HOME: `${home}/settings`,
  CLAIMLIGHT_DOCUMENTS: `${home}/Documents`,
})
