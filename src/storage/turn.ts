/** Milliseconds of work after which others get a turn: half a frame. */
const SLICE = 8

let began = 0

/** Lets other work of this process go first when this one has had its slice; for long loops. */
export async function turn(): Promise<void> {
  if (performance.now() - began < SLICE) return
  await new Promise<void>(resolve => {
    setImmediate(resolve)
  })
  began = performance.now()
}
