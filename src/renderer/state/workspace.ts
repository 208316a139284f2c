import type {Act, Target} from '../../core/annotation/annotation.ts'
import type {ArticleEntry, ArticleId} from '../../core/article/article.ts'
import type {Schema} from '../../core/schema/schema.ts'
import type {Result} from '../../core/result.ts'
import type {ArticleSummary, Session} from '../../ipc/host-api.ts'
import type {Project} from '../../project/project.ts'
import type {UndoHistory} from '../../project/undo.ts'
import type {HubConnection} from '../../sync/hub-connection.ts'
import type {Discussions} from './discussions.ts'
import type {MyMentions} from './my-mentions.ts'
import type {Host} from '../host/host.ts'
import type {Panes} from './panes.ts'
import type {EarlierRounds} from './earlier-work.ts'
import type {Following} from './following.ts'
import type {Changes} from './changes.ts'
import type {Presence} from './presence.ts'
import type {Theme} from '../ui/theme.ts'
import type {Toasts} from '../ui/toasts.ts'
import type {Announcer} from '../ui/announcer.ts'
import type {CurrentRegistry} from './current-registry.ts'
import type {LongWork} from './long-work.ts'
import type {MyWork} from './my-work.ts'
import type {OpenArticle} from './open-article.ts'
import type {Preferences} from './preferences.ts'
import type {SaveState} from './save-state.ts'
import type {Store} from './store.ts'
import type {UnsavedTexts} from './unsaved-texts.ts'
import type {View} from './view.ts'

/** A project in a window: its documents, what is on screen, and the ways to change either. */
export interface Workspace {
  readonly host: Host
  readonly connection: HubConnection
  readonly session: Store<Session>
  /** Its schema is in the words of whoever reads here. */
  readonly project: Project
  /** The schema in force as it was written, for what leaves the window. */
  writtenSchema(): Schema
  readonly registry: CurrentRegistry
  readonly undo: UndoHistory
  /** What this person did in drafts of the schema. */
  readonly draftUndo: UndoHistory
  readonly unsaved: UnsavedTexts
  /** How many fields hold text that is not written yet. */
  readonly unwritten: Store<number>
  readonly preferences: Store<Preferences>
  readonly theme: Store<Theme>
  readonly view: Store<View>
  readonly toasts: Toasts
  readonly announcer: Announcer
  readonly summaries: Store<ReadonlyMap<ArticleId, ArticleSummary>>
  readonly presence: Presence
  readonly following: Following
  readonly discussions: Discussions
  readonly mentions: MyMentions
  /** What goes over many articles now, if anything. */
  readonly work: Store<LongWork | undefined>
  /** What was judged in rounds that are over. */
  readonly earlier: EarlierRounds
  /** What she is to do in rounds. */
  readonly mine: MyWork
  articles(): readonly ArticleEntry[]
  current(): OpenArticle | undefined
  /** An article whose set is open, on screen or not. */
  opened(id: ArticleId): OpenArticle | undefined
  open(id: ArticleId): Promise<void>
  /** The article with its set, opened or from the cache, without showing it. */
  load(id: ArticleId): Promise<Result<OpenArticle>>
  setTarget(target: Target | undefined): void
  saveState(): SaveState
  /** This person, now. */
  act(): Act
  newId(): string
  /** Whether this person may change the project itself: articles, schema, topics. The hub decides; this only shows. */
  mayManage(): boolean
  readonly panes: Panes
  /** Told after any change that the window may have to show, or after those of some parts. */
  readonly subscribe: Changes['subscribe']
  readonly version: Changes['version']
  close(): Promise<void>
}
