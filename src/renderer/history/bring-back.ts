import type {Act, Annotation, AnnotationId} from '../../core/annotation/annotation.ts'
import {isStances} from '../../core/annotation/annotation.ts'
import {isRelation} from '../../core/annotation/annotation-kind.ts'
import {endsProblemThere} from '../../core/annotation/relation.ts'
import {isClaimMention} from '../../core/schema/claim-layers.ts'
import {authorsOf} from '../../core/annotation/co-authors.ts'
import type {Difference} from '../../core/annotation/differences.ts'
import {differences} from '../../core/annotation/differences.ts'
import {checkFeature} from '../../core/annotation/new-annotation.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {layerNamed, STANCES} from '../../core/schema/schema.ts'
import {anchorsIn, selectorOf} from '../../core/annotation/selector.ts'
import {takeBackNoClaim} from '../annotate/read-mark.ts'
import {setFeature} from '../annotate/edit-annotations.ts'
import {featureOf, layerWords, stanceWords} from '../annotate/feature-words.ts'
import type {NamingThen} from './words-then.ts'
import {lockWords} from '../state/lock-words.ts'
import {names} from '../state/names.ts'
import {offerUndo} from '../annotate/replay.ts'
import {nameOf} from '../presence/people.ts'
import type {OpenArticle} from '../state/open-article.ts'
import type {Workspace} from '../state/workspace.ts'
import {listed, say, tell} from '../ui/say.ts'

export const namingThen = ({project, registry}: Workspace, {set}: OpenArticle): NamingThen => ({
  schema: project.schema(),
  versions: project.versions.all(),
  names: names(project, registry),
  quoteOf: id => set.get(id)?.selector?.quote,
})

/** Whose work would be changed by bringing a state back: asked for before it is. Taking a mark of removal away changes nobody's. */
export function othersIn(workspace: Workspace, now: Annotation, state: Annotation): readonly string[] {
  if (differences(now, state).every(({of}) => of === 'mark')) return []
  const me = workspace.act().by
  return [...new Set([...authorsOf(now)].filter(person => person !== me).map(person => nameOf(workspace, person)))]
}

/** Brings an earlier state back as one edit of this person's, now. What of it cannot be, or is another's to say, stays as it is and is named. */
export function bringBack(workspace: Workspace, article: OpenArticle, id: AnnotationId, state: Annotation): Result<null> {
  const now = article.set.get(id)
  if (now === undefined) return refused(say('This annotation is not there any more.'))
  const locked = lockWords(workspace, article)
  if (locked !== undefined) return refused(locked)
  const gone = now.removed !== undefined && isRelation(now) ? endsProblemThere(workspace.project.schema(), now, article.set.get) : undefined
  if (gone !== undefined) return refused(gone)
  const stays: string[] = []
  const act = workspace.act()
  article.set.transact(() => {
    // What an annotation may say depends on its layer, and whose stance it is on what it is attributed to.
    for (const kinds of ORDER) {
      for (const difference of differences(article.set.get(id) ?? now, state)) {
        const left = kinds.has(difference.of) ? bringBackOne({workspace, article, id, act}, difference) : undefined
        if (left !== undefined) stays.push(left)
      }
    }
    const after = article.set.get(id)
    if (after !== undefined && isClaimMention(workspace.project.schema(), after)) takeBackNoClaim(workspace, article)
  })
  workspace.view.update(before => ({...before, selected: id}))
  offerUndo(
    workspace,
    stays.length === 0
      ? say('Brought back.')
      : say('Brought back as far as it can be. {what} {many, plural, one {is} other {are}} left as it is now.', {
          what: listed(stays),
          many: stays.length,
        }),
  )
  return ok(null)
}

/** As asked for in a history: that has the focus afterwards, since the button that was pressed may be gone. */
export function bringBackHere(workspace: Workspace, article: OpenArticle, id: AnnotationId, state: Annotation): void {
  const done = bringBack(workspace, article, id, state)
  if (!done.ok) workspace.toasts.show({text: tell(done.error), tone: 'error', here: true})
  requestAnimationFrame(() => workspace.panes.focusHistory?.())
}

const ORDER: readonly ReadonlySet<Difference['of']>[] = [new Set(['layer']), new Set(['words', 'feature']), new Set(['stance', 'confidence', 'mark'])]

type Bringing = {readonly workspace: Workspace; readonly article: OpenArticle; readonly id: AnnotationId; readonly act: Act}

/** What of it was left, in words; `undefined` where it was brought back. */
function bringBackOne({workspace, article, id, act}: Bringing, difference: Difference): string | undefined {
  const {set, text} = article
  const naming = namingThen(workspace, article)
  switch (difference.of) {
    case 'mark':
      if (difference.after === 'there') set.restore([id], act)
      return undefined
    case 'layer':
      if (layerNamed(naming.schema, difference.after) === undefined)
        return say('The layer {layer}, which the schema does not have any more,', {layer: difference.after})
      set.setLayer(id, difference.after, act)
      return undefined
    case 'words': {
      const found = anchorsIn(text)(difference.after)
      const selector = found.state === 'exact' ? selectorOf(text, found.span) : refused('')
      if (!selector.ok) return say('What it marks')
      set.resize(id, selector.value, act)
      return undefined
    }
    case 'feature':
      return bringBackFeature({workspace, article, id, act}, difference)
    case 'stance': {
      const {before, after} = difference
      const stance = after ?? before
      if (stance === undefined) return undefined
      const layer = set.get(id)?.layer ?? ''
      const said = say('The stance “{stance}”', {stance: stanceWords(naming, layer, stance)})
      if (stance.by !== act.by) return say('{stance}, which is {name}’s to say,', {stance: said, name: nameOf(workspace, stance.by)})
      if (after !== undefined && !checkFeature(naming.schema, layer, STANCES, [after]).ok)
        return say('{stance}, which {layer} cannot have any more,', {stance: said, layer: layerWords(naming, layer)})
      if (after === undefined) set.removeStance(id, stance.id, act)
      else set.putStance(id, {...after, ...act}, act)
      return undefined
    }
    case 'confidence':
      set.setConfidence(id, difference.after, act)
      return undefined
    default:
      return difference satisfies never
  }
}

function bringBackFeature({workspace, article, id, act}: Bringing, {name, before, after}: Extract<Difference, {of: 'feature'}>): string | undefined {
  const {set} = article
  const naming = namingThen(workspace, article)
  const layer = set.get(id)?.layer ?? ''
  if (after !== undefined && !checkFeature(naming.schema, layer, name, after).ok)
    return say('{feature}, whose former value {layer} cannot have any more,', {
      feature: featureOf(naming, layer, name)?.label ?? name,
      layer: layerWords(naming, layer),
    })
  const isText = typeof (after ?? before) === 'string' && (set.texts(id, name).length > 0 || featureOf(naming, layer, name)?.kind === 'text')
  if (isText && (after === undefined || typeof after === 'string'))
    set.writeText(id, {...act, id: workspace.newId(), feature: name, text: after ?? ''}, typeof before === 'string' ? before : '')
  else if (!isStances(after)) setFeature(workspace, article, id, name, after)
  return undefined
}

/** Whether there is something of a state to bring back. */
export const canBringBack = (now: Annotation, state: Annotation): boolean => state.removed === undefined && differences(now, state).length > 0
