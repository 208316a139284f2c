import * as z from 'zod'
import {articleIdShape} from '../core/article/article-shape.ts'
import {isUtf16, parseJson, UTF_16} from '../core/json/json-text.ts'
import {shapeProblems} from '../core/json/shape-problem.ts'
import type {Message} from '../core/language/message.ts'
import {message} from '../core/language/message.ts'
import {nameShape} from '../core/person/name.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import {MOST_ANNOTATORS, planShape} from '../core/round/round.ts'
import {MOST_GIVEN} from '../core/round/worklist.ts'
import type {RoundDraft} from '../ipc/round-api.ts'
import type {Project} from '../project/project.ts'
import {diskSentence} from '../storage/disk-problem.ts'
import {openPlainFile} from '../storage/texts/plain-file.ts'
import type {GivingOut} from './given-out.ts'

/** What a file says of a new round. */
export type RoundFile = RoundDraft & GivingOut & {readonly isDraft: boolean}

const {worklists: _, ...plan} = planShape
const list = z.strictObject({annotator: z.string().min(1).max(64), articles: z.array(articleIdShape).min(1).max(MOST_GIVEN)})
const fileShape = z.strictObject({
  ...plan,
  name: nameShape,
  lists: z.array(list).min(1).max(MOST_ANNOTATORS).exactOptional(),
  draft: z.boolean().default(false),
  share: z.number().min(0).max(1).exactOptional(),
  seed: z.string().min(1).max(200).exactOptional(),
})

/** What may stand in it, as it is written. */
const FIELDS = {
  needed: '{"name": …}',
  wanted:
    '"articles", "annotators", "lists": [{"annotator": …, "articles": […]}], "perArticle", "share", "order", "seed", "hide": ["outlet", "author", "published", "url"], "suggestions", "basedOn", "draft": true',
}

/** Its name and plan in one, whose lists there are, and whether it is only to be kept. */
export async function readRoundFile(path: string): Promise<Result<RoundFile>> {
  const opened = await openPlainFile(path).catch((error: unknown) => refused(diskSentence(message('It could not be read'), error)))
  if (!opened.ok) return opened
  try {
    const bytes = await opened.value.readFile()
    if (isUtf16(bytes[0], bytes[1])) return refused(UTF_16)
    const parsed = parseJson(bytes.toString('utf8'))
    if (!parsed.ok) return parsed
    const read = fileShape.safeParse(parsed.value)
    if (!read.success) {
      const [problem = ''] = shapeProblems(read.error.issues, parsed.value, '', message('The file'))
      return refused(message('{problem} A round is {needed}, and where it is wanted: {wanted}.', {problem, ...FIELDS}))
    }
    const {name, lists, draft, share, seed, ...planned} = read.data
    if (seed !== undefined && planned.perArticle === undefined && share === undefined)
      return refused(
        message(
          'Nothing follows from "seed" here: it decides to whom articles go where "perArticle" or "share" says to how many. Write one of them, or leave "seed" out.',
        ),
      )
    return ok({name, plan: planned, ...(lists && {lists}), isDraft: draft, ...(share !== undefined && {share}), ...(seed !== undefined && {seed})})
  } finally {
    await opened.value.close()
  }
}

/** What a file names that the project does not have. */
export function* strangersIn(
  {plan: named = {}, lists = []}: RoundDraft,
  {people, articles, joins}: Pick<Project, 'people' | 'articles' | 'joins'>,
): Generator<Message> {
  const isHere = (person: string): boolean => people.get(joins.rootOf(person)) !== undefined
  const {annotators = [], articles: planned = []} = named
  for (const [at, person] of annotators.entries()) if (!isHere(person)) yield nobody(`annotators[${at}]`, person)
  for (const [at, article] of planned.entries()) if (articles.get(article) === undefined) yield noArticle(`articles[${at}]`, article)
  for (const [at, {annotator, articles: hers}] of lists.entries()) {
    if (!isHere(annotator)) yield nobody(`lists[${at}].annotator`, annotator)
    for (const [n, article] of hers.entries()) if (articles.get(article) === undefined) yield noArticle(`lists[${at}].articles[${n}]`, article)
  }
}

const nobody = (place: string, id: string): Message =>
  message('{place} is "{id}", whom the project does not have. Write the id of somebody who is in it.', {place, id: id.slice(0, 80)})
const noArticle = (place: string, id: string): Message =>
  message('{place} is "{id}…", which is no article of the project. Import it first, or take it out.', {place, id: id.slice(0, 12)})
