/** Not by locale, which differs between machines. */
export const inCodeUnits = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

export const byKeys =
  <K extends string>(...keys: readonly K[]) =>
  (a: {readonly [key in K]: string}, b: {readonly [key in K]: string}): number => {
    for (const key of keys) {
      const order = inCodeUnits(a[key], b[key])
      if (order !== 0) return order
    }
    return 0
  }
