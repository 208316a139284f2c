/** Signs within a word at which a name may end and what is put to it begin, or the other way round: İstanbul’da, l’Iran, תל־אביב, EU:n, کتاب‌ها. */
const SEAM = /['\u2019\u02bc\u05be\u200c_:-]/u

/** A full stop between letters joins names (Amazon.com); in an abbreviation (U.S.) each part is one letter. */
const POINTED = /[.\u2024]/

/** Whether one of the signs that names are put together with stands before or behind an offset within a word. */
export function isSeam(text: string, offset: number): boolean {
  const [before, after] = [text.charAt(offset - 1), text.charAt(offset)]
  if (/\d/.test(text.charAt(offset - 2)) && /\d/.test(after)) return false
  if (SEAM.test(before) || SEAM.test(after)) return true
  if (POINTED.test(after)) return /\p{L}\p{L}$/u.test(text.slice(Math.max(0, offset - 4), offset)) && /^.\p{L}\p{L}/u.test(text.slice(offset, offset + 5))
  return POINTED.test(before) && /\p{L}\p{L}.$/u.test(text.slice(Math.max(0, offset - 5), offset)) && /^\p{L}\p{L}/u.test(text.slice(offset, offset + 4))
}

/**
 * Whether the letters before a name are words of their own that Hebrew and Arabic write together with the next: and, in, to, as, that, from, the. The Arabic article is none of
 * them: it belongs to the name.
 */
export const isPrefix = (missed: string): boolean =>
  /^(?:[\u05d5\u05e9\u05d4\u05d1\u05dc\u05db\u05de]{1,3}|[\u0648\u0641]?[\u0628\u0643\u0644]|[\u0648\u0641])$/.test(missed.replace(/\p{M}/gu, ''))

/** Korean particles, which say what a name does in the sentence and are written behind it without a space. */
const PARTICLES =
  '은 는 이 가 을 를 의 에 와 과 도 만 로 으로 에서 에게 께서 까지 부터 에는 에도 에서는 에서도 와의 과의 로는 으로는 라고 이라고 라는 이라는 처럼 보다 조차 마저 측은 측이'.split(
    ' ',
  )

export const isParticle = (missed: string): boolean => PARTICLES.includes(missed)
