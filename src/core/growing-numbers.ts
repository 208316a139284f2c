/** Numbers of which there may be millions, eight bytes each. */
export interface GrowingNumbers {
  readonly length: number
  at(index: number): number
  push(value: number): void
  /** Without room for more. */
  whole(): Float64Array
}

export function growingNumbers(): GrowingNumbers {
  let values = new Float64Array(64)
  let length = 0
  return {
    get length() {
      return length
    },
    at: index => values[index] as number,
    push: value => {
      if (length === values.length) {
        const more = new Float64Array(2 * length)
        more.set(values)
        values = more
      }
      values[length++] = value
    },
    whole: () => values.subarray(0, length),
  }
}
