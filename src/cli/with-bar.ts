import type {Terminal} from './terminal.ts'

/** All steps of what takes long, with a bar meanwhile. */
export function withBar<T>(steps: Generator<number, T>, terminal: Pick<Terminal, 'bar'>): T {
  const bar = terminal.bar()
  let step = steps.next()
  for (; !step.done; step = steps.next()) bar?.part(step.value)
  bar?.clear()
  return step.value
}
