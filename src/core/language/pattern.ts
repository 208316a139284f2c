import {IntlMessageFormat} from 'intl-messageformat'

/** What stands in the places of a pattern. A function takes the words between `<name>` and `</name>`. */
export type Places<T = never> = Readonly<Record<string, string | number | T | ((between: readonly (string | T)[]) => T)>>

/** Of values by name, and of nothing else: what every object has by itself stands in no place. */
export function placesOf<V>(values: Readonly<Record<string, V>>, of: (name: string, value: V) => string | number): Readonly<Record<string, string | number>> {
  const places: Record<string, string | number> = Object.create(null)
  for (const [name, value] of Object.entries(values)) places[name] = of(name, value)
  return places
}

/** Patterns that are kept ready, a few times more than we have. */
const MOST_KNOWN = 5_000

/**
 * Fills patterns in ICU MessageFormat (https://unicode-org.github.io/icu/userguide/format_parse/messages), with plurals, numbers and dates by the rules of
 * `tag`, a BCP 47 language tag. Throws where a pattern is none or a place of it has nothing to stand there.
 */
export function patternsIn(tag: string): <T = never>(pattern: string, places: Places<T>) => readonly (string | T)[] {
  const known = new Map<string, IntlMessageFormat>()
  return <T = never>(pattern: string, places: Places<T>) => {
    let format = known.get(pattern)
    if (format === undefined) {
      // What another program sends may be anything, and ever something else.
      if (known.size >= MOST_KNOWN) known.clear()
      format = new IntlMessageFormat(pattern, tag)
      known.set(pattern, format)
    }
    const filled = format.format<T>(places as Parameters<typeof format.format<T>>[0])
    return Array.isArray(filled) ? filled : [filled]
  }
}
