/** Something that others are handed before it is made, because each needs the other. */
export interface Late<T> {
  /** Resolves once it is made. */
  readonly made: Promise<T>
  get(): T
  is(made: T): void
}

/** `what`: for whoever asks too soon, which is a bug. */
export function late<T extends object>(what: string): Late<T> {
  let known: T | undefined
  let tell: (made: T) => void = () => undefined
  const made = new Promise<T>(resolve => {
    tell = resolve
  })
  return {
    made,
    get: () => {
      if (known === undefined) throw new Error(`${what} was asked for before it was made.`)
      return known
    },
    is: given => {
      known = given
      tell(given)
    },
  }
}
