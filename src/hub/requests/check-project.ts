import {setImmediate} from 'node:timers/promises'
import type {AnnotationSet} from '../../project/annotation-set.ts'
import type {Annotation} from '../../core/annotation/annotation.ts'
import {labelProblems} from '../../core/annotation/label-problems.ts'
import type {SchemaGaps} from '../../core/annotation/schema-gaps.ts'
import {schemaGaps} from '../../core/annotation/schema-gaps.ts'
import type {Schema} from '../../core/schema/schema.ts'
import {isImpossibleDate} from '../../core/article/published-date.ts'
import {anchorsIn} from '../../core/annotation/selector.ts'
import type {ArticleEntry} from '../../core/article/article.ts'
import type {CheckReport} from '../../ipc/host-api.ts'
import type {TaskWatch} from '../../ipc/task-watch.ts'
import type {RequestContext} from './request-context.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import {storedSets} from './project-documents.ts'

/** Reads everything again and says what is wrong: the store, the texts, the words under each annotation. */
export async function checkProject(
  {folder, project, may, person}: Pick<RequestContext, 'folder' | 'project' | 'may' | 'person'>,
  watch: TaskWatch = {},
): Promise<CheckReport> {
  const problems = [...folder.warnings, ...(await folder.store.check())]
  const texts = new Map<string, string>()
  /** The texts are the first half of it, and the sets of them the other. */
  const told = (half: 0 | 1, done: number): void => watch.onPart?.((half + Math.min(1, done / (titles.size || 1))) / 2)
  const unread = project.schemaProblem()
  if (unread !== undefined)
    problems.push(`The schema cannot be read, so nothing can be annotated: ${unread} Take another schema in the settings, or update Claimlight.`)
  const titles = new Map(project.articles.all().map(({id, title}) => [id, title]))
  problems.push(...dateProblems(project.articles.all()))
  let done = 0
  for (const [id, title] of titles) {
    const text = await folder.texts.get(id)
    if (!text.ok) problems.push(`“${title}”: ${text.error}`)
    else texts.set(id, text.value)
    told(0, ++done)
    await setImmediate()
  }
  let annotations = 0
  const gaps = new Map<string, SchemaGaps>()
  const read: DocumentAddress[] = []
  const mayRead = (address: DocumentAddress): boolean => may(person, address) !== 'none'
  for await (const {article, owner, set} of storedSets(folder.store, mayRead)) {
    read.push({kind: 'set', article, owner})
    const standing = set.all().filter(({removed}) => removed === undefined)
    annotations += standing.length
    const gapsHere = gaps.get(article) ?? schemaGaps(project.schema())
    gaps.set(article, gapsHere)
    if (unread === undefined) standing.forEach(gapsHere.note)
    const text = texts.get(article)
    if (text !== undefined) problems.push(...setProblems(titles.get(article) ?? article, text, set, project.schema()))
    else if (!titles.has(article) && project.articles.standing(article) === undefined)
      problems.push(`There are annotations on an article that the project does not list (${article.slice(0, 12)}…). Import its text again.`)
    set.doc.destroy()
    told(1, read.length)
    await setImmediate()
  }
  // A round may have begun meanwhile: then what others did is not told.
  if (!read.every(mayRead)) return checkProject({folder, project, may, person}, watch)
  const notes = [...titles].flatMap(([id, title]) => (gaps.get(id)?.sentences() ?? []).map(sentence => `“${title}”: ${sentence}`))
  return {articles: titles.size, annotations, problems, notes}
}

const dateProblems = (articles: readonly Pick<ArticleEntry, 'title' | 'published' | 'otherSources'>[]): readonly string[] =>
  articles.flatMap(({title, published, otherSources}) =>
    [published, ...(otherSources ?? []).map(source => source.published)].flatMap(date =>
      date !== undefined && isImpossibleDate(date) ? [`“${title}” is said to be published on ${date}, which no calendar has. Correct it in its details.`] : [],
    ),
  )

function setProblems(title: string, text: string, set: AnnotationSet, schema: Schema): string[] {
  const problems: string[] = []
  const anchored = anchorsIn(text)
  for (const annotation of set.all()) {
    const {id, selector, removed} = annotation
    if (removed !== undefined) continue
    problems.push(...labelSentences(annotation, schema).map(problem => `“${title}”: “${selector.quote.slice(0, 80)}”: ${problem}`))
    const found = anchored(selector)
    if (found.state === 'exact') continue
    const what = `“${title}”: the words “${selector.quote.slice(0, 80)}” of annotation ${id}`
    if (found.state === 'moved')
      problems.push(`${what} stand at ${found.span.start}–${found.span.end}, not at ${selector.start}–${selector.end}. Open the article and mark them again.`)
    else problems.push(`${what} are not in the text. Open the article and mark them again, or remove the annotation.`)
  }
  if (set.unreadable() > 0)
    problems.push(`“${title}”: ${set.unreadable()} annotation(s) were written by something else than Claimlight and are not shown. Update Claimlight.`)
  return problems
}

/** None where the schema cannot be read. */
function labelSentences(annotation: Annotation, schema: Schema): readonly string[] {
  if (schema.layers.length === 0) return []
  return [...labelProblems(annotation, schema, value => value)].map(found =>
    found.of === 'layer' ? `the schema has no layer "${annotation.layer}". Add it to the schema, or change the layer.` : found.problem,
  )
}
