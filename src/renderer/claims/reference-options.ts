import {spokenIn} from '../../core/article/article-language.ts'
import type {Annotation, Reference, SpanAnnotation} from '../../core/annotation/annotation.ts'
import {isSpanAnnotation} from '../../core/annotation/annotation-kind.ts'
import {wordsAsName} from '../../core/annotation/words-as-name.ts'
import {identityOf} from '../../core/schema/entity-types.ts'
import {likeness} from '../../core/text/name-part.ts'
import type {Entity} from '../../core/registry/registry.ts'
import type {Feature} from '../../core/schema/schema.ts'
import {layerNamed} from '../../core/schema/schema.ts'
import {nameForm} from '../../core/text/text-form.ts'
import type {Option} from '../ui/option-search.ts'
import type {OpenArticle} from '../state/open-article.ts'
import type {Workspace} from '../state/workspace.ts'
import {entityOption, namesOf} from './entity-options.ts'
import {say} from '../ui/say.ts'

export type ReferenceFeature = Extract<Feature, {kind: 'reference'}>
type Given = {readonly workspace: Workspace; readonly article: OpenArticle; readonly annotation: Annotation; readonly feature: ReferenceFeature}

/** More entities that this article does not name would push everything else out of sight. */
const FEW_ENTITIES = 30

/** What a feature may point at: entities first, those that are named near by before the others; then mentions. */
export function referenceOptions(given: Given): readonly Option[] {
  const {workspace, feature} = given
  const {to} = feature
  const mentions = mentionsFor(given)
  const {here, elsewhere} = to.includes('entity') ? entitiesBy(workspace, mentions) : {here: [], elsewhere: []}
  const far = elsewhere.map(entity => entityOption(workspace, entity))
  return [
    ...here.map(entity => entityOption(workspace, entity)),
    ...(far.length <= FEW_ENTITIES ? far : []),
    ...(to.includes('unnamed') ? [{id: 'unnamed', label: say('An unnamed source')}] : []),
    ...(to.includes('none') ? [{id: 'none', label: say('Nobody'), detail: say('No attribution')}] : []),
    ...(to.includes('claim') ? workspace.registry.claims.all().map(claim => ({id: `claim:${claim.id}`, label: claim.text})) : []),
    ...(to.includes('mention') ? mentionOptions(workspace, mentions, spokenIn(workspace.project.articles.get(given.article.id)?.language).lang) : []),
    ...(far.length <= FEW_ENTITIES ? [] : far),
  ]
}

/** Annotations of the layers that the feature is for, the nearest first. */
export function mentionsFor({workspace, article, annotation, feature}: Given): readonly SpanAnnotation[] {
  const schema = workspace.project.schema()
  const isFor = ({id, layer}: Annotation): boolean =>
    id !== annotation.id && (feature.layers?.includes(layer) ?? layer !== annotation.layer) && layerNamed(schema, layer) !== undefined
  const {start, end} = annotation.selector ?? {start: 0, end: 0}
  const distance = ({selector}: SpanAnnotation): number => Math.max(0, selector.start - end, start - selector.end)
  return article
    .listed()
    .map(each => each.annotation)
    .filter(isSpanAnnotation)
    .filter(isFor)
    .sort((a, b) => distance(a) - distance(b) || a.selector.start - b.selector.start)
}

/** Entities that a mention near by is linked to, or shares a name part with, in the order of the mentions; and all others by name. */
function entitiesBy(workspace: Workspace, mentions: readonly SpanAnnotation[]): {readonly here: readonly Entity[]; readonly elsewhere: readonly Entity[]} {
  const {entities} = workspace.registry
  const schema = workspace.project.schema()
  const left = new Map(entities.all().map(entity => [entity.id, entity]))
  const here: Entity[] = []
  const asked = new Set<string>()
  for (const mention of mentions) {
    const identity = identityOf(schema, mention)
    const named = identity !== undefined && 'id' in identity ? left.get(entities.rootOf(identity.id)) : undefined
    const quote = wordsAsName(mention.selector)
    const found = named !== undefined ? [named] : asked.has(quote) ? [] : [...left.values()].filter(entity => sharesNamePart(workspace, entity, quote))
    asked.add(quote)
    for (const entity of found) {
      here.push(entity)
      left.delete(entity.id)
    }
  }
  return {here, elsewhere: [...left.values()].sort((a, b) => a.name.localeCompare(b.name))}
}

const sharesNamePart = (workspace: Workspace, entity: Entity, quote: string): boolean =>
  [entity.name, ...namesOf(workspace, entity)].some(name => likeness(name, quote) > 0)

/** Mentions of one entity, or of one name, together, the group with the nearest first; each with the words around it. */
function mentionOptions(workspace: Workspace, mentions: readonly SpanAnnotation[], lang: string): readonly Option[] {
  const schema = workspace.project.schema()
  const groups = new Map<string, SpanAnnotation[]>()
  for (const mention of mentions) {
    const identity = identityOf(schema, mention)
    const key =
      identity !== undefined && 'id' in identity ? `entity:${workspace.registry.entities.rootOf(identity.id)}` : nameForm(wordsAsName(mention.selector))
    groups.set(key, [...(groups.get(key) ?? []), mention])
  }
  return [...groups.values()].flat().map(({id, selector: {quote, prefix, suffix}}) => ({
    id: `mention:${id}`,
    label: quote,
    lang,
    detail: `${lastWords(prefix)} […] ${firstWords(suffix)}`.trim(),
  }))
}

/** As many words around a mention as fit beside it. */
const AROUND = 3
const firstWords = (text: string): string => text.trim().split(/\s+/).slice(0, AROUND).join(' ')
const lastWords = (text: string): string => text.trim().split(/\s+/).slice(-AROUND).join(' ')

export const optionOf = (reference: Reference): string => ('id' in reference ? `${reference.kind}:${reference.id}` : reference.kind)

export function referenceOf(option: string): Reference {
  if (option === 'none' || option === 'unnamed') return {kind: option}
  const colon = option.indexOf(':')
  return {kind: option.slice(0, colon) as 'entity' | 'claim' | 'mention', id: option.slice(colon + 1)}
}
