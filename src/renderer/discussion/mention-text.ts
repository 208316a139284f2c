import type {AnnotatorId} from '../../core/annotation/annotation.ts'
import type {Person} from '../../core/round/owner.ts'

type Named = Pick<Person, 'id' | 'name'>

/** A stretch of a comment: plain words, or the name of somebody who is called. */
export type CommentPart = {readonly text: string; readonly person?: AnnotatorId}

/** Cuts a comment at the `@Name`s of these people; where one name begins another, the longer one counts. */
export function commentParts(text: string, people: readonly Named[]): readonly CommentPart[] {
  const byLength = people.filter(({name}) => name !== '').sort((a, b) => b.name.length - a.name.length)
  const parts: CommentPart[] = []
  let plain = 0
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const found = startsWord(text, at) ? byLength.find(({name}) => text.startsWith(name, at + 1) && endsWord(text, at + 1 + name.length)) : undefined
    if (found === undefined) continue
    if (at > plain) parts.push({text: text.slice(plain, at)})
    plain = at + 1 + found.name.length
    parts.push({text: text.slice(at, plain), person: found.id})
    at = plain - 1
  }
  if (plain < text.length) parts.push({text: text.slice(plain)})
  return parts
}

/** Whom a text calls. Of two people of one name those chosen from the list are meant, or both where none was chosen. */
export function mentioned(text: string, people: readonly Named[], chosen: ReadonlySet<AnnotatorId>): readonly AnnotatorId[] {
  const names = new Set(commentParts(text, people).flatMap(part => (part.person === undefined ? [] : [part.text.slice(1)])))
  return [...names].flatMap(name => {
    const called = people.filter(person => person.name === name).map(({id}) => id)
    const picked = called.filter(id => chosen.has(id))
    return picked.length > 0 ? picked : called
  })
}

/** An `@` in an address of mail calls nobody. */
const startsWord = (text: string, at: number): boolean => !/[\p{L}\p{N}]$/u.test(text.slice(Math.max(0, at - 2), at))
const endsWord = (text: string, at: number): boolean => !/^[\p{L}\p{N}\p{M}]/u.test(text.slice(at))

/** What is being typed after an `@` before the caret, and where that `@` is; `undefined` while nobody is being called. */
export function callAt(text: string, caret: number): {readonly at: number; readonly query: string} | undefined {
  const at = text.lastIndexOf('@', caret - 1)
  if (at === -1 || !startsWord(text, at)) return undefined
  const query = text.slice(at + 1, caret)
  return query.length <= 40 && !/[\n@]|\s\s|^\s/u.test(query) ? {at, query} : undefined
}
