import {useMemo, useState} from 'react'
import type {Sentence} from '../../../core/language/message.ts'
import {message} from '../../../core/language/message.ts'
import {isBlind} from '../../../core/round/blindness.ts'
import type {SchemaDraft} from '../../../core/schema/draft.ts'
import {draftParts} from '../../../core/schema/draft.ts'
import {staleWords} from '../../../core/schema/draft-doubts.ts'
import {shownLabel} from '../../../core/schema/draft-keys.ts'
import {draftProblems} from '../../../core/schema/draft-problems.ts'
import {draftedSchema} from '../../../core/schema/drafted-schema.ts'
import type {InBlindness} from '../../../core/schema/goes-now.ts'
import {afterPublishing, goesNow} from '../../../core/schema/goes-now.ts'
import {problemWords} from '../../../core/schema/problem-words.ts'
import type {Schema, WantedMapping} from '../../../core/schema/schema.ts'
import {parseNewSchema} from '../../../core/schema/schema-file.ts'
import {inQuotation} from '../../../core/text/in-quotation.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import type {Workspace} from '../../state/workspace.ts'
import {say, tell} from '../../ui/say.ts'
import {useSchemaChange} from './use-schema-change.ts'

const NO_MAPPINGS: readonly WantedMapping[] = []

/** A draft as it would be published: what goes, whether it is a schema, and what of annotations is read as what. */
type Ready = Pick<InBlindness, 'now' | 'waits'> & {
  /** All of it. */ readonly next: Schema
  readonly schema?: Schema
  readonly given: readonly WantedMapping[]
  readonly problems: readonly Sentence[]
}

/** What is shown and done on the way from a draft to a version. */
export function usePublishing(whole: SchemaDraft, onDone: () => void) {
  const workspace = useWorkspace('project', 'drafts', 'session')
  const {project, host} = workspace
  const inForce = workspace.writtenSchema()
  const isAlone = isBlind(project.rounds.all())
  // Of one that cannot be read nobody can say what is otherwise.
  const isUnread = project.schemaProblem() !== undefined
  const isCurrent = whole.origin.base === inForce.version
  const {now, waits, next, schema, given, problems} = useMemo(() => readyOf(whole, inForce, isAlone), [whole, inForce, isAlone])
  const stale = useMemo(() => staleLabels(whole), [whole])
  const change = useSchemaChange(host.requests, isCurrent ? schema : undefined, given)
  const [note, setNote] = useState('')
  const [problem, setProblem] = useState<{readonly of: SchemaDraft; readonly words: string}>()
  const [isBusy, setBusy] = useState(false)
  const content = useMemo(() => schema && JSON.stringify(schema), [schema])
  /** What its publisher has been shown to decide on. */
  const [shown, setShown] = useState<{readonly base: number; readonly content: string; readonly isAgain: boolean}>()
  const {base} = whole.origin
  if (content !== undefined && shown?.base !== base) setShown({base, content, isAgain: false})

  const publish = async (): Promise<void> => {
    if (now === undefined || schema === undefined || content === undefined) return
    if (shown?.content !== content) return setShown({base, content, isAgain: true})
    setBusy(true)
    setProblem(undefined)
    const taken = await host.requests.takeSchema(draftedSchema(now).schema, change.mappings, {base, ...(note.trim() !== '' && {note: note.trim()})})
    setBusy(false)
    if (!taken.ok) return setProblem({of: whole, words: tell(taken.error)})
    const {name, version} = taken.value
    keepRest(workspace, whole, now, {...schema, version})
    workspace.toasts.show({text: say('The schema “{name}” is in force now, as version {version}.', {name: inQuotation(name), version}), tone: 'success'})
    onDone()
  }
  return {
    waits,
    next,
    given,
    problems,
    /** Labels that were changed, some of them, without their words in other languages. */
    stale,
    change,
    note,
    setNote,
    /** Of the draft as it was refused. */
    problem: problem?.of === whole ? problem.words : undefined,
    isBusy,
    /** Somebody changed the draft after its effect was shown first, and Publish asks once more. */
    hasChanged: shown !== undefined && shown.base === base && content !== undefined && (shown.isAgain || shown.content !== content),
    /** Something of it can be published. */
    goesOn: now !== undefined,
    isCounting: isCurrent && schema !== undefined && change.version === undefined && change.refusal === undefined,
    isReady: isCurrent && now !== undefined && change.isSettled && change.refusal === undefined && (change.changes.length > 0 || isUnread),
    publish,
  }
}

export type Publishing = ReturnType<typeof usePublishing>

function readyOf(whole: SchemaDraft, inForce: Schema, isAlone: boolean): Ready {
  const problems = draftProblems(whole).map(each => problemWords(each, whole))
  const {now, waits, next = inForce}: InBlindness = isAlone ? goesNow(whole, inForce) : {now: whole, waits: []}
  if (now === undefined || problems.length > 0) return {waits, next, given: NO_MAPPINGS, problems}
  const {schema, mappings} = draftedSchema(now)
  const parsed = parseNewSchema(schema)
  return parsed.ok ? {now, waits, next, schema: parsed.value, given: mappings, problems} : {waits, next, given: NO_MAPPINGS, problems: [parsed.error]}
}

/** Labels that are named. */
const NAMED = 5

function staleLabels(whole: SchemaDraft): readonly Sentence[] {
  const parts = new Map(draftParts(whole).map(part => [part.id, part]))
  const all = staleWords(whole).flatMap(({part}) => {
    const found = parts.get(part)
    return found === undefined ? [] : [shownLabel(found)]
  })
  const more = all.length - NAMED
  return more <= 0 ? all : [...all.slice(0, NAMED), message('{more, number} more', {more})]
}

/** What of a draft is not in force yet stays in it, on the new version: what has to wait, and what somebody changed meanwhile. */
function keepRest({project: {drafts}}: Workspace, read: SchemaDraft, published: SchemaDraft, schema: Schema): void {
  const draft = drafts.get(read.id)
  if (draft === undefined) return
  const next = afterPublishing(draft, published, schema)
  if (next.edits.size === 0) drafts.discard(draft.id)
  else drafts.goOn(draft, next)
}
