import * as z from 'zod'
import {nameShape} from '../core/person/name.ts'
import type {AnnotatorId} from '../core/annotation/annotation.ts'
import type {ArticleId} from '../core/article/article.ts'
import {articleIdShape} from '../core/article/article-shape.ts'
import type {Result} from '../core/result.ts'
import type {Round, RoundPlan} from '../core/round/round.ts'
import {MOST_ANNOTATORS, planShape, toldRoundShape} from '../core/round/round.ts'
import {MOST_GIVEN} from '../core/round/worklist.ts'
import type {ValueLimit} from '../core/json/value-limit.ts'
import {SMALL} from '../core/json/value-limit.ts'

/** The articles of one annotator, in the order in which she is to do them. */
export type GivenList = {readonly annotator: AnnotatorId; readonly articles: readonly ArticleId[]}

/**
 * How far an annotator is: of how many articles that she is given she has begun and finished how many. `begun`: those that she has not finished, too, in which she wrote anything at all.
 * `lately`: how many of those that are finished she finished in the last seven days. `lastSeen`: the day on which she was last at the project’s hub, in milliseconds since 1970; absent where it does not know.
 */
export type AnnotatorProgress = {
  readonly annotator: AnnotatorId
  readonly given: number
  readonly begun: number
  readonly finished: number
  readonly lately: number
  readonly lastSeen?: number
}

/** How far everybody is, article by article: of each annotator a sign for each of the articles. */
export type RoundGrid = {
  readonly articles: readonly ArticleId[]
  readonly rows: readonly {readonly annotator: AnnotatorId; readonly states: string}[]
}
/** Not hers to do, not begun, begun, finished. */
export const GRID = {notGiven: '-', given: '.', begun: 'b', finished: 'f'} as const

/** Whose work on which articles somebody may read in a round that is opened. */
export type ReadableWork = GivenList

/** A round as it is planned. Without an id it is a new one. */
export type RoundDraft = {readonly id?: string; readonly name: string; readonly plan?: RoundPlan; readonly lists?: readonly GivenList[]}

/** What comes to a round that runs: of articles and annotators those that are not in it, of lists what comes last in each. */
export type MoreOfRound = {readonly articles?: readonly ArticleId[]; readonly annotators?: readonly AnnotatorId[]; readonly lists?: readonly GivenList[]}

/** The one way to start and open rounds, for curators and admins; a guest's hub passes it on to the project's. */
export interface RoundApi {
  /**
   * Its articles are closed at once; resolves when every hub of the project knows it. Refused while one of them is in another closed round.
   * Without a plan it is of all articles and of everybody. With lists each annotator writes on what is in hers alone.
   */
  startRound(name: string, plan?: RoundPlan, lists?: readonly GivenList[]): Promise<Result<Round>>
  /** Shows everybody everything, for ever: a round that was opened cannot be closed again. */
  openRound(id: string): Promise<Result<Round>>
  /** Keeps a plan, or changes one that has not begun. It closes nothing. */
  draftRound(draft: RoundDraft): Promise<Result<Round>>
  /** Begins what was planned. Refused as {@link RoundApi.startRound} is. */
  startDraft(id: string): Promise<Result<Round>>
  /** Adds articles, annotators and work to a round that runs; nothing is taken out of it. */
  addToRound(id: string, more: MoreOfRound): Promise<Result<Round>>
  /** What one annotator is to do from now on, in this order. Nothing that she has finished is taken from her. */
  changeWorklist(id: string, list: GivenList): Promise<Result<null>>
  /** How far everybody is, and nothing of what they said. */
  roundProgress(id: string): Promise<Result<readonly AnnotatorProgress[]>>
  /** The same, article by article. */
  roundGrid(id: string): Promise<Result<RoundGrid>>
}

/** What an annotator says of her own work in a round that is closed, and whose she may read; at a guest's hub it is said and asked there. */
export interface FinishApi {
  /**
   * She has done this article; what she said on it is sealed. Refused where it is not hers to do, or done already. `seen`: the state vector of her set in
   * her window; refused while the hub lacks something of it.
   */
  finishArticle(round: string, article: ArticleId, seen?: Uint8Array): Promise<Result<null>>
  /** She goes on with it. Until the opening. */
  takeBackArticle(round: string, article: ArticleId): Promise<Result<null>>
  /** Whose work of a round she may read; of one article, or of all. While it is closed that is her own. */
  roundWork(round: string, article?: ArticleId): Promise<Result<readonly ReadableWork[]>>
}

/** Articles and annotators of one round: what its record holds, and each look at it reads. With lists, the articles of each annotator too. */
export const ROUND_LIMIT: ValueLimit = {bytes: 8 * 1024 * 1024, values: 120_000 + SMALL.values}
export const WORKLIST_LIMIT: ValueLimit = {bytes: 512 * 1024, values: MOST_GIVEN + SMALL.values}

/** Bytes of a state vector: some ten thousand windows that ever wrote in one set. */
const MOST_SEEN = 128 * 1024

const id = z.string().min(1).max(64)
const list = z.strictObject({annotator: z.string().min(1).max(64), articles: z.array(articleIdShape).max(MOST_GIVEN)})
const name = nameShape
const plan = z.strictObject(planShape)
const count = z.int().nonnegative()
const lists = z.array(list).max(MOST_ANNOTATORS)

/** The arguments of each request, parsed from unknown where they arrive. */
export const ROUND_REQUESTS: {readonly [K in keyof (RoundApi & FinishApi)]: z.ZodType<Parameters<(RoundApi & FinishApi)[K]>>} = {
  startRound: z.tuple([name, plan.exactOptional(), lists.exactOptional()]),
  draftRound: z.tuple([z.strictObject({id: id.exactOptional(), name, plan: plan.exactOptional(), lists: lists.exactOptional()})]),
  startDraft: z.tuple([id]),
  addToRound: z.tuple([id, z.strictObject({articles: planShape.articles, annotators: planShape.annotators, lists: lists.exactOptional()})]),
  openRound: z.tuple([id]),
  changeWorklist: z.tuple([id, list]),
  roundProgress: z.tuple([id]),
  roundGrid: z.tuple([id]),
  roundWork: z.tuple([id, articleIdShape.exactOptional()]),
  finishArticle: z.tuple([
    id,
    articleIdShape,
    z
      .instanceof(Uint8Array)
      .refine(({length}) => length <= MOST_SEEN)
      .exactOptional(),
  ]),
  takeBackArticle: z.tuple([id, articleIdShape]),
}

type Value<K extends keyof RoundApi> = Extract<Awaited<ReturnType<RoundApi[K]>>, {ok: true}>['value']

/** What the project's hub answers a guest's. */
export const ROUND_ANSWERS: {readonly [K in keyof RoundApi]: z.ZodType<Value<K>>} = {
  startRound: toldRoundShape,
  openRound: toldRoundShape,
  draftRound: toldRoundShape,
  startDraft: toldRoundShape,
  addToRound: toldRoundShape,
  changeWorklist: z.null(),
  roundProgress: z
    .array(z.strictObject({annotator: list.shape.annotator, given: count, begun: count, finished: count, lately: count, lastSeen: z.number().exactOptional()}))
    .max(MOST_ANNOTATORS),
  roundGrid: z.strictObject({
    articles: z.array(articleIdShape),
    rows: z.array(z.strictObject({annotator: list.shape.annotator, states: z.string().regex(/^[-.bf]*$/)})).max(MOST_ANNOTATORS),
  }),
}
