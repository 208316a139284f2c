import type {Annotation, AnnotationId, AnnotatorId, Reference, Target} from '../../core/annotation/annotation.ts'
import type {ArticleId} from '../../core/article/article.ts'
import type {Spot} from '../../core/curation/spots.ts'
import {spotsIn} from '../../core/curation/spots.ts'
import {closedOn, isSetClosed, shareArticles, workRoundOf} from '../../core/round/blindness.ts'
import type {RoundId} from '../../core/round/owner.ts'
import {ownerOf} from '../../core/round/owner.ts'
import type {Round} from '../../core/round/round.ts'
import {kindThenOf} from '../../core/schema/kind-then.ts'
import type {AnnotationSet} from '../../project/annotation-set.ts'
import {annotationSet} from '../../project/annotation-set.ts'
import {lateWorkIn} from '../../project/late-work.ts'
import {layeredRegistry} from '../../project/layered-registry.ts'
import type {Project} from '../../project/project.ts'
import type {Registry} from '../../project/registry.ts'
import {registry as registryIn} from '../../project/registry.ts'
import type {HubConnection, OpenDocument} from '../../sync/hub-connection.ts'
import type {Host} from '../host/host.ts'
import type {Names} from './names.ts'
import {names as namesOf} from './names.ts'

/** What one annotator said of an article in a round that is over. */
export type EarlierReader = {
  readonly annotator: AnnotatorId
  readonly names: Names
  readonly lookup: (id: AnnotationId) => Annotation | undefined
  /** What came after the opening. */
  readonly late: ReadonlySet<AnnotationId>
}

/** What stands of an article in a round that is over, to be read. `more`: annotators whose work is not here, for there are too many. */
export type EarlierWork = {
  readonly round: Round
  readonly readers: ReadonlyMap<AnnotatorId, EarlierReader>
  readonly spots: readonly Spot[]
  readonly more: number
}

/** The work of rounds that are over, on the article on screen: what was judged there before, each by herself. */
export interface EarlierRounds {
  /** Rounds whose work on it may be read, the last begun first. */
  rounds(): readonly Round[]
  /** The one that is looked at. Where the article is discussed that is the one that the discussion goes on from, unless another is wanted, or none. */
  shown(): Round | undefined
  /** `null` for none. */
  show(round: RoundId | null): void
  /** Once it is here. */
  current(): EarlierWork | undefined
  /** The place that is looked at. */
  readonly at: () => Spot | undefined
  goTo(spot: Spot): void
}

/** Annotators of one article whose work is read: of more nobody reads the votes one by one. */
const MOST_READ = 50

type Reading = {readonly annotator: AnnotatorId; readonly set: AnnotationSet; readonly names: Names; readonly documents: readonly OpenDocument[]}
type Kept = {readonly article: ArticleId; readonly round: Round; readings: readonly Reading[] | undefined; more: number; made?: EarlierWork}

