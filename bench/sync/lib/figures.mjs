export function percentile(values, part) {
  if (values.length === 0) return Number.NaN
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)]
}

export const median = values => percentile(values, 0.5)

/** The median of each field of objects with the same fields. */
export const mediansOf = runs => Object.fromEntries(Object.keys(runs[0] ?? {}).map(key => [key, median(runs.map(run => run[key]))]))

export const rounded = value => (Number.isFinite(value) ? Number(value.toPrecision(3)) : '')
