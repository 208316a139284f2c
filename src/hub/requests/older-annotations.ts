import type {Annotation} from '../../core/annotation/annotation.ts'
import {wordsOf} from '../../core/annotation/annotation-words.ts'
import type {ArticleId} from '../../core/article/article.ts'
import type {Sentence} from '../../core/language/message.ts'
import {activeOwner} from '../../core/round/blindness.ts'
import {differenceWords} from '../../core/schema/difference-words.ts'
import {meaningsSince, stoodByUnder} from '../../core/schema/older-version.ts'
import {differenceKey} from '../../core/schema/schema-diff.ts'
import type {OlderAnnotation, OlderAnnotations, OlderWanted} from '../../ipc/schema-api.ts'
import {OLDER_AT_ONCE} from '../../ipc/schema-api.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import {turn} from '../../storage/libsql/turn.ts'
import {storedSets} from './project-documents.ts'
import type {RequestContext} from './request-context.ts'

/** Changes that are told of one annotation, and to choose from; UTF-16 units of its words. */
const MOST_CHANGES = 5
const MOST_KINDS = 200
const LONGEST_WORDS = 300

type Context = Pick<RequestContext, 'folder' | 'project' | 'person' | 'people' | 'may' | 'rounds'>

/** An annotation with the keys of all that became otherwise of it, in words. */
type Older = Omit<OlderAnnotation, 'changes'> & {readonly changes: ReadonlyMap<string, Sentence>}

/**
 * Annotations of labels that mean something else since, in the sets that somebody works in: the first of those that are wanted, in the order of the articles, and how many there are. Those of
 * articles that were taken out, removed ones, and what nobody may change any more, are left alone.
 */
export async function olderAnnotations({folder, project, person, people, may, rounds}: Context, wanted: OlderWanted = {}): Promise<OlderAnnotations> {
  const schema = project.schema()
  const versions = project.versions.all()
  if (versions.length < 2) return summed([])
  const changesOf = meaningsSince(versions, schema)
  const worksIn = (address: DocumentAddress): boolean =>
    address.kind === 'set' && address.owner === activeOwner(rounds(), people.self(person).id, address.article) && may(person, address) === 'write'
  const tallies = new Map<ArticleId, Tally>()
  for await (const {article, set} of storedSets(folder.store, worksIn, {schema})) {
    if (project.articles.get(article) === undefined) continue
    const tally = noneYet()
    for (const annotation of inTextOrder(set.all())) {
      const changes = annotation.removed === undefined ? changesOf(annotation) : []
      if (changes.length > 0) {
        const {id, layer, by} = annotation
        const version = stoodByUnder(annotation, schema)
        const before = versions.find(kept => kept.version >= version && kept.schema !== undefined)?.schema ?? schema
        const told = new Map(changes.map(each => [differenceKey(each), differenceWords(each, before, schema)]))
        enter(tally, wanted, {article, annotation: id, layer, by, version, words: wordsIn(annotation, set.get), changes: told})
      }
      await turn()
    }
    tallies.set(article, tally)
  }
  // A round may have begun meanwhile.
  const me = people.self(person).id
  const here = project.articles.all().flatMap(({id: article}) => {
    const tally = tallies.get(article)
    return tally !== undefined && worksIn({kind: 'set', article, owner: activeOwner(rounds(), me, article)}) ? [tally] : []
  })
  return summed(here)
}

/** Of one article. */
type Tally = {
  readonly annotations: OlderAnnotation[]
  found: number
  total: number
  readonly layers: Map<string, number>
  readonly people: Map<string, number>
  readonly changes: Map<string, {readonly words: Sentence; annotations: number}>
}

const noneYet = (): Tally => ({annotations: [], found: 0, total: 0, layers: new Map(), people: new Map(), changes: new Map()})

function enter(tally: Tally, {layer, by, change}: OlderWanted, {changes, ...older}: Older): void {
  tally.total++
  count(tally.layers, older.layer, 1)
  count(tally.people, older.by, 1)
  for (const [key, words] of changes) countChange(tally.changes, key, {words, annotations: 1})
  if ((layer ?? older.layer) !== older.layer || (by ?? older.by) !== older.by || (change !== undefined && !changes.has(change))) return
  tally.found++
  if (tally.annotations.length < OLDER_AT_ONCE) tally.annotations.push({...older, changes: [...changes.values()].slice(0, MOST_CHANGES)})
}

function summed(tallies: readonly Tally[]): OlderAnnotations {
  const all = noneYet()
  for (const {annotations, found, total, layers, people, changes} of tallies) {
    all.annotations.push(...annotations.slice(0, OLDER_AT_ONCE - all.annotations.length))
    all.found += found
    all.total += total
    for (const [layer, many] of layers) count(all.layers, layer, many)
    for (const [by, many] of people) count(all.people, by, many)
    for (const [key, one] of changes) countChange(all.changes, key, one)
  }
  return {
    annotations: all.annotations,
    found: all.found,
    total: all.total,
    layers: [...all.layers].map(([layer, annotations]) => ({layer, annotations})),
    people: [...all.people].map(([by, annotations]) => ({by, annotations})),
    changes: [...all.changes].slice(0, MOST_KINDS).map(([change, one]) => ({change, ...one})),
  }
}

const count = (of: Map<string, number>, key: string, many: number): unknown => of.set(key, (of.get(key) ?? 0) + many)

function countChange(of: Tally['changes'], key: string, {words, annotations}: {readonly words: Sentence; readonly annotations: number}): void {
  of.set(key, {words, annotations: (of.get(key)?.annotations ?? 0) + annotations})
}

/** What marks no words comes first. */
const inTextOrder = (annotations: readonly Annotation[]): readonly Annotation[] =>
  [...annotations].sort((one, other) => (one.selector?.start ?? -1) - (other.selector?.start ?? -1))

const wordsIn = (annotation: Annotation, lookup: (id: string) => Annotation | undefined): Sentence =>
  wordsOf(annotation, lookup, quote => quote.slice(0, LONGEST_WORDS))
