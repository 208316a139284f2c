/** What a launcher and the main process under test say to each other, over the process's own channel. */
export type ToMain = {readonly type: 'evaluate'; readonly id: number; readonly source: string; readonly argument: unknown}
export type FromMain =
  | {readonly type: 'window'; readonly id: number; readonly target: string}
  | {readonly type: 'answer'; readonly id: number; readonly value?: unknown; readonly error?: string}

/** Runs functions that tests send with the modules of the double; returns what reports a new window. */
export function listenForTests(modules: object): (window: {id: number; target: string}) => void {
  const say = (message: FromMain): void => void process.send?.(message)
  process.on('message', async ({id, source, argument}: ToMain) => {
    try {
      // biome-ignore lint/security/noGlobalEval: the function under test's own control, as Playwright does with Electron
      const run = globalThis.eval(`(${source})`) as (modules: object, argument: unknown) => unknown
      say({type: 'answer', id, value: await run(modules, argument)})
    } catch (error) {
      say({type: 'answer', id, error: error instanceof Error ? (error.stack ?? error.message) : String(error)})
    }
  })
  process.on('disconnect', () => process.exit(0))
  return window => say({type: 'window', ...window})
}
