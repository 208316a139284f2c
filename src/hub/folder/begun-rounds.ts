import type {Round} from '../../core/round/round.ts'
import type {Worklist} from '../../core/round/worklist.ts'
import {documentName} from '../../project/document-address.ts'
import type {Project} from '../../project/project.ts'
import type {SharedFolder} from './shared-folder.ts'

/** Tells a folder of the worklists of each round that begins: while it was a draft they were kept from it, and beginning changes nothing in them. */
export function tellBegunRounds(given: {
  readonly projectId: string
  readonly project: Pick<Project, 'observe'>
  readonly rounds: () => readonly Round[]
  readonly worklists: {of(round: string): readonly Worklist[]}
  readonly exchange: Pick<SharedFolder, 'changed'>
}): void {
  const begun = (): readonly string[] => given.rounds().flatMap(({id, state}) => (state === 'draft' ? [] : [id]))
  const known = new Set(begun())
  given.project.observe(() => {
    for (const round of begun()) {
      if (known.has(round)) continue
      known.add(round)
      for (const {annotator} of given.worklists.of(round)) given.exchange.changed(documentName(given.projectId, {kind: 'worklist', round, annotator}))
    }
  })
}
