import type {Annotation} from '../../core/annotation/annotation.ts'
import type {ArticleId} from '../../core/article/article.ts'
import type {Schema} from '../../core/schema/schema.ts'
import {shareText} from '../../core/text/extent.ts'
import type {Span} from '../../core/text/span.ts'
import {addAnnotations} from '../annotate/edit-annotations.ts'
import {noClaimWords} from '../state/no-claim-words.ts'
import {offerUndo} from '../annotate/replay.ts'
import {leftWords} from '../annotate/replay-long.ts'
import type {WorkDone} from '../state/over-articles.ts'
import {overArticles} from '../state/over-articles.ts'
import type {OpenArticle} from '../state/open-article.ts'
import type {Workspace} from '../state/workspace.ts'
import {say, tell} from '../ui/say.ts'

export type ChosenPlaces = {readonly article: ArticleId; readonly places: readonly Span[]}

type Labelled = {mentions: number; articles: number; meanwhile: number; closed: number; noClaim: number; problem?: string}

/** Gives the layer, labels and links of an annotation to places in many articles: one step, over the set that each article is worked on in. Says what was done. */
export async function labelAcross(workspace: Workspace, like: Annotation, chosen: readonly ChosenPlaces[]): Promise<void> {
  const step = workspace.undo.longStep()
  const labelled: Labelled = {mentions: 0, articles: 0, meanwhile: 0, closed: 0, noClaim: 0}
  const places = new Map(chosen.map(each => [each.article, each.places]))
  const {owner} = workspace.registry
  const done = await overArticles(workspace, say('Labelling mentions'), [...places.keys()], {
    // What an annotation names may be known in her round alone.
    change: article => step.do(() => labelIn(workspace, {article, isSameWork: article.owner === owner}, like, places.get(article.id) ?? [], labelled)),
  })
  const made = step.end()
  const text = sentence(labelled, done, workspace.project.schema())
  if (made === undefined) workspace.toasts.show({text, tone: labelled.problem === undefined ? 'info' : 'error'})
  else offerUndo(workspace, text)
}

function labelIn(
  workspace: Workspace,
  {article, isSameWork}: {article: OpenArticle; isSameWork: boolean},
  like: Annotation,
  places: readonly Span[],
  labelled: Labelled,
): void {
  if (!isSameWork || article.readOnly()) return void labelled.closed++
  const taken = article
    .listed()
    .filter(({annotation}) => annotation.layer === like.layer)
    .flatMap(({annotation}) => annotation.selector ?? [])
  // A colleague may have labelled some since they were looked for.
  const free = places.filter(place => !taken.some(other => shareText(other, place)))
  labelled.meanwhile += places.length - free.length
  if (free.length === 0) return
  const added = addAnnotations(workspace, article, like, free)
  if (!added.ok) {
    labelled.problem = tell(added.error)
    return
  }
  labelled.mentions += free.length
  labelled.articles++
  if (added.value.tookNoClaim) labelled.noClaim++
}

function sentence({mentions, articles, meanwhile, closed, noClaim, problem}: Labelled, done: WorkDone, schema: Schema): string {
  const words = [
    mentions === 0
      ? say('Nothing was labelled.')
      : say(
          '{mentions, plural, one {# more mention} other {# more mentions}} labelled in {articles, plural, =0 {no articles} one {# article} other {# articles}}.',
          {mentions, articles},
        ),
  ]
  if (meanwhile > 0) words.push(say('{others, plural, one {# other was} other {# others were}} labelled meanwhile.', {others: meanwhile}))
  if (closed > 0) words.push(say('You may not annotate {articles, plural, one {# other article} other {# other articles}}.', {articles: closed}))
  if (noClaim > 0) {
    const {title} = noClaimWords(schema)
    words.push(say('Your “{title}” was taken back in {articles, plural, one {# article} other {# articles}}.', {title, articles: noClaim}))
  }
  if (problem !== undefined) words.push(problem)
  return [...words, ...leftWords(done, say('Label all again to go on.'))].join(' ')
}
