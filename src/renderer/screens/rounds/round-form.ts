import type {AnnotatorId} from '../../../core/annotation/annotation.ts'
import type {ArticleEntry, ArticleId} from '../../../core/article/article.ts'
import {givenOut, orderedFor, sampled} from '../../../core/round/assignment.ts'
import type {HiddenDetail, RoundPlan} from '../../../core/round/round.ts'
import type {GivenList} from '../../../ipc/round-api.ts'

/** Which articles come into a round: none but those that it keeps, all, those that a filter finds, those of a story, or those that were marked in a table. */
export type Which = 'none' | 'all' | 'found' | 'story' | 'chosen'

/**
 * What somebody has filled in of a round. Numbers are as she types them. `keepsArticles`, `sharedOnly`: of the articles of the draft or the earlier round all, or those
 * that went to several. `keepsLists`: those stay with whom they were given to. `byHand`: cells of the preview that were changed, by {@link cellKey}.
 */
export type RoundForm = {
  readonly name: string
  readonly keepsArticles: boolean
  readonly sharedOnly: boolean
  readonly keepsLists: boolean
  readonly which: Which
  readonly query: string
  readonly story: string
  readonly chosen: ReadonlySet<ArticleId>
  readonly samples: boolean
  readonly sample: string
  readonly annotators: ReadonlySet<AnnotatorId>
  readonly each: 'all' | 'some' | 'share'
  readonly many: string
  /** In percent. */
  readonly share: string
  readonly seed: string
  readonly order: 'listed' | 'shuffled'
  readonly hide: ReadonlySet<HiddenDetail>
  readonly byHand: ReadonlyMap<string, boolean>
}

/** What a round has already: a draft, one that runs, or the earlier one that it is based on. */
export type Kept = {readonly articles: readonly ArticleId[]; readonly lists: ReadonlyMap<AnnotatorId, readonly ArticleId[]>}

/**
 * What a form is about. `articles`: of the project, in their order. `busy`: those in another round that runs. `found`: those that the filter finds. `people`: who may
 * annotate. `kept`: what there is already.
 */
export type Ground = {
  readonly articles: readonly ArticleEntry[]
  readonly busy: ReadonlySet<ArticleId>
  readonly found: ReadonlySet<ArticleId>
  readonly people: readonly AnnotatorId[]
  readonly kept: Kept | undefined
}

/** What follows from a form: its articles and annotators, who is given what, and how much that is. `left`: how many articles stay out, being in another round. */
export type Planned = {
  readonly articles: readonly ArticleEntry[]
  readonly annotators: readonly AnnotatorId[]
  readonly given: ReadonlyMap<AnnotatorId, ReadonlySet<ArticleId>>
  readonly words: ReadonlyMap<AnnotatorId, number>
  readonly times: ReadonlyMap<ArticleId, number>
  readonly left: number
}

/** Who is given which articles. */
export type Given = Omit<Planned, 'words' | 'times'>

/** Ids of articles have no space, those of people may. */
export const cellKey = (article: ArticleId, annotator: AnnotatorId): string => `${article} ${annotator}`
const cellOf = (key: string): readonly string[] => {
  const end = key.indexOf(' ')
  return [key.slice(0, end), key.slice(end + 1)]
}

/** A whole number from `least` to `most`; `undefined` for anything else that was typed. */
export function wholeNumber(text: string, least: number, most: number): number | undefined {
  const value = /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : Number.NaN
  return value >= least && value <= most ? value : undefined
}

/** Articles that went to two annotators at least. */
export function sharedIn({articles, lists}: Kept): readonly ArticleId[] {
  const times = timesIn(lists.values())
  return articles.filter(id => (times.get(id) ?? 0) > 1)
}

function timesIn(lists: Iterable<Iterable<ArticleId>>): ReadonlyMap<ArticleId, number> {
  const times = new Map<ArticleId, number>()
  for (const list of lists) for (const id of list) times.set(id, (times.get(id) ?? 0) + 1)
  return times
}

const wordsIn = (articles: ReadonlyMap<ArticleId, ArticleEntry>, list: Iterable<ArticleId>): number => {
  let sum = 0
  for (const id of list) sum += articles.get(id)?.words ?? 0
  return sum
}

/** The articles of a form that it does not keep from before, before any are left out, and after a sample of them is drawn. */
function newArticles(form: RoundForm, ground: Ground, kept: ReadonlySet<ArticleId>): {readonly articles: readonly ArticleId[]; readonly left: number} {
  const wanted: Readonly<Record<Which, (entry: ArticleEntry) => boolean>> = {
    none: () => false,
    all: () => true,
    found: ({id}) => ground.found.has(id),
    story: ({story}) => story === form.story,
    chosen: ({id}) => form.chosen.has(id),
  }
  const all = ground.articles.filter(entry => !kept.has(entry.id) && wanted[form.which](entry)).map(({id}) => id)
  const free = all.filter(id => !ground.busy.has(id))
  const many = form.samples ? wholeNumber(form.sample, 1, Number.MAX_SAFE_INTEGER) : undefined
  return {articles: many === undefined ? free : sampled(free, many, form.seed), left: all.length - free.length}
}

