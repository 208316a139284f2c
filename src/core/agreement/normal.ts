/** The probability of a standard normal value up to `z`, to about 1e-7: Abramowitz and Stegun 26.2.17. */
export function normalUpTo(z: number): number {
  const t = 1 / (1 + 0.231_641_9 * Math.abs(z))
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
  const tail = density * t * (0.319_381_53 + t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))))
  return z >= 0 ? 1 - tail : tail
}

/** The value up to which a standard normal has this probability, between 0 and 1: halving, until it no longer moves. */
export function normalAt(probability: number): number {
  let [low, high] = [-9, 9]
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (normalUpTo(middle) < probability) low = middle
    else high = middle
  }
  return (low + high) / 2
}
