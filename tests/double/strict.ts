/** Asked of every object by the language itself: awaiting, printing, comparing. */
const LANGUAGE = new Set(['then', 'toJSON'])

/**
 * The double knows only what it simulates. Reading or writing anything else throws, so that a test can never pass on a
 * call that silently did nothing.
 */
export function strict<T extends object>(name: string, target: T): T {
  const known = (property: string | symbol): void => {
    if (typeof property === 'string' && !(property in target) && !LANGUAGE.has(property)) throw new Error(`double: ${name}.${property} is not simulated`)
  }
  return new Proxy(target, {
    get(at, property, receiver) {
      known(property)
      return Reflect.get(at, property, receiver)
    },
    set(at, property, value, receiver) {
      known(property)
      return Reflect.set(at, property, value, receiver)
    },
  })
}
