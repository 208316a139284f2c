import {useMemo, useState} from 'react'
import type {AnnotatorId} from '../../../core/annotation/annotation.ts'
import type {ArticleId} from '../../../core/article/article.ts'
import type {Sentence} from '../../../core/language/message.ts'
import type {Result} from '../../../core/result.ts'
import {ok} from '../../../core/result.ts'
import type {Round} from '../../../core/round/round.ts'
import type {RoundDraft} from '../../../ipc/round-api.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import {Banner} from '../../ui/banner.tsx'
import {Button} from '../../ui/button.tsx'
import {EmptyState} from '../../ui/empty-state.tsx'
import {TextField} from '../../ui/text-field.tsx'
import {say, tell} from '../../ui/say.ts'
import {ArticlesPart} from './articles-part.tsx'
import type {Editing} from './editing.ts'
import {HiddenPart} from './hidden-part.tsx'
import {PeoplePart} from './people-part.tsx'
import {Preview} from './preview.tsx'
import type {Kept, Planned} from './round-form.ts'
import {turned, wishOf} from './round-form.ts'
import {changesOf, isNothing, saveChanges} from './save-changes.ts'
import {ShareOutPart} from './share-out-part.tsx'
import {StartQuestion} from './start-question.tsx'
import {statesIn} from './states-in.ts'
import {TakeQuestion} from './take-question.tsx'
import {useGrid} from './use-progress.ts'
import type {FormNow} from './use-round-form.ts'
import {useRoundForm} from './use-round-form.ts'

/** What became of a form: the round that has begun or was kept, and what is said of it. That one has begun all windows say. */
export type Done = {readonly round: Round; readonly news?: string}

type EditorProps = {
  /** What there is already, as it stands now. */
  readonly kept: Kept | undefined
  readonly onBack: () => void
  readonly onDone: (done: Done) => void
}

const TITLES: Readonly<Record<'new' | 'draft' | 'discussion', string>> = {
  new: say('New round'),
  draft: say('Draft of a round'),
  discussion: say('Discussion round'),
}

type Wish = Required<Omit<RoundDraft, 'id'>>

/** Asks the hub for something, once at a time, and says why it does not do it. */
function useAsking() {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Sentence>()
  const ask = async (request: () => Promise<Result<Round>>): Promise<Round | undefined> => {
    setBusy(true)
    const answer = await request()
    setBusy(false)
    setProblem(answer.ok ? undefined : answer.error)
    return answer.ok ? answer.value : undefined
  }
  return {busy, ask, problem, dismiss: () => setProblem(undefined)}
}

/** Sets up a round that has not begun: its articles and annotators, who does what, and a preview of that to be changed by hand. */
export function RoundEditor({editing, kept, onBack, onDone}: EditorProps & {readonly editing: Exclude<Editing, {kind: 'change'}>}) {
  const workspace = useWorkspace('project', 'connection', 'session')
  const {requests} = workspace.host
  const now = useRoundForm(workspace, editing, kept)
  const {form, change, forget, byRule, plan} = now
  // As it was when she was asked: a colleague may start a round meanwhile.
  const [asked, setAsked] = useState<Wish>()
  const {busy, ask, problem, dismiss} = useAsking()
  const name = form.name.trim()
  const base = editing.kind === 'discussion' ? editing.round.id : editing.kind === 'draft' ? editing.round.basedOn : undefined
  const wish = (): Wish => {
    const {plan: wanted, lists} = wishOf(form, plan)
    return {name, plan: {...wanted, ...(base !== undefined && {basedOn: base})}, lists}
  }
  const keep = (wanted: Wish): Promise<Result<Round>> => requests.draftRound({...wanted, ...(editing.kind === 'draft' && {id: editing.round.id})})
  const begin = async (wanted: Wish): Promise<Result<Round>> => {
    if (editing.kind !== 'draft') return requests.startRound(wanted.name, wanted.plan, wanted.lists)
    const drafted = await keep(wanted)
    return drafted.ok ? requests.startDraft(drafted.value.id) : drafted
  }
  const finish = async (request: () => Promise<Result<Round>>, newsOf?: (name: string) => string): Promise<void> => {
    const round = await ask(request)
    setAsked(undefined)
    if (round === undefined) return
    forget()
    onDone({round, ...(newsOf && {news: newsOf(round.name)})})
  }
  const isReady = name !== '' && plan.times.size > 0
  return (
    <>
      <div className="rounds-bar">
        <h1 className="rounds-title">{TITLES[editing.kind]}</h1>
        <Button onClick={onBack}>{say('Back to the rounds')}</Button>
        <Button
          busy={busy}
          disabled={!isReady}
          onClick={() =>
            void finish(
              () => keep(wish()),
              each => say('The draft “{name}” is kept.', {name: each}),
            )
          }
        >
          {say('Keep as draft')}
        </Button>
        <Button variant="primary" busy={busy} disabled={!isReady} onClick={() => setAsked(wish())}>
          {say('Start…')}
        </Button>
      </div>
      <Problem why={problem} onDismiss={dismiss} />
      <div className="round-editor">
        <form className="round-form" onSubmit={event => event.preventDefault()}>
          <TextField label={say('Name of the round')} data-autofocus value={form.name} onInput={next => change({name: next})} maxLength={200} />
          <ArticlesPart now={now} kept={kept && {of: kept, from: editing.kind === 'draft' ? 'draft' : 'earlier'}} />
          <PeoplePart form={form} change={change} people={now.people} staying={NOBODY} />
          <ShareOutPart form={form} change={change} annotators={plan.annotators.length} keeps={kept === undefined || !form.keepsArticles ? 'none' : 'may'} />
          <HiddenPart form={form} change={change} />
        </form>
        <PreviewPart
          plan={plan}
          now={now}
          stateOf={() => undefined}
          onTurn={(article, annotator) => change({byHand: turned(form.byHand, byRule, article, annotator)})}
        />
      </div>
      {asked !== undefined && (
        <StartQuestion
          name={asked.name}
          articles={asked.plan.articles?.length ?? 0}
          people={asked.lists.length}
          basedOn={base === undefined ? undefined : workspace.project.rounds.get(base)?.name}
          onCancel={() => setAsked(undefined)}
          onStart={() => finish(() => begin(asked))}
        />
      )}
    </>
  )
}

