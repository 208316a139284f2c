import {useMemo, useState} from 'react'
import type {Message} from '../../../core/language/message.ts'
import type {ToldConflict} from '../../../core/schema/conflict-words.ts'
import {conflictWords, decidedFor} from '../../../core/schema/conflict-words.ts'
import {differenceWords} from '../../../core/schema/difference-words.ts'
import type {SchemaDraft} from '../../../core/schema/draft.ts'
import type {DraftConflict, Rebased} from '../../../core/schema/draft-rebase.ts'
import {rebased} from '../../../core/schema/draft-rebase.ts'
import type {KeptVersion} from '../../../core/schema/kept-version.ts'
import {schemaDiff} from '../../../core/schema/schema-diff.ts'
import {useWorkspace} from '../../state/use-workspace.ts'

/** Another version that was published since a draft began. */
export type Meanwhile = {
  readonly version: number
  /** Those since the one that the draft began with, the earliest first. */
  readonly published: readonly KeptVersion[]
  /** What they changed, in words; `undefined` where the version that the draft began with is not kept. */
  readonly differences: readonly Message[] | undefined
  readonly conflicts: readonly (ToldConflict & {readonly isTheirs: boolean; readonly decide: (isTheirs: boolean) => void})[]
  /** Puts the draft on it, as it was decided. */
  readonly goOn: () => void
}

/** `undefined` where the draft goes on from the version in force. */
export function useMeanwhile(draft: SchemaDraft, onGoOn: ((draft: SchemaDraft) => void) | undefined): Meanwhile | undefined {
  const workspace = useWorkspace('project', 'drafts')
  const {project} = workspace
  const inForce = workspace.writtenSchema()
  const {origin} = draft
  const [chosen, setChosen] = useState<{readonly of: Rebased | undefined; readonly theirs: ReadonlySet<DraftConflict>}>({of: undefined, theirs: new Set()})
  const read = useMemo((): Rebased => {
    const {from} = origin
    // What began elsewhere takes the place of the schema in force, whatever that is.
    if (from !== 'in-force') return {origin: {...origin, base: inForce.version}, edits: draft.edits, conflicts: []}
    return rebased(draft, {...origin, base: inForce.version, schema: inForce})
  }, [draft, origin, inForce])
  const before = project.versions.get(origin.base)?.schema
  const differences = useMemo(() => before && schemaDiff(before, inForce).map(each => differenceWords(each, before, inForce)), [before, inForce])
  if (origin.base === inForce.version) return undefined
  const theirs = chosen.of === read ? chosen.theirs : new Set<DraftConflict>()
  return {
    version: inForce.version,
    published: project.versions.all().filter(({version}) => version > origin.base),
    differences,
    conflicts: read.conflicts.map(conflict => ({
      ...conflictWords(conflict, read, origin.schema),
      isTheirs: theirs.has(conflict),
      decide: isTheirs => setChosen({of: read, theirs: new Set([...[...theirs].filter(each => each !== conflict), ...(isTheirs ? [conflict] : [])])}),
    })),
    goOn: () => {
      const next = {origin: read.origin, edits: decidedFor(theirs, read.edits)}
      if (onGoOn === undefined) project.drafts.goOn(draft, next)
      else onGoOn({...draft, ...next})
    },
  }
}
