import type {Sentence} from './message.ts'
import {message} from './message.ts'

/** Of more nobody reads on. UTF-16 units, also of one that is cut. */
const MOST = {names: 30, length: 600, name: 80}

/** Names, separated by commas as nobody translates them, as far as a sentence has room. */
export function listed(names: readonly string[]): Sentence {
  if (names.length === 0) return message('none', {}, 'of a list of names')
  const shown: string[] = []
  let length = 0
  for (const name of names) {
    const cut = name.length > MOST.name ? `${name.slice(0, MOST.name - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : name
    length += cut.length + 2
    if (shown.length === MOST.names || length > MOST.length) break
    shown.push(cut)
  }
  const [first, more] = [shown.join(', '), names.length - shown.length]
  return more === 0 ? first : message('{names} and {more, number} more', {names: first, more})
}
