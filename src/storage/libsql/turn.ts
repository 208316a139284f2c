/** Milliseconds of work after which others get a turn: half a frame. */
const SLICE = 8

let began = 0

/** Takes all steps, and gives others their turn between them. */
export async function inTurns<T>(steps: Iterator<unknown, T, undefined>): Promise<T> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value
    await turn()
  }
}

/** Lets other work of this process go first when this one has had its slice; for long loops. */
export async function turn(): Promise<void> {
  if (performance.now() - began < SLICE) return
  await new Promise<void>(resolve => {
    setImmediate(resolve)
  })
  began = performance.now()
}
