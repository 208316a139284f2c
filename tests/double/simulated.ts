type Plain = string | number | boolean | null | undefined | undefined

/**
 * The part `K` of an Electron type as the double must have it: the same arguments, and the same answers where they are
 * plain values. Objects of Electron's own are doubles themselves, so their type is not compared.
 */
export type Simulated<T, K extends keyof T> = {
  readonly [P in K]: T[P] extends (...args: infer A) => infer R ? (...args: A) => Awaited<R> extends Plain ? R : unknown : T[P]
}
