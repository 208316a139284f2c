import type {Annotation, FeatureValue, Reference, Stance} from '../../core/annotation/annotation.ts'
import {isReference, stancesOf} from '../../core/annotation/annotation.ts'
import type {Pointer} from '../../core/annotation/pointers.ts'
import type {Mention} from '../../ipc/registry-api.ts'
import {setFeature} from '../annotate/edit-annotations.ts'
import type {OpenArticle} from '../state/open-article.ts'
import type {Workspace} from '../state/workspace.ts'
import {createClaim, createEntity, createTopic} from './registry-acts.ts'

/** What became of a split: mentions that point at the new one now, and why others do not. */
export type Split = {readonly moved: number; readonly othersStances: number; readonly closed: number}

/** Gives some mentions of a record one of their own, in one step over all their articles. Another person's stances stay as she gave them. */
export async function splitMentions(workspace: Workspace, from: Pointer, name: string, mentions: readonly Mention[]): Promise<Split> {
  const open = new Map<string, OpenArticle>()
  for (const {article} of mentions) {
    if (open.has(article)) continue
    const loaded = await workspace.load(article)
    // The new record is in the registry of one round, or the team's: nobody else's work can point at it.
    if (loaded.ok && loaded.value.owner === workspace.registry.owner && !loaded.value.readOnly()) open.set(article, loaded.value)
  }
  const found = mentions.flatMap(({article, annotation}) => {
    const opened = open.get(article)
    const there = opened?.set.get(annotation)
    return opened === undefined || there === undefined || there.removed !== undefined ? [] : [{article: opened, annotation: there}]
  })
  if (found.length === 0) return {moved: 0, othersStances: 0, closed: mentions.length}
  const {kind} = from
  let othersStances = 0
  workspace.undo.together(() => {
    const {id} = kind === 'entity' ? entityLike(workspace, from.id, name) : kind === 'claim' ? createClaim(workspace, name) : createTopic(workspace, name)
    const points = (to: {readonly kind: string; readonly id?: string}): boolean =>
      to.kind === kind && to.id !== undefined && rootOf(workspace, kind, to.id) === from.id
    for (const each of found) othersStances += moveReferences(workspace, each.article, each.annotation, points, {kind, id})
  })
  return {moved: found.length, othersStances, closed: mentions.length - found.length}
}

/** The new entity has the type of the one it was told apart from. */
function entityLike(workspace: Workspace, id: string, name: string): Pointer {
  const made = createEntity(workspace, name, undefined)
  const type = workspace.registry.entities.standing(id)?.type
  if (type !== undefined) workspace.registry.transact(() => workspace.registry.entities.patch(made.id, {type}))
  return made
}

const rootOf = ({project, registry}: Workspace, kind: Pointer['kind'], id: string): string =>
  (kind === 'topic' ? project.topics : kind === 'entity' ? registry.entities : registry.claims).rootOf(id)

/** How many stances of others stay. */
function moveReferences(
  workspace: Workspace,
  article: OpenArticle,
  annotation: Annotation,
  points: (to: Reference | Stance['holder'] | Stance['target']) => boolean,
  to: Pointer,
): number {
  const act = workspace.act()
  let others = 0
  article.set.transact(() => {
    for (const [name, value] of Object.entries(annotation.features))
      if (isPointing(value) && points(value)) setFeature(workspace, article, annotation.id, name, to as Reference)
    for (const stance of stancesOf(article.set.get(annotation.id) ?? annotation)) {
      if (!points(stance.holder) && !points(stance.target)) continue
      if (stance.by !== act.by) others++
      else
        article.set.putStance(
          annotation.id,
          {...stance, ...(points(stance.holder) && {holder: to as Stance['holder']}), ...(points(stance.target) && {target: to})},
          act,
        )
    }
  })
  return others
}

const isPointing = (value: FeatureValue): value is Reference => isReference(value)
