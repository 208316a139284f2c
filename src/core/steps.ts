/** Takes all steps of a long piece of work at once: what comes of it. */
export function finished<T>(steps: Iterator<unknown, T, undefined>): T {
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value
}
