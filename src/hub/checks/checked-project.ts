import type {Message, Sentence} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {Annotation} from '../../core/annotation/annotation.ts'
import {isRelation, kindOf, kindProblemIn} from '../../core/annotation/annotation-kind.ts'
import {wordsOf} from '../../core/annotation/annotation-words.ts'
import {tooMuchSaid} from '../../core/annotation/most-said.ts'
import {endsProblemThere} from '../../core/annotation/relation.ts'
import {labelProblems} from '../../core/annotation/label-problems.ts'
import {schemaGaps} from '../../core/annotation/schema-gaps.ts'
import {anchorsIn} from '../../core/annotation/selector.ts'
import type {ArticleEntry} from '../../core/article/article.ts'
import {isImpossibleDate} from '../../core/article/published-date.ts'
import type {Result} from '../../core/result.ts'
import {ok} from '../../core/result.ts'
import {kindThenIn} from '../../core/schema/kind-then.ts'
import type {Schema} from '../../core/schema/schema.ts'
import type {CheckReport} from '../../ipc/host-api.ts'
import {documentFrom} from '../../project/document-from.ts'
import type {StoredSet} from '../../project/stored-set.ts'
import {storedSet} from '../requests/project-documents.ts'
import type {TaskSource} from '../tasks/task.ts'
import type {CheckPlan} from './check-plan.ts'
import {roundVersions} from './round-versions.ts'
import {sealProblems} from './sealed-work.ts'

/** Reads every text and annotation again, one article after the other, and says what is wrong with them. */
export async function* checkedProject(plan: CheckPlan, from: TaskSource): AsyncGenerator<number, Result<CheckReport>, undefined> {
  yield 0
  const {articles, schema, schemaProblem, sets, takenOut, sealed} = plan
  const problems: Sentence[] = []
  const notes: Sentence[] = []
  let annotations = 0
  if (schemaProblem !== undefined)
    problems.push(
      message('The schema cannot be read, so nothing can be annotated: {schemaProblem} Take another schema in the settings, or update Claimlight.', {
        schemaProblem,
      }),
    )
  problems.push(...dateProblems(articles))
  const as = {schema, kindThen: kindThenIn(plan.kinds)}
  const ofRounds = roundVersions(plan.versions)
  const listed = new Set(articles.map(({id}) => id))
  const stray = [...sets.keys()].filter(id => !listed.has(id))
  const steps = articles.length + stray.length
  let done = 0
  for (const {id, title} of articles) {
    const text = await from.text(id)
    if (!text.ok) problems.push(about(title, text.error))
    const gaps = schemaGaps(schema)
    for (const name of sets.get(id) ?? []) {
      const set = await storedSet(from, name, as)
      const standing = set.all().filter(({removed}) => removed === undefined)
      annotations += standing.length
      if (schemaProblem === undefined) standing.forEach(gaps.note)
      if (text.ok) problems.push(...setProblems(title, text.value, set, schema))
      const round = plan.rounds.get(name)
      if (round !== undefined) ofRounds.note(round, set)
      const seal = sealed.get(name)
      if (seal !== undefined) problems.push(...sealProblems(documentFrom(await from.load(name)), seal).map(problem => about(title, problem)))
      yield done / steps
    }
    notes.push(...gaps.sentences().map(sentence => about(title, sentence)))
    yield ++done / steps
  }
  for (const id of stray) {
    for (const name of sets.get(id) ?? []) {
      const set = await storedSet(from, name, as)
      annotations += set.all().filter(({removed}) => removed === undefined).length
      if (!takenOut.has(id))
        problems.push(
          message('There are annotations on an article that the project does not list ({article}…). Import its text again.', {article: id.slice(0, 12)}),
        )
    }
    yield ++done / steps
  }
  return ok({articles: articles.length, annotations, problems: [...problems, ...ofRounds.problems()], notes})
}

/** What is wrong with one article. */
const about = (title: string, problem: Sentence): Message => message('“{article}”: {problem}', {article: title, problem})

const dateProblems = (articles: readonly Pick<ArticleEntry, 'title' | 'published' | 'otherSources'>[]): readonly Sentence[] =>
  articles.flatMap(({title, published, otherSources}) =>
    [published, ...(otherSources ?? []).map(source => source.published)].flatMap(date =>
      date !== undefined && isImpossibleDate(date)
        ? [message('“{article}” is said to be published on {date}, which no calendar has. Correct it in its details.', {article: title, date})]
        : [],
    ),
  )

function setProblems(title: string, text: string, set: StoredSet, schema: Schema): Sentence[] {
  const problems: Sentence[] = []
  const anchored = anchorsIn(text)
  for (const annotation of set.all()) {
    const {id, selector, removed} = annotation
    if (removed !== undefined) continue
    const what = wordsOf(annotation, set.get, quote => quote.slice(0, 80))
    problems.push(
      ...[...labelSentences(annotation, schema), ...kindSentences(annotation, set, schema), ...saidSentences(annotation, schema)].map(problem =>
        message('“{article}”: {words}: {problem}', {article: title, words: what, problem}),
      ),
    )
    if (selector === undefined) continue
    const found = anchored(selector)
    if (found.state === 'exact') continue
    if (found.state === 'moved')
      problems.push(
        message(
          '“{article}”: the words {words} of annotation {id} stand at {start}–{end}, not at {markedStart}–{markedEnd}. Open the article and mark them again.',
          {article: title, words: what, id, start: found.span.start, end: found.span.end, markedStart: selector.start, markedEnd: selector.end},
        ),
      )
    else
      problems.push(
        message('“{article}”: the words {words} of annotation {id} are not in the text. Open the article and mark them again, or remove the annotation.', {
          article: title,
          words: what,
          id,
        }),
      )
  }
  if (set.unreadable() > 0)
    problems.push(
      message(
        '“{article}”: {annotations, plural, one {# annotation was} other {# annotations were}} written by something other than Claimlight and {annotations, plural, one {is} other {are}} not shown. Update Claimlight.',
        {article: title, annotations: set.unreadable()},
      ),
    )
  return problems
}

/** What a layer of another kind, or of other ends, makes of an annotation; a relation stays where an end of it is gone. Under another version a relation may have had other ends. */
function kindSentences(annotation: Annotation, set: StoredSet, schema: Schema): readonly Sentence[] {
  const {layer, schemaVersion} = annotation
  const wrong = kindProblemIn(schema, layer, kindOf(annotation), schemaVersion)
  const ends = isRelation(annotation) ? endsProblemThere(schemaVersion === schema.version ? schema : {...schema, layers: []}, annotation, set.get) : undefined
  return [wrong, ends].filter(problem => problem !== undefined)
}

/** None where the schema cannot be read. */
function labelSentences(annotation: Annotation, schema: Schema): readonly Sentence[] {
  if (schema.layers.length === 0) return []
  return [...labelProblems(annotation, schema, value => value)].map(found =>
    found.of === 'layer' ? message('the schema has no layer "{layer}". Add it to the schema, or change the layer.', {layer: annotation.layer}) : found.problem,
  )
}

/** What no window of ours writes, and no dataset can be imported with. */
function saidSentences({schemaVersion, features, said = []}: Annotation, schema: Schema): readonly Sentence[] {
  const last = Math.max(schemaVersion, ...said.map(({version}) => version))
  const early =
    schema.layers.length > 0 &&
    last > schema.version &&
    message('it is said under version {last} of the schema, which is at {version}. Remove it, or mark it anew.', {last, version: schema.version})
  return [early, tooMuchSaid([{features}, ...said])].filter(problem => problem !== undefined && problem !== false)
}