/** Who is given which articles before anything is changed by hand. What one of the numbers does not say is taken as if everybody did all. */
export function givenByRule(form: RoundForm, ground: Ground): Given {
  const entries = new Map(ground.articles.map(entry => [entry.id, entry]))
  const keeps = form.keepsArticles && ground.kept !== undefined ? (form.sharedOnly ? sharedIn(ground.kept) : ground.kept.articles) : []
  const kept = new Set(keeps.filter(id => entries.has(id) && !ground.busy.has(id)))
  const more = newArticles(form, ground, kept)
  const among = new Set([...kept, ...more.articles])
  const articles = ground.articles.filter(({id}) => among.has(id))
  const annotators = ground.people.filter(id => form.annotators.has(id))
  const stands = new Map(annotators.map(id => [id, form.keepsLists ? (ground.kept?.lists.get(id) ?? []).filter(article => kept.has(article)) : []]))
  const toGive = form.keepsLists ? articles.filter(({id}) => !kept.has(id)) : articles
  const standing = new Map([...stands].map(([id, list]) => [id, wordsIn(entries, list)]))
  const lists = givenOut(toGive, annotators, {...countOf(form, annotators.length), seed: form.seed, standing})
  const given = new Map(annotators.map(id => [id, new Set([...(stands.get(id) ?? []), ...(lists.get(id) ?? [])])]))
  return {articles, annotators, given, left: more.left + keeps.filter(id => ground.busy.has(id)).length}
}

/** With what was changed by hand. */
export function planned({articles, annotators, given: byRule, left}: Given, byHand: RoundForm['byHand']): Planned {
  const entries = new Map(articles.map(entry => [entry.id, entry]))
  const given = new Map([...byRule].map(([annotator, list]) => [annotator, new Set(list)]))
  for (const [key, isHers] of byHand) {
    const [article = '', annotator = ''] = cellOf(key)
    if (!entries.has(article)) continue
    if (isHers) given.get(annotator)?.add(article)
    else given.get(annotator)?.delete(article)
  }
  return {
    articles,
    annotators,
    given,
    words: new Map([...given].map(([id, list]) => [id, wordsIn(entries, list)])),
    times: timesIn(given.values()),
    left,
  }
}

/** Changes one cell by hand, or takes that back where it is then as the rule has it. */
export function turned(byHand: RoundForm['byHand'], {given}: Pick<Given, 'given'>, article: ArticleId, annotator: AnnotatorId): RoundForm['byHand'] {
  const key = cellKey(article, annotator)
  const rule = given.get(annotator)?.has(article) === true
  const others = new Map([...byHand].filter(([each]) => each !== key))
  return byHand.has(key) ? others : others.set(key, !rule)
}

/** How many code each article, as `givenOut` is told. */
function countOf({each, many, share}: RoundForm, annotators: number): {readonly perArticle: number; readonly share?: number} {
  const perArticle = each === 'all' ? annotators : (wholeNumber(many, 1, annotators) ?? annotators)
  const percent = each === 'share' ? wholeNumber(share, 0, 100) : undefined
  return percent === undefined ? {perArticle} : {perArticle, share: percent / 100}
}

/** The order of a form, as a plan has it. */
export const orderOf = ({order, seed}: RoundForm): 'listed' | {readonly seed: string} => (order === 'listed' ? 'listed' : {seed})

/** As a hub is asked for it: the articles, the annotators, and each one's list in her order. Who is given nothing has no list. */
export function wishOf(form: RoundForm, {articles, annotators, given}: Planned): {readonly plan: RoundPlan; readonly lists: readonly GivenList[]} {
  const lists = annotators.flatMap(annotator => {
    const hers = articles.flatMap(({id}) => (given.get(annotator)?.has(id) === true ? [id] : []))
    return hers.length === 0 ? [] : [{annotator, articles: orderedFor(annotator, hers, orderOf(form))}]
  })
  const many = form.each === 'all' ? undefined : wholeNumber(form.many, 1, annotators.length)
  return {
    plan: {
      articles: articles.map(({id}) => id),
      annotators,
      order: orderOf(form),
      ...(many !== undefined && {perArticle: many}),
      ...(form.hide.size > 0 && {hide: [...form.hide]}),
    },
    lists,
  }
}