export function createEarlierRounds(given: {
  connection: HubConnection
  host: Host
  project: Project
  team: Registry
  article: () => ArticleId | undefined
  /** Calls after each change of where this person is or of the rounds. */
  onMove: (listener: () => void) => void
  changed: () => void
}): EarlierRounds {
  const {connection, host, project, team, changed} = given
  let wanted: RoundId | null | undefined
  let kept: Kept | undefined
  let spot: Spot | undefined

  let known: {readonly article: ArticleId | undefined; readonly of: readonly Round[]; readonly rounds: readonly Round[]} | undefined
  const rounds = (): readonly Round[] => {
    const [article, all] = [given.article(), project.rounds.all()]
    if (known?.article === article && known?.of === all) return known.rounds
    const isRead = (round: Round): boolean =>
      article !== undefined && round.state === 'open' && shareArticles({articles: [article]}, round) && !isSetClosed(all, workRoundOf(round), article)
    known = {article, of: all, rounds: all.filter(isRead).sort((a, b) => b.startedAt - a.startedAt)}
    return known.rounds
  }
  const shown = (): Round | undefined => {
    if (wanted === null) return undefined
    const all = rounds()
    const bases = closedOn(project.rounds.all(), given.article() ?? '').map(({basedOn}) => basedOn)
    return all.find(({id}) => id === wanted) ?? all.find(({id}) => bases.includes(id))
  }
  const close = (documents: readonly OpenDocument[]): void => {
    // What of hers the hub has not taken yet is still on its way.
    for (const document of documents) if (!document.unsynced()) void document.close()
  }
  const closeAll = (readings: readonly Reading[] = []): void => close(readings.flatMap(({documents}) => documents))
  const read = async (round: Round, article: ArticleId, annotator: AnnotatorId): Promise<Reading | undefined> => {
    const owner = ownerOf(annotator, workRoundOf(round))
    const [set, own] = [connection.open({kind: 'set', article, owner}), connection.open({kind: 'registry', owner})]
    const [loaded, named] = await Promise.all([set.loaded, own.loaded])
    if (!loaded.ok) {
      close([set, own])
      return undefined
    }
    return {
      annotator,
      set: annotationSet(set.doc, undefined, project.joins.rootOf, project.schema, kindThenOf(project.versions)),
      names: namesOf(project, named.ok ? layeredRegistry(registryIn(own.doc), team, annotator) : team),
      documents: [set, own],
    }
  }
  const load = async (mine: Kept): Promise<void> => {
    const {round, article} = mine
    const answer = await host.requests.roundWork(round.id, article)
    if (kept !== mine) return
    const annotators = answer.ok ? answer.value.map(({annotator}) => annotator) : []
    const readings = (await Promise.all(annotators.slice(0, MOST_READ).map(annotator => read(round, article, annotator)))).filter(each => each !== undefined)
    if (kept !== mine) return closeAll(readings)
    mine.readings = readings
    mine.more = Math.max(0, annotators.length - MOST_READ)
    for (const {set} of readings)
      set.observe(() => {
        delete mine.made
        changed()
      })
    changed()
  }
  const follow = (): void => {
    const [article, round] = [given.article(), shown()]
    const isNone = article === undefined || round === undefined
    if (isNone ? kept === undefined : kept?.article === article && kept.round.id === round.id) return
    closeAll(kept?.readings)
    kept = isNone ? undefined : {article, round, readings: undefined, more: 0}
    spot = undefined
    if (kept !== undefined) void load(kept)
    changed()
  }
  given.onMove(follow)

  const current = (): EarlierWork | undefined => {
    if (kept?.readings === undefined) return undefined
    kept.made ??= workOf(kept.round, kept.readings, kept.more, project)
    return kept.made
  }
  return {
    rounds,
    shown,
    show: round => {
      wanted = round
      follow()
      changed()
    },
    current,
    // Found anew where something came meanwhile.
    at: () => current()?.spots.find(each => each === spot || (each.layer === spot?.layer && each.span?.start === spot.span?.start)),
    goTo: to => {
      spot = to
      changed()
    },
  }
}

function workOf(round: Round, readings: readonly Reading[], more: number, project: Project): EarlierWork {
  const readers = new Map(
    readings.map(({annotator, set, names}): readonly [AnnotatorId, EarlierReader] => [
      annotator,
      {annotator, names, lookup: set.get, late: lateWorkIn(set.doc).annotations},
    ]),
  )
  const named = (annotator: AnnotatorId, at: Reference | Target): string => {
    const reader = readers.get(annotator)
    if (reader === undefined) return ''
    return (at.kind === 'topic' ? reader.names.target(at) : reader.names.reference(at, id => reader.lookup(id)?.selector?.quote)).trim().toLowerCase()
  }
  const sets = new Map(readings.map(({annotator, set}) => [annotator, set.all()]))
  return {round, readers, spots: spotsIn(project.schema(), sets, named), more}
}
