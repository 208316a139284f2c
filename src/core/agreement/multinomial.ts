/** How often each of some kinds is drawn in as many draws with replacement as there are things of all kinds. */
export function drawingOf(sizes: Int32Array): (next: () => number) => Int32Array {
  const things = sizes.reduce((sum, size) => sum + size, 0)
  if (sizes.length * BINOMIAL < things) return next => byBinomials(sizes, things, next)
  const kinds = new Int32Array(things)
  let at = 0
  sizes.forEach((size, kind) => {
    kinds.fill(kind, at, at + size)
    at += size
  })
  return next => oneByOne(kinds, sizes.length, next)
}

/** How many single draws take as long as one binomial. */
const BINOMIAL = 20

function oneByOne(kinds: Int32Array, count: number, next: () => number): Int32Array {
  const times = new Int32Array(count)
  for (let draw = 0; draw < kinds.length; draw++) {
    const kind = kinds[Math.floor(next() * kinds.length)] as number
    times[kind] = (times[kind] as number) + 1
  }
  return times
}

/** One kind after the other, of the draws and things that are left. */
function byBinomials(sizes: Int32Array, things: number, next: () => number): Int32Array {
  const times = new Int32Array(sizes.length)
  let [draws, left] = [things, things]
  for (let kind = 0; kind < sizes.length && draws > 0; kind++) {
    const size = sizes[kind] as number
    const drawn = size === left ? draws : binomial(draws, size / left, next)
    times[kind] = drawn
    draws -= drawn
    left -= size
  }
  return times
}

/** Means up to which going through the outcomes one by one is quick. */
const SMALL = 10

function binomial(draws: number, chance: number, next: () => number): number {
  if (chance > 0.5) return draws - binomial(draws, 1 - chance, next)
  return draws * chance < SMALL ? byInversion(draws, chance, next) : byRejection(draws, chance, next)
}

function byInversion(draws: number, chance: number, next: () => number): number {
  const odds = chance / (1 - chance)
  let probability = (1 - chance) ** draws
  let left = next()
  let drawn = 0
  while (left > probability && drawn < draws) {
    left -= probability
    drawn++
    probability *= ((draws + 1) / drawn - 1) * odds
  }
  return drawn
}

/** Transformed rejection with squeeze, BTRS of Hörmann 1993: exact, in a steady number of steps however large the mean. */
function byRejection(draws: number, chance: number, next: () => number): number {
  const deviation = Math.sqrt(draws * chance * (1 - chance))
  const b = 1.15 + 2.53 * deviation
  const a = -0.0873 + 0.0248 * b + 0.01 * chance
  const center = draws * chance + 0.5
  const sure = 0.92 - 4.2 / b
  const scale = (2.83 + 5.1 / b) * deviation
  const logOdds = Math.log(chance / (1 - chance))
  const mode = Math.floor((draws + 1) * chance)
  const height = logFactorial(mode) + logFactorial(draws - mode)
  for (;;) {
    const u = next() - 0.5
    const v = next()
    const inner = 0.5 - Math.abs(u)
    const drawn = Math.floor(((2 * a) / inner + b) * u + center)
    if (inner >= 0.07 && v <= sure) return drawn
    if (drawn < 0 || drawn > draws) continue
    const bound = height - logFactorial(drawn) - logFactorial(draws - drawn) + (drawn - mode) * logOdds
    if (Math.log((v * scale) / (a / (inner * inner) + b)) <= bound) return drawn
  }
}

const EXACT = 16
const LOG_FACTORIALS = Array.from({length: EXACT}, (_, n) => Array.from({length: n}, (__, at) => Math.log(at + 1)).reduce((sum, log) => sum + log, 0))

/** By Stirling's series where it is exact to the last digit that counts here. */
function logFactorial(n: number): number {
  if (n < EXACT) return LOG_FACTORIALS[n] as number
  const inverse = 1 / (n + 1)
  const square = inverse * inverse
  return (n + 0.5) * Math.log(n + 1) - (n + 1) + 0.5 * Math.log(2 * Math.PI) + inverse * (1 / 12 - square * (1 / 360 - square / 1260))
}
