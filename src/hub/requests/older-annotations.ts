import type {Annotation} from '../../core/annotation/annotation.ts'
import {wordsOf} from '../../core/annotation/annotation-words.ts'
import type {Sentence} from '../../core/language/message.ts'
import {differenceWords} from '../../core/schema/difference-words.ts'
import {meaningsSince, stoodByUnder} from '../../core/schema/older-version.ts'
import type {OlderAnnotation, OlderAnnotations} from '../../ipc/schema-api.ts'
import {OLDER_AT_ONCE} from '../../ipc/schema-api.ts'
import {turn} from '../../storage/libsql/turn.ts'
import {storedSets} from './project-documents.ts'
import type {RequestContext} from './request-context.ts'

/** Changes that are told of one annotation, and UTF-16 units of its words. */
const MOST_CHANGES = 5
const LONGEST_WORDS = 300

/** Annotations of labels that mean something else since, in the sets that somebody may read: the first of them, and how many there are. Those of articles that were taken out, and removed ones, are left alone. */
export async function olderAnnotations({
  folder,
  project,
  person,
  may,
}: Pick<RequestContext, 'folder' | 'project' | 'person' | 'may'>): Promise<OlderAnnotations> {
  const schema = project.schema()
  const versions = project.versions.all()
  const changesOf = meaningsSince(versions, schema)
  const found: OlderAnnotation[] = []
  let total = 0
  for await (const {article, owner, set} of storedSets(folder.store, address => may(person, address) !== 'none', {schema})) {
    if (project.articles.get(article) === undefined) continue
    for (const annotation of set.all()) {
      const changes = annotation.removed === undefined ? changesOf(annotation) : []
      if (changes.length > 0 && ++total <= OLDER_AT_ONCE) {
        const version = stoodByUnder(annotation, schema)
        const before = versions.find(kept => kept.version >= version && kept.schema !== undefined)?.schema ?? schema
        found.push({
          article,
          owner,
          annotation: annotation.id,
          layer: annotation.layer,
          version,
          words: wordsIn(annotation, set.get),
          changes: changes.slice(0, MOST_CHANGES).map(each => differenceWords(each, before, schema)),
        })
      }
      await turn()
    }
  }
  // A round may have begun meanwhile.
  const annotations = found.filter(({article, owner}) => may(person, {kind: 'set', article, owner}) !== 'none')
  return {annotations, total: total - (found.length - annotations.length)}
}

const wordsIn = (annotation: Annotation, lookup: (id: string) => Annotation | undefined): Sentence =>
  wordsOf(annotation, lookup, quote => quote.slice(0, LONGEST_WORDS))
