/** Ids are short; the longest keys are those of features and stances. UTF-16 units. */
const LONGEST_KEY = 500

/** Whether it may be a key of a document: nothing hidden in it, and no name that every object has. */
export const isKey = (key: string): boolean => key !== '' && key.length <= LONGEST_KEY && !/[\p{Cc}\p{Bidi_C}]|__proto__/u.test(key)

/** `constructor`, `toString` and the like: what is looked up under such a name is there before anybody put it there. */
export const everyObjectHas = (name: string): boolean => name in Object.prototype
