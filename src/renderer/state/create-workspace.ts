import type {Sentence} from '../../core/language/message.ts'
import type {ArticleId} from '../../core/article/article.ts'
import type {Role} from '../../core/round/owner.ts'
import {isBlind, isBlindEverywhere, isBlindOn} from '../../core/round/blindness.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {Session} from '../../ipc/host-api.ts'
import {parseHostEvent} from '../../ipc/host-event.ts'
import {mentions as mentionsIn} from '../../project/mentions.ts'
import {project as projectIn} from '../../project/project.ts'
import {registry as registryIn} from '../../project/registry.ts'
import {shownProject} from '../../project/shown-project.ts'
import {undoHistory} from '../../project/undo.ts'
import type {HubConnection} from '../../sync/hub-connection.ts'
import {paintOf} from './look.ts'
import {resolveIn} from './names.ts'
import {despiteWords, takenWords} from './removal-words.ts'
import {createDiscussions} from './discussions.ts'
import {createEarlierRounds} from './earlier-work.ts'
import {createMyMentions} from './my-mentions.ts'
import type {Host} from '../host/host.ts'
import {currentTarget, rememberedTarget} from './current-target.ts'
import {firstCounts} from './first-counts.ts'
import {followOwnRole} from './own-role.ts'
import type {Panes} from './panes.ts'
import {createFollowing} from './following.ts'
import type {Part} from './changes.ts'
import {createChanges} from './changes.ts'
import {createPresence} from './presence.ts'
import type {Theme} from '../ui/theme.ts'
import type {Toasts} from '../ui/toasts.ts'
import {createAnnouncer} from '../ui/announcer.ts'
import {articleOrder} from './article-order.ts'
import {currentRegistry} from './current-registry.ts'
import {heldByOthers} from './held-by.ts'
import {keepDrafts} from './keep-drafts.ts'
import type {LongWork} from './long-work.ts'
import {onArticle, onPainting} from './on-view.ts'
import {createOpenArticles} from './open-articles.ts'
import {isOverFor, lateWords, onRounds, ownWork, takenLateWords} from './own-work.ts'
import type {Preferences} from './preferences.ts'
import {draftHistory} from './draft-history.ts'
import {dropRefusedChanges} from './refused-changes.ts'
import {refusedSentence, saveState} from './save-state.ts'
import {createMyWork} from './my-work.ts'
import {onMerges} from './on-merges.ts'
import {onSchema} from './on-schema.ts'
import {onClaimDespite} from './no-claim-news.ts'
import {onTakenFrom} from './removal-news.ts'
import {sharedState} from './shared-state.ts'
import type {Store} from './store.ts'
import {createStore} from './store.ts'
import {createSummaries} from './summaries.ts'
import {cutAtFinishes, cutAtRounds} from './undo-rounds.ts'
import type {UnsavedText} from './unsaved-texts.ts'
import {unsavedTexts} from './unsaved-texts.ts'
import type {View} from './view.ts'
import {EMPTY_VIEW} from './view.ts'
import {readLanguages, say} from '../ui/say.ts'
import {inReadLanguage} from './read-language.ts'
import type {Workspace} from './workspace.ts'

/** Milliseconds between looks at what changed while something goes over many articles: each of those changes much. */
const WHILE_WORKING = 250

const MANAGERS: ReadonlySet<Role> = new Set(['curator', 'admin'])

