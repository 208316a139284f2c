import type {Annotation} from '../annotation/annotation.ts'
import {chosenLabels, stancesOf} from '../annotation/annotation.ts'
import type {DraftPart, PartId, SchemaDraft} from './draft.ts'
import {draftParts, isRemoved} from './draft.ts'
import {partsInTree} from './draft-tree.ts'

/** A part of a draft that an annotation can be an example of. `isSaid`: the annotation is or says so. `over`: what it is of, the outermost first. */
export type ExamplePlace = {readonly part: DraftPart; readonly over: readonly DraftPart[]; readonly isSaid: boolean}

/** The layer of an annotation, its features and their labels, as they stand in a draft; what it says comes first, the innermost before what that is of. */
export function examplePlaces(draft: SchemaDraft, annotation: Annotation): readonly ExamplePlace[] {
  const parts = draftParts(draft)
  const byId = new Map(parts.map(part => [part.id, part]))
  const layer = parts.find(part => part.part === 'layer' && !isRemoved(part) && part.word?.layer === annotation.layer)
  if (layer === undefined) return []
  const placed = partsInTree(parts).filter(({part}) => outermost(part.id, byId) === layer.id)
  const places = placed.map(({part}) => ({part, over: overOf(part, byId), isSaid: isSaidBy(annotation, part, byId)}))
  const depth = ({over}: ExamplePlace): number => over.length
  return places.toSorted((one, other) => Number(other.isSaid) - Number(one.isSaid) || (one.isSaid ? depth(other) - depth(one) : 0))
}

function overOf(part: DraftPart, byId: ReadonlyMap<PartId, DraftPart>): readonly DraftPart[] {
  const over = byId.get(part.in)
  return over === undefined ? [] : [...overOf(over, byId), over]
}

const outermost = (id: PartId, byId: ReadonlyMap<PartId, DraftPart>): PartId => {
  const part = byId.get(id)
  return part === undefined ? id : (overOf(part, byId)[0]?.id ?? id)
}

/** Of the layer always, of a feature where it is answered, of a label where it is chosen. */
function isSaidBy(annotation: Annotation, part: DraftPart, byId: ReadonlyMap<PartId, DraftPart>): boolean {
  const {features, layer} = annotation
  const {word} = part
  if (word === undefined) return false
  if (word.feature === undefined) return word.layer === layer
  const feature = part.part === 'feature' ? part : byId.get(part.in)
  const isStances = feature?.fields.kind === 'stances'
  const value = features[word.feature]
  const said = isStances ? stancesOf(annotation).map(stance => stance.value) : chosenLabels(value)
  if (word.label === undefined) return isStances ? said.length > 0 : value !== undefined
  return said.includes(word.label)
}
