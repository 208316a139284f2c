import type {ArticleEntry} from '../../core/article/article.ts'
import {inListOrder} from '../../core/article/list-order.ts'
import {identicalMentions} from '../../core/text/identical-mentions.ts'
import type {Owner} from '../../core/round/owner.ts'
import type {Result} from '../../core/result.ts'
import {ok} from '../../core/result.ts'
import {activeOwner} from '../../core/round/blindness.ts'
import {partsOf} from '../../core/text/extent.ts'
import type {Span} from '../../core/text/span.ts'
import {slice} from '../../core/text/span.ts'
import type {FoundWords, ListPlace, SoughtWords, WordsInArticle, WordsPlace} from '../../ipc/same-words-api.ts'
import {documentName} from '../../project/document-address.ts'
import {turn} from '../../storage/libsql/turn.ts'
import type {Rights} from '../access.ts'
import {storedSet} from './project-documents.ts'
import type {RequestContext} from './request-context.ts'

type Context = Pick<RequestContext, 'project' | 'may' | 'person'> & {
  readonly folder: {
    readonly projectId: string
    readonly store: RequestContext['folder']['store']
    readonly texts: Pick<RequestContext['folder']['texts'], 'get'>
  }
}

/** What is looked through for one answer, so that whoever asks much waits for others between: about half a second. Texts in UTF-16 units. */
const PAGE = {articles: 500, text: 2_000_000, places: 1000}
/** Places of one article that are told: nobody looks at more. */
const MOST = 1000
/** Of the words on each side, in UTF-16 units. */
const AROUND = 36

/** Where the articles say the same words, page by page in list order, beside what is labelled in the set that this person works in. Looks into no other set. */
export async function sameWords(context: Context, sought: SoughtWords, after: ListPlace | null): Promise<Result<FoundWords>> {
  const {project, may, person} = context
  const ownerOn = (article: string): Owner => activeOwner(project.rounds.all(), person.id, article)
  const rightsTo = (article: string, owner: Owner): Rights => may(person, {kind: 'set', article, owner})
  const rounds = project.rounds.all()
  const all = project.articles.all().toSorted(inListOrder)
  const from = after === null ? 0 : all.findIndex(entry => comesAfter(entry, after))
  const found: WordsInArticle[] = []
  let [looked, unread, texts, places] = [from === -1 ? all.length : from, 0, 0, 0]
  const first = looked
  while (looked < all.length && looked - first < PAGE.articles && texts < PAGE.text && places < PAGE.places) {
    const entry = all[looked++] as ArticleEntry
    await turn()
    const text = await context.folder.texts.get(entry.id)
    // Taken out meanwhile: it is in no list any more.
    if (project.articles.get(entry.id) === undefined) continue
    if (!text.ok) {
      unread++
      continue
    }
    texts += text.value.length
    const owner = ownerOn(entry.id)
    const one = await wordsIn(context, {article: entry.id, text: text.value, owner, rights: rightsTo(entry.id, owner)}, sought)
    if (one === undefined) continue
    places += one.places.length
    found.push(one)
  }
  // A round that began or ended meanwhile has others' sets closed, and her own in place of the team's.
  const areStill = rounds === project.rounds.all() && found.every(({article, rights}) => rights === rightsTo(article, ownerOn(article)))
  if (!areStill) return sameWords(context, sought, after)
  const last = all[looked - 1]
  const next = looked < all.length && last !== undefined ? {next: {position: last.position, article: last.id}} : {}
  return ok({articles: found, looked, of: all.length, unread, ...next})
}

/** `undefined` where the text does not say them. */
async function wordsIn(
  {folder, project}: Context,
  {article, text, owner, rights}: {readonly article: string; readonly text: string; readonly owner: Owner; readonly rights: Rights},
  {quote, layer, wholeWords, matchCase}: SoughtWords,
): Promise<WordsInArticle | undefined> {
  const look = (taken: readonly Span[]): readonly Span[] => identicalMentions(text, quote, {wholeWords, matchCase, taken, most: MOST})
  const everywhere = look([])
  if (everywhere.length === 0) return undefined
  if (rights === 'none') return {article, rights, places: everywhere.map(span => placeIn(text, span)), labelled: 0}
  const set = await storedSet(folder.store, documentName(folder.projectId, {kind: 'set', article, owner}), {schema: project.schema()})
  const taken = set.all().filter(annotation => annotation.removed === undefined && annotation.layer === layer)
  const free = taken.length === 0 ? everywhere : look(taken.flatMap(({selector}) => (selector === undefined ? [] : partsOf(selector))))
  return {article, rights, places: free.map(span => placeIn(text, span)), labelled: Math.max(0, everywhere.length - free.length)}
}

function placeIn(text: string, span: Span): WordsPlace {
  const {start, end} = span
  const before = text.slice(Math.max(0, start - AROUND), start).replace(/^[\uDC00-\uDFFF]/, '')
  const after = text.slice(end, end + AROUND).replace(/[\uD800-\uDBFF]$/, '')
  return {start, end, before, quote: slice(text, span), after, ends: end + AROUND >= text.length}
}

const comesAfter = ({position, id}: Place, {position: lastPosition, article}: ListPlace): boolean =>
  position > lastPosition || (position === lastPosition && id > article)

type Place = Pick<ArticleEntry, 'id' | 'position'>
