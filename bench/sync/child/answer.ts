/** What the bench's parent asks of a child process, by name; one answer each. */
export type Answers = {readonly [method: string]: (argument: never) => Promise<unknown>}

export function answerParent(answers: Answers): void {
  process.on('message', async ({id, method, argument}: {id: number; method: string; argument: never}) => {
    try {
      process.send?.({id, value: await answers[method]?.(argument)})
    } catch (error) {
      process.send?.({id, error: error instanceof Error ? (error.stack ?? error.message) : String(error)})
    }
  })
  process.on('disconnect', () => process.exit())
}

/** Milliseconds on a clock that all processes of this computer share. */
export const sharedClock = (): number => Number(process.hrtime.bigint()) / 1e6

export async function until(what: string, isTrue: () => boolean, patience = 120_000): Promise<void> {
  const deadline = performance.now() + patience
  while (!isTrue()) {
    if (performance.now() > deadline) throw new Error(`Waited ${patience / 1000} s in vain: ${what}`)
    await new Promise(resolve => setTimeout(resolve, 2))
  }
}
