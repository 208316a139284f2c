import type {ArticleId} from '../../../core/article/article.ts'
import type {AnnotatorId} from '../../../core/annotation/annotation.ts'
import {isClosed} from '../../../core/round/round.ts'
import type {Round} from '../../../core/round/round.ts'
import type {Person} from '../../../core/round/owner.ts'
import type {Workspace} from '../../state/workspace.ts'
import {say} from '../../ui/say.ts'
import type {Kept, RoundForm} from './round-form.ts'
import {sharedIn} from './round-form.ts'
import {annotatorsIn} from './use-worklists.ts'

/** What is being set up: a new round, a draft, one that goes on from an earlier one, or more of one that runs. */
export type Editing =
  | {readonly kind: 'new'}
  | {readonly kind: 'draft'; readonly round: Round}
  | {readonly kind: 'discussion'; readonly round: Round}
  | {readonly kind: 'change'; readonly round: Round}

export const keyOf = (editing: Editing): string => (editing.kind === 'new' ? 'new' : `${editing.kind} ${editing.round.id}`)

/** What a round has, as it was given out. In one without lists everybody does all of it. */
export function keptIn(workspace: Workspace, round: Round, lists: ReadonlyMap<AnnotatorId, readonly ArticleId[]>): Kept {
  const articles = round.articles ?? workspace.articles().map(({id}) => id)
  const annotators = annotatorsIn(round, workspace)
  return {articles, lists: new Map(annotators.map(id => [id, round.worklists === true ? (lists.get(id) ?? []) : articles]))}
}

/** Who may annotate, by name; who is in the round already is among them. */
export function mayAnnotate(workspace: Workspace, kept: Kept | undefined): readonly Person[] {
  const {project} = workspace
  const name = ({id}: Person): string => project.displayName(id) ?? id
  const isIn = new Set(kept?.lists.keys())
  return project.people
    .all()
    .filter(({id, role}) => role !== 'reader' || isIn.has(id))
    .sort((a, b) => name(a).localeCompare(name(b), undefined, {numeric: true}) || (a.id < b.id ? -1 : 1))
}

/** The articles that other rounds have closed. */
export function busyArticles({project, articles}: Workspace, editing: Editing): ReadonlySet<ArticleId> {
  const self = editing.kind === 'change' ? editing.round.id : undefined
  const others = project.rounds.all().filter(round => isClosed(round) && round.id !== self)
  return new Set(others.flatMap(round => round.articles ?? articles().map(({id}) => id)))
}

/** Characters of a seed that nobody wrote. */
const SEED = 8

/** What a form begins with. */
export function firstForm(workspace: Workspace, editing: Editing, kept: Kept | undefined): RoundForm {
  const people = mayAnnotate(workspace, kept)
  const annotators = people.filter(({role}) => role === 'annotator')
  const empty: RoundForm = {
    name: '',
    keepsArticles: false,
    sharedOnly: false,
    keepsLists: false,
    which: 'all',
    query: '',
    story: '',
    chosen: new Set(),
    samples: false,
    sample: '50',
    annotators: new Set((annotators.length > 0 ? annotators : people).map(({id}) => id)),
    each: 'all',
    many: '2',
    share: '20',
    seed: workspace.newId().slice(-SEED),
    order: 'listed',
    hide: new Set(),
    byHand: new Map(),
  }
  if (editing.kind === 'new' || kept === undefined) return empty
  const {name, perArticle, order, hide} = editing.round
  const isIn = new Set([...kept.lists].flatMap(([id, list]) => (list.length > 0 || editing.kind === 'change' ? [id] : [])))
  const going: RoundForm = {...empty, name, keepsArticles: true, keepsLists: true, which: 'none', annotators: isIn, hide: new Set(hide)}
  if (editing.kind === 'discussion') return {...going, name: say('{name}, after discussion', {name}), sharedOnly: sharedIn(kept).length > 0}
  return {
    ...going,
    ...(perArticle !== undefined && {each: 'some', many: `${perArticle}`}),
    ...(typeof order === 'object' && {order: 'shuffled', seed: order.seed}),
  }
}

const forms = new WeakMap<Workspace, Map<string, RoundForm>>()

/** Forms that were left half filled in: they are there again when one comes back to them. */
export function formsOf(workspace: Workspace): Map<string, RoundForm> {
  const kept = forms.get(workspace) ?? new Map<string, RoundForm>()
  forms.set(workspace, kept)
  return kept
}
