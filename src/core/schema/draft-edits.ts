import {isSame} from '../json/same.ts'
import type {DraftFields, DraftPart, PartId, PartKind, SchemaDraft} from './draft.ts'
import {draftParts, inDraftOrder, isRemoved, originParts, renamed, WHOLE, wholeFields} from './draft.ts'
import {parentNames, siblingsOf} from './draft-tree.ts'
import {PLAIN_NAME} from './draft-problems.ts'
import {formerName} from './former-holders.ts'
import type {Translations} from './schema.ts'

/** What is to be written to a part: `undefined` gives a field back as the origin has it, `null` takes it away. */
export type PartEdit = {readonly part: PartId; readonly fields: DraftFields}

/** That a part has these fields, `undefined` for none: what the origin has so is no edit. */
export function edited({origin}: Pick<SchemaDraft, 'origin'>, part: PartId, fields: DraftFields): PartEdit {
  const before = part === WHOLE ? wholeFields({origin, edits: new Map()}) : originParts(origin.schema).find(({id}) => id === part)?.fields
  const asWritten = (field: string, value: unknown): unknown => {
    if (isSame(before?.[field], value)) return undefined
    return value ?? (before?.[field] === undefined ? undefined : null)
  }
  return {part, fields: Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, asWritten(field, value)]))}
}

/** Another label. Its words in the language that the schema was written in go along; those in others stay, spelled the same or not. */
export function relabelled({fields: {label: before, translations}}: Pick<DraftPart, 'fields'>, label: string, parts: readonly DraftPart[]): DraftFields {
  const tag = writtenIn(parts)
  const words = tag === undefined ? undefined : wordsOf(translations)[tag]
  if (tag === undefined || before === undefined || words?.label !== before) return {label}
  return {label, translations: {...wordsOf(translations), [tag]: {...words, label}}}
}

/** The one language in which everything that has words in others is called as the schema calls it. `undefined` where none is, or several are. */
function writtenIn(parts: readonly DraftPart[]): string | undefined {
  const labels = parts.flatMap(({fields: {label, translations}}) => {
    const said = Object.entries(wordsOf(translations)).flatMap(([tag, words]) => (words?.label === undefined ? [] : [[tag, words.label] as const]))
    return said.length > 0 ? [{label, said: new Map(said)}] : []
  })
  const tags = [...new Set(labels.flatMap(({said}) => [...said.keys()]))]
  const [tag, other] = tags.filter(each => labels.every(({label, said}) => said.get(each) === label))
  // Where there is no second language, one label that has words in one was as likely translated into it.
  return other === undefined && (tags.length > 1 || labels.length === parts.length) ? tag : undefined
}

/** What somebody else wrote may be anything. */
const wordsOf = (translations: unknown): Partial<Translations> => (translations ?? {}) as Partial<Translations>

/** A name that nothing beside it has, made of a label: where that has no letters from A to Z, of what it is. */
export function nameFor(label: string, kind: PartKind, beside: readonly DraftPart[]): string {
  const taken = new Set(beside.flatMap(part => [part.fields.name, formerName(part)]))
  const plain = label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, LONGEST_MADE)
  const name = kind === 'label' ? label.trim() || kind : PLAIN_NAME.test(plain) ? plain : kind
  for (let nth = 1; ; nth++) {
    const tried = nth === 1 ? name : `${name}-${nth}`
    if (!taken.has(tried)) return tried
  }
}

/** Of a name that is made; UTF-16 units. */
const LONGEST_MADE = 60

/** A new part, after those beside it. `fields`: what it has from the beginning. */
export function added(draft: SchemaDraft, id: PartId, part: PartKind, over: PartId, fields: DraftFields): PartEdit {
  const beside = draftParts(draft).filter(each => each.in === over && each.part === part)
  const name = nameFor(typeof fields.label === 'string' ? fields.label : '', part, beside)
  return {part: id, fields: {name, label: '', order: nextOrder(beside), ...fields, part, in: over}}
}

const nextOrder = (beside: readonly DraftPart[]): number => Math.max(-1, ...beside.map(({fields: {order}}) => (typeof order === 'number' ? order : 0))) + 1

