import {setImmediate} from 'node:timers/promises'

/** So many things are gone through before others have their turn: a large project has hundreds of thousands. */
const AT_ONCE = 5000

export async function* slices<T>(all: readonly T[]): AsyncGenerator<readonly T[]> {
  for (let from = 0; from < all.length; from += AT_ONCE) {
    if (from > 0) await setImmediate()
    yield all.slice(from, from + AT_ONCE)
  }
}