export async function createWorkspace(given: {
  host: Host
  session: Session
  connection: HubConnection
  preferences: Store<Preferences>
  theme: Store<Theme>
  toasts: Toasts
  /** What she wrote and could not be saved. */
  lost: Store<readonly UnsavedText[]>
  now: () => number
  newId: () => string
  /** Opens the window anew, and says this there. */
  restart: (news: string) => void
}): Promise<Result<Workspace>> {
  const {host, connection, preferences, theme, toasts} = given
  const session = createStore(given.session)
  const projectDocument = connection.open({kind: 'project'})
  const teamDocument = connection.open({kind: 'registry', owner: 'team'})
  for (const document of [projectDocument, teamDocument]) {
    const loaded = await document.loaded
    if (!loaded.ok) return refused(say('This project cannot be opened: {error}', {error: loaded.error}))
  }
  const written = projectIn(projectDocument.doc)
  const me = (): string => session.get().person.id
  const project = shownProject(inReadLanguage(written, readLanguages()), written.rounds.all, me)
  const ownerOn = ownWork(project, me)
  const registry = currentRegistry({connection, team: teamDocument, owner: ownerOn(undefined)})
  const unsaved = unsavedTexts(given.lost, connection)
  const undo = undoHistory(heldByOthers({me, discussions: () => discussions, articles: () => articles}))
  const followRegistry = (): void => undo.follow(`registry ${registry.owner}`, registry.doc, ['entities', 'claims'])
  followRegistry()
  undo.follow('project', project.doc, ['topics', 'articles'])
  const draftUndo = draftHistory(project)
  const view = createStore<View>({...EMPTY_VIEW, target: rememberedTarget({projectId: given.session.projectId, preferences, project, registry})})
  const summaries = createSummaries({host, connection})
  const storageProblem = createStore<Sentence | undefined>(undefined)
  const unwritten = createStore(0)
  const upstream = sharedState(connection, host)
  const work = createStore<LongWork | undefined>(undefined)
  const changes = createChanges({isBusy: () => work.get() !== undefined, wait: WHILE_WORKING})
  const changed = (part: Part) => (): void => changes.tell(part)
  work.subscribe(() => work.get() === undefined && changes.tell('work'))
  const resolve = resolveIn(project, registry)
  const paint = paintOf(() => {
    const {colours, hiddenLayers} = preferences.get()
    return {schema: project.schema(), target: view.get().target, resolve, colours, hidden: hiddenLayers}
  })

  const inOrder = articleOrder(project)
  const mine = createMyWork({connection, project, articles: inOrder, me})
  const nameOf = (id: ArticleId): string => `“${project.articles.get(id)?.title ?? id}”`
  const isHere = (id: ArticleId): boolean => id === view.get().article
  const warn = (text: string): void => void toasts.show({text, tone: 'error', subject: text})
  const articles = createOpenArticles({
    host,
    connection,
    project,
    owner: ownerOn,
    view,
    undo,
    paint,
    changed: changed('sets'),
    isFinished: id => mine.on(id)?.finished.has(id) === true,
    opened: ({id, set}) => {
      onTakenFrom(set, me, taken => void toasts.show({text: takenWords(project, taken, set.get), subject: 'taken', here: isHere(id)}))
      onClaimDespite(set, {me, schema: project.schema}, claim => {
        const here = isHere(id)
        toasts.show({text: despiteWords(project, claim, here ? say('this article') : nameOf(id)), subject: 'despite', here})
      })
    },
    late: (id, whose) => warn(lateWords(nameOf(id), whose)),
    taken: (id, round, late) => void toasts.show({text: takenLateWords(nameOf(id), project.rounds.get(round)?.name ?? '', late)}),
  })

  const target = currentTarget({view, preferences, project, registry, projectId: () => session.get().projectId, changed: articles.repaint})
  onPainting(preferences, articles.repaint)
  onArticle(view, toasts.leave)
  const followOwner = (): void => {
    const owner = ownerOn(view.get().article)
    if (owner === registry.owner) return
    registry.become(owner)
    followRegistry()
    target.dropUnknown()
  }
  onArticle(view, followOwner)

  const open = async (id: ArticleId): Promise<void> => {
    if (view.get().article === id && view.get().opening.state === 'ready') return
    await articles.show(id)
    if (view.get().article !== id) return
    const {projectId} = session.get()
    preferences.update(before => ({...before, lastArticle: {...before.lastArticle, [projectId]: id}}))
  }

  session.subscribe(changed('session'))
  view.subscribe(changed('view'))
  summaries.counts.subscribe(changed('summaries'))
  preferences.subscribe(changed('preferences'))
  theme.subscribe(changed('theme'))
  storageProblem.subscribe(changed('connection'))
  unwritten.subscribe(changed('unwritten'))
  upstream.state.subscribe(changed('sharing'))
  project.observe(changed('project'))
  project.drafts.observe(changed('drafts'))
  followOwnRole({host, project, session})
  cutAtRounds(project, undo)
  mine.observe(cutAtFinishes(mine, undo, articles))
  mine.observe(changed('worklists'))
  onRounds(project, me, news => {
    followOwner()
    articles.ownerChanged()
    toasts.show({text: news})
  })
  registry.observe(changed('registry'))
  onMerges({project, registry}, articles.repaint)
  onSchema(project, articles.repaint)
  undo.observe(changed('undo'))
  draftUndo.observe(changed('undo'))
  connection.observe(changed('connection'))
  let told: Sentence | undefined
  connection.observe(() => {
    const {refused: why} = connection.state()
    if (why !== undefined && `${why}` !== `${told}`) warn(refusedSentence(why))
    told = why
  })
  connection.onEvent(payload => {
    const event = parseHostEvent(payload)
    if (event?.type === 'summaries') void summaries.ask(event.articles)
    if (event?.type === 'sharing') void upstream.ask()
    if (event?.type === 'storage') storageProblem.set(event.problem ?? undefined)
  })
  await firstCounts(project, view, summaries)

  if (projectDocument.awareness === undefined) throw new Error('The project document says nothing of who is here.')
  const panes: Panes = {}
  const blind = (): boolean => isBlind(project.rounds.all())
  const onMove = (listener: () => void): void => void changes.subscribe(listener)
  const presence = createPresence({
    awareness: projectDocument.awareness,
    me,
    blind,
    connected: () => connection.state().connected,
    where: () => {
      const {article, selection, selected} = view.get()
      const highlight = article === undefined || selected === undefined ? undefined : articles.get(article)?.highlights.get(selected)
      const {start, end} = selection ?? highlight ?? {}
      return {article, span: start === undefined || end === undefined ? undefined : {start, end}}
    },
    onMove,
  })
  const following = createFollowing({presence, view, open: id => void open(id), reveal: span => panes.article?.reveal(span)})
  const blindOn = (article: ArticleId): boolean => isBlindOn(project.rounds.all(), article)
  const here = (): ArticleId | undefined => view.get().article
  const discussions = createDiscussions({
    connection,
    article: here,
    blindOn,
    keeps: undo.keepsOpen,
    onMove,
    changed: changed('discussions'),
  })
  const earlier = createEarlierRounds({connection, host, project, team: registryIn(teamDocument.doc), article: here, onMove, changed: changed('earlier')})
  keepDrafts({connection, project, discussions, unsaved, opened: articles.get, onMove})
  dropRefusedChanges({
    connection,
    refused: unsaved.refused,
    nameOf,
    tell: warn,
    isOver: isOverFor(project, () => session.get().person),
    onMove,
    lostSet: articles.lost,
    lostDiscussion: discussions.lost,
    restart: news => {
      for (const draft of discussions.drafts.take(() => true)) unsaved.keep(draft)
      given.restart(news)
    },
  })
  const mentionIndex = mentionsIn(teamDocument.doc)
  for (const store of [presence.colleagues, following.person]) store.subscribe(changed('presence'))
  mentionIndex.observe(changed('mentions'))

  return ok({
    host,
    connection,
    session,
    project,
    writtenSchema: written.schema,
    registry,
    undo,
    draftUndo,
    unsaved,
    unwritten,
    preferences,
    theme,
    view,
    toasts,
    announcer: createAnnouncer(toasts),
    summaries: summaries.counts,
    presence,
    following,
    discussions,
    mentions: createMyMentions({
      index: mentionIndex,
      readOnly: () => teamDocument.readOnly() || isBlindEverywhere(project.rounds.all()),
      me: () => [me(), ...project.joins.joinedWith(me())],
      blindOn,
      preferences,
    }),
    work,
    earlier,
    mine,
    articles: inOrder,
    current: articles.current,
    opened: articles.get,
    open,
    load: articles.load,
    setTarget: target.set,
    saveState: () => saveState(connection.state(), storageProblem.get(), upstream.state.get(), unwritten.get() > 0),
    act: () => ({by: session.get().person.id, at: given.now()}),
    newId: given.newId,
    mayManage: () => MANAGERS.has(session.get().person.role),
    panes,
    subscribe: changes.subscribe,
    version: changes.version,
    close: () => {
      presence.stop()
      changes.stop()
      return connection.close()
    },
  })
}