/** That a part stands at another place among those beside it: after so many of them, itself not counted. */
export function moved(draft: SchemaDraft, part: DraftPart, to: number): readonly PartEdit[] {
  const others = siblingsOf(draftParts(draft), part).filter(({id}) => id !== part.id)
  const [before, after] = [others[to - 1]?.fields.order, others[to]?.fields.order]
  const order =
    typeof before !== 'number' ? (typeof after === 'number' ? after - 1 : 0) : typeof after !== 'number' ? before + 1 : before + (after - before) / 2
  if (order !== before && order !== after) return [edited(draft, part.id, {order})]
  // There is no number left between two: all are numbered anew.
  return [...others.slice(0, to), part, ...others.slice(to)].map(({id}, nth) => edited(draft, id, {order: nth}))
}

/** That a label stands under another one, `undefined` for under none, after so many of those that stand there. */
export const placedUnder = (draft: SchemaDraft, label: DraftPart, parent: unknown, to: number): readonly PartEdit[] => [
  edited(draft, label.id, {parent}),
  ...moved(draft, {...label, fields: {...label.fields, parent}}, to),
]

/** That a part is taken out, and what names it does not any more: labels below it stand where it stood. */
export function removed(draft: SchemaDraft, part: DraftPart): readonly PartEdit[] {
  const parts = draftParts(draft).filter(each => !isRemoved(each))
  const beside = parts.filter(each => each.in === part.in && each.part === part.part).sort(inDraftOrder)
  const name = part.fields.name
  const now = renamed(beside)
  const isIt = (said: unknown): boolean => (now.get(said) ?? said) === name
  const without = (field: string, {id, fields}: DraftPart): readonly PartEdit[] => {
    const named = fields[field]
    if (!Array.isArray(named) || !named.some(isIt)) return []
    const left = named.filter(each => !isIt(each))
    return [edited(draft, id, {[field]: left.length > 0 ? left : undefined})]
  }
  const follow = (): readonly PartEdit[] => {
    if (part.part === 'layer') return parts.flatMap(each => ['from', 'to', 'layers'].flatMap(field => (isList(field, each) ? without(field, each) : [])))
    const conditions = (feature: (said: unknown) => boolean, answer: (said: unknown) => boolean): readonly PartEdit[] =>
      parts
        .filter(each => each.part === 'feature' && each.in === layerOf(part, parts))
        .flatMap(each => {
          const when = withoutAnswer(each.fields.when, feature, answer)
          return when === each.fields.when ? [] : [edited(draft, each.id, {when})]
        })
    if (part.part === 'feature') {
      const layer = parts.find(({id}) => id === part.in)
      const primary = layer !== undefined && isIt(layer.fields.primary) ? [edited(draft, layer.id, {primary: undefined})] : []
      return [...primary, ...conditions(isIt, () => true)]
    }
    const feature = parts.find(({id}) => id === part.in)
    const over = parentNames(beside)
    const below = beside.filter(label => over(label) === name).map(label => edited(draft, label.id, {parent: over(part)}))
    const features = renamed(parts.filter(each => each.part === 'feature' && each.in === feature?.in))
    return [...below, ...conditions(said => (features.get(said) ?? said) === feature?.fields.name, isIt)]
  }
  return [{part: part.id, fields: {removed: true}}, ...follow()]
}

/** The kinds of a reference are a list under `to`, too, and are no layers. */
const isList = (field: string, {part}: DraftPart): boolean => (part === 'layer') === (field !== 'layers')

const layerOf = (part: DraftPart, parts: readonly DraftPart[]): PartId | undefined =>
  part.part === 'feature' ? part.in : parts.find(({id}) => id === part.in)?.in

function withoutAnswer(when: unknown, isFeature: (said: unknown) => boolean, isAnswer: (said: unknown) => boolean): unknown {
  if (typeof when !== 'object' || when === null || !('feature' in when) || !('is' in when) || !isFeature(when.feature)) return when
  const answers = Array.isArray(when.is) ? when.is : [when.is]
  const left = answers.filter(answer => !isAnswer(answer))
  if (left.length === answers.length) return when
  return left.length === 0 ? undefined : {...when, is: left.length === 1 ? left[0] : left}
}