const NOBODY: ReadonlySet<AnnotatorId> = new Set()

/** Gives out more in a round that runs, or something to somebody else. What is there stays, unless it is taken away by hand. */
export function RoundChanger({round, kept, onBack, onDone}: EditorProps & {readonly round: Round; readonly kept: Kept}) {
  const workspace = useWorkspace('project', 'connection', 'session')
  const {project, announcer, host} = workspace
  const editing = useMemo(() => ({kind: 'change', round}) as const, [round])
  const now = useRoundForm(workspace, editing, kept)
  const {form, change, forget, byRule, plan} = now
  const [isAsking, setAsking] = useState(false)
  const {busy, ask, problem, dismiss} = useAsking()
  const grid = useGrid(workspace, [round.id], kept).of.get(round.id)
  const stateOf = useMemo(() => statesIn(grid), [grid])
  const changes = changesOf(round, kept, form, plan)
  const begun = [...changes.taken].flatMap(([annotator, list]) => list.flatMap(id => (stateOf(id, annotator) === 'begun' ? [{annotator, id}] : [])))
  const turn = (article: ArticleId, annotator: AnnotatorId): void => {
    if (stateOf(article, annotator) !== 'finished') return change({byHand: turned(form.byHand, byRule, article, annotator)})
    const person = project.displayName(annotator) ?? annotator
    workspace.toasts.show({text: say('{person} has finished this article, so it stays.', {person}), subject: 'rounds'})
    announcer.say(say('{person} has finished this article, so it stays.', {person}))
  }
  const save = async (): Promise<void> => {
    const saved = await ask(async () => {
      const answer = await saveChanges(host.requests, round, kept, changes)
      return answer.ok ? ok(round) : answer
    })
    setAsking(false)
    if (saved === undefined) return
    forget()
    onDone({round, news: say('The round “{name}” was changed.', {name: round.name})})
  }
  return (
    <>
      <div className="rounds-bar">
        <h1 className="rounds-title">{say('Change who does what in “{name}”', {name: round.name})}</h1>
        <Button onClick={onBack}>{say('Back to the rounds')}</Button>
        <Button variant="primary" busy={busy} disabled={isNothing(changes)} onClick={() => (begun.length > 0 ? setAsking(true) : void save())}>
          {say('Save changes')}
        </Button>
      </div>
      <Problem why={problem} onDismiss={dismiss} />
      <div className="round-editor">
        <form className="round-form" onSubmit={event => event.preventDefault()}>
          <ArticlesPart now={now} kept={{of: kept, from: 'round'}} />
          <PeoplePart form={form} change={change} people={now.people} staying={new Set(kept.lists.keys())} />
          {round.worklists === true ? (
            <ShareOutPart form={form} change={change} annotators={plan.annotators.length} keeps="must" />
          ) : (
            <p className="round-note">{say('In this round everybody annotates every article of it, so nobody has a list.')}</p>
          )}
        </form>
        <PreviewPart plan={plan} now={now} stateOf={stateOf} onTurn={round.worklists === true ? turn : undefined} />
      </div>
      {isAsking && <TakeQuestion begun={begun} onCancel={() => setAsking(false)} onTake={save} />}
    </>
  )
}

function Problem({why, onDismiss}: {readonly why: Sentence | undefined; readonly onDismiss: () => void}) {
  if (why === undefined) return null
  return (
    <Banner tone="error" title={say('That did not work.')} onDismiss={onDismiss}>
      {tell(why)}
    </Banner>
  )
}

type PreviewPartProps = {
  readonly plan: Planned
  readonly now: FormNow
  readonly stateOf: ReturnType<typeof statesIn>
  readonly onTurn: ((article: ArticleId, annotator: AnnotatorId) => void) | undefined
}

/** What a form comes to: in sums, and cell by cell. */
function PreviewPart({plan, now, stateOf, onTurn}: PreviewPartProps) {
  const missing = plan.articles.length - plan.times.size
  const words = [...plan.words.values()]
  return (
    <section className="round-preview" aria-label={say('Preview')}>
      <p className="round-sum" role="status">
        <span>{say('{articles, plural, =0 {No articles} one {# article} other {# articles}}', {articles: plan.articles.length})}</span>
        <span>{say('{people, plural, =0 {no annotators} one {# annotator} other {# annotators}}', {people: words.length})}</span>
        {words.length > 0 && <span>{wordsBetween(words)}</span>}
        {missing > 0 && words.length > 0 && (
          <strong>{say('{articles, plural, one {# article is} other {# articles are}} given to nobody', {articles: missing})}</strong>
        )}
      </p>
      {plan.articles.length === 0 || words.length === 0 ? (
        <EmptyState title={say('Nothing to preview yet')}>{say('Choose articles and annotators. Here you see who is given what.')}</EmptyState>
      ) : (
        <Preview plan={plan} byHand={now.form.byHand} stateOf={stateOf} onTurn={onTurn} />
      )}
    </section>
  )
}

function wordsBetween(words: readonly number[]): string {
  const [least, most] = [Math.min(...words), Math.max(...words)]
  return least === most
    ? say('{words, plural, one {# word} other {# words}} each', {words: most})
    : say('between {least, number} and {most, number} words each', {least, most})
}
