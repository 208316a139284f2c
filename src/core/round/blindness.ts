import type {AnnotatorId} from '../annotation/annotation.ts'
import type {ArticleId} from '../article/article.ts'
import type {Owner, RoundId} from './owner.ts'
import {EARLIER, ownerOf, workOf} from './owner.ts'
import type {Round} from './round.ts'
import type {GivenArticles} from './worklist.ts'
import {isClosed} from './round.ts'

/** Lists of a round that are looked into for each of thousands of articles. */
const sets = new WeakMap<readonly string[], ReadonlySet<string>>()

function holds(list: readonly string[] | undefined, id: string): boolean {
  if (list === undefined) return true
  const known = sets.get(list) ?? new Set(list)
  sets.set(list, known)
  return known.has(id)
}

/** A round whose record cannot be read is of every article, and everybody annotates in it. */
const isOfArticle = ({articles}: Pick<Round, 'articles'>, article: ArticleId): boolean => holds(articles, article)
export const isAnnotatorIn = ({annotators}: Pick<Round, 'annotators'>, person: AnnotatorId): boolean => holds(annotators, person)

/** Whether two rounds have articles in common. */
export const shareArticles = (one: {readonly articles?: Round['articles'] | undefined}, other: {readonly articles?: Round['articles'] | undefined}): boolean =>
  one.articles === undefined || other.articles === undefined || one.articles.some(article => holds(other.articles, article))

/** Of closed rounds, the one that counts: what can be read comes first, then what began first. */
const inOrder = (a: Round, b: Round): number =>
  Number(a.unreadable ?? false) - Number(b.unreadable ?? false) || a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1)

/** The closed rounds that an article is in, the one that counts first: one at most, unless two were started by devices that did not know of each other, or one cannot be read. */
export const closedOn = (rounds: readonly Round[], article: ArticleId): readonly Round[] =>
  rounds.filter(each => isClosed(each) && isOfArticle(each, article)).sort(inOrder)

/** The closed round that counts in the place of this one on articles that both are of: the same in every copy of a project. */
export const countsBefore = (rounds: readonly Round[], round: Round): Round | undefined =>
  isClosed(round) && round.unreadable !== true
    ? rounds
        .filter(each => isClosed(each) && each.unreadable !== true && each.id !== round.id && inOrder(each, round) < 0 && shareArticles(each, round))
        .sort(inOrder)[0]
    : undefined

/** Whether a round is closed on some article: then nobody may know where others read, nor how often something is said. */
export const isBlind = (rounds: readonly Round[]): boolean => rounds.some(isClosed)

/** Whether an article is in a closed round: then nobody may know of anybody else’s judgements on it. */
export const isBlindOn = (rounds: readonly Round[], article: ArticleId): boolean => closedOn(rounds, article).length > 0

/** Whether a closed round is of every article. */
export const isBlindEverywhere = (rounds: readonly Round[]): boolean => rounds.some(each => isClosed(each) && each.articles === undefined)

/** Under which round the work in a round is kept. */
export const workRoundOf = ({id, ownSets}: Round): RoundId => (ownSets === true ? id : EARLIER)

/** Whether a person works in this round under this owner. */
const isWorkIn = (round: Round, owner: Owner, person: AnnotatorId): boolean => isAnnotatorIn(round, person) && workOf(owner)?.round === workRoundOf(round)

/** Whose set of an article a person works in now: her own of the closed round that it is in, one that she annotates in where there are two, else the team's. */
export function activeOwner(rounds: readonly Round[], person: AnnotatorId, article: ArticleId): Owner {
  const closed = closedOn(rounds, article)
  const mine = closed.filter(round => isAnnotatorIn(round, person))
  const [round] = mine.length > 0 ? mine : closed
  return round === undefined ? 'team' : ownerOf(person, workRoundOf(round))
}

/** Whether an article is hers to annotate in a round. Where each has a list of her own, one that is not known gives her nothing. */
const isGivenTo = ({id, worklists}: Round, person: AnnotatorId, article: ArticleId | undefined, given: GivenArticles | undefined): boolean =>
  worklists !== true || article === undefined || given === undefined || given(id, person)?.has(article) === true

/** Whether the work of an owner on an article is written by the person whose it is: in a closed round, by its annotators. With `given`, on what each is given alone. */
export const isUnderWay = (rounds: readonly Round[], owner: Owner, article?: ArticleId, given?: GivenArticles): boolean => {
  const person = workOf(owner)?.annotator
  const closed = article === undefined ? rounds.filter(isClosed) : closedOn(rounds, article)
  return person !== undefined && closed.some(round => isWorkIn(round, owner, person) && isGivenTo(round, person, article, given))
}

/** Whether a round is over. One that is not there is not known to be. */
const isOver = (rounds: readonly Round[], round: RoundId): boolean => round === EARLIER || rounds.some(({id, state}) => id === round && state === 'open')

/** Whether a round goes on from what was judged in another that is open, perhaps with others between them: then its annotators are to know that. */
function goesOnFrom(rounds: readonly Round[], {basedOn}: Pick<Round, 'basedOn'>, work: RoundId): boolean {
  const seen = new Set<RoundId>()
  for (let id = basedOn; id !== undefined && !seen.has(id); ) {
    seen.add(id)
    const base = rounds.find(each => each.id === id)
    if (base?.state !== 'open') return false
    if (workRoundOf(base) === work) return true
    id = base.basedOn
  }
  return false
}

/** Whether the set of an annotator on an article is closed to everybody else. What is opened stays so while the article is discussed in a round that goes on from it. */
export const isSetClosed = (rounds: readonly Round[], round: RoundId, article: ArticleId): boolean =>
  !isOver(rounds, round) || closedOn(rounds, article).some(each => !goesOnFrom(rounds, each, round))

/** Whether the registry of an annotator in a round is closed to everybody else: as long as an article of the round is, but for rounds that go on from it. */
export function isRegistryClosed(rounds: readonly Round[], round: RoundId): boolean {
  if (!isOver(rounds, round)) return true
  const known = rounds.find(({id}) => id === round)
  return rounds.some(each => isClosed(each) && (known === undefined || shareArticles(each, known)) && !goesOnFrom(rounds, each, round))
}
