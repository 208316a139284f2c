import {iso} from '../core/iso-time.ts'
import {message} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import type {SchemaDraft} from '../core/schema/draft.ts'
import {draftProblems} from '../core/schema/draft-problems.ts'
import {draftedSchema} from '../core/schema/drafted-schema.ts'
import {afterPublishing} from '../core/schema/goes-now.ts'
import {problemWords} from '../core/schema/problem-words.ts'
import type {Schema, WantedMapping} from '../core/schema/schema.ts'
import {parseNewSchema} from '../core/schema/schema-file.ts'
import {draftNamed} from '../hub/draft-named.ts'
import type {Hub} from '../hub/hub.ts'
import type {Project} from '../project/project.ts'
import type {Terminal} from './terminal.ts'

/** A draft as it would come into force. `base`: the version that it goes on from. */
export type DraftTaken = {readonly draft: SchemaDraft; readonly schema: Schema; readonly mappings: readonly WantedMapping[]; readonly base: number}

/** Refused with all that is wrong with it. */
export function draftTaken(project: Pick<Project, 'drafts'>, wanted: string): Result<DraftTaken> {
  const found = draftNamed(project, wanted)
  if (!found.ok) return found
  const draft = found.value
  const [problem] = draftProblems(draft)
  if (problem !== undefined) return refused(message('This draft cannot be published yet: {problem}', {problem: problemWords(problem, draft)}))
  const {schema, mappings} = draftedSchema(draft)
  const parsed = parseNewSchema(schema)
  return parsed.ok ? ok({draft, schema: parsed.value, mappings, base: draft.origin.base}) : parsed
}

/** What is in force by now is taken out of a draft, and the draft with it where nothing is left. */
export async function settleDraft(hub: Hub, {draft, schema}: DraftTaken, version: number): Promise<void> {
  await hub.changeProject(({drafts}) => {
    const now = drafts.get(draft.id)
    if (now === undefined) return
    const next = afterPublishing(now, draft, {...schema, version})
    if (next.edits.size === 0) drafts.discard(draft.id)
    else drafts.goOn(now, next)
  })
}

/** Throws a draft away. */
export async function discardDraft(hub: Hub, wanted: string): Promise<Result<string>> {
  let found: Result<string> = ok('')
  const made = await hub.changeProject(project => {
    const draft = draftNamed(project, wanted)
    found = draft.ok ? ok(draft.value.id) : draft
    if (draft.ok) project.drafts.discard(draft.value.id)
  })
  return made.ok ? found : made
}

/** Id, when and by whom it was begun, what it goes on from, and how many layers, features and labels it changes, with tabs between. */
export function listDrafts({drafts, displayName, schema}: Project, {say}: Terminal): void {
  for (const {id, origin, edits} of drafts.all()) {
    const isBehind = origin.base !== schema().version
    say([id, iso(origin.at), displayName(origin.by) ?? origin.by, `${origin.from} ${origin.base}${isBehind ? ' (older)' : ''}`, `${edits.size}`].join('\t'))
  }
}
