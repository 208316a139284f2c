import {earlier} from '../earlier.ts'
import {iso} from '../iso-time.ts'
import type {Given} from '../round/worklist.ts'
import {inGivenOrder} from '../round/worklist.ts'
import {present} from './dataset-entries.ts'
import type {SealedFinish, SnapshotWorklist} from './project-snapshot.ts'
import type {WorklistEntry} from './worklist-shape.ts'

type GivenEntry = WorklistEntry['articles'][number]
type FinishEntry = WorklistEntry['finished'][number]

export const worklistEntry = ({round, annotator, given: list, finished}: SnapshotWorklist): WorklistEntry => ({
  round,
  annotator,
  articles: [...list].sort(inGivenOrder).map(givenEntry),
  finished: [...finished].sort(earlier).map(finishEntry),
})

const givenEntry = ({article, position, by, at, removed}: Given): GivenEntry => ({
  article,
  position,
  by,
  at: iso(at),
  ...(removed !== undefined && {removedBy: removed.by, removedAt: iso(removed.at)}),
})

function finishEntry({id: name, article, by, at, commitment, nonce, named, key, signature: value, signedAs, takenBack, unsealed}: SealedFinish): FinishEntry {
  const signed =
    key === undefined || value === undefined || signedAs === undefined ? undefined : {key, value, ...present({project: signedAs.project, by: signedAs.by})}
  return {
    id: name,
    article,
    by,
    at: iso(at),
    commitment,
    ...present({
      nonce,
      named: named === undefined || named.length === 0 ? undefined : named.map(nameEntry),
      signature: signed as FinishEntry['signature'],
      unsealed: nonce === undefined ? unsealed : undefined,
    }),
    ...(takenBack !== undefined && {takenBackBy: takenBack.by, takenBackAt: iso(takenBack.at)}),
  }
}

const nameEntry = ({
  annotation,
  version,
  feature,
  stance,
  end,
  id: then,
}: NonNullable<SealedFinish['named']>[number]): NonNullable<FinishEntry['named']>[number] => ({
  annotation,
  version,
  ...present({feature, stance, end}),
  id: then,
})

export const snapshotWorklist = ({round, annotator, articles, finished}: WorklistEntry): SnapshotWorklist => ({
  round,
  annotator,
  given: articles.map(({removedBy, removedAt, ...entry}) => ({...entry, at: Date.parse(entry.at), ...removal(removedBy, removedAt, 'removed')})),
  finished: finished.map(({takenBackBy, takenBackAt, signature: signed, ...entry}) => ({
    ...entry,
    at: Date.parse(entry.at),
    ...(signed !== undefined && {
      key: signed.key,
      signature: signed.value,
      signedAs: {project: signed.project, ...(signed.by !== undefined && {by: signed.by})},
    }),
    ...removal(takenBackBy, takenBackAt, 'takenBack'),
  })),
})

const removal = <K extends string>(by: string | undefined, at: string | undefined, field: K): {readonly [F in K]?: {by: string; at: number}} =>
  by === undefined || at === undefined ? {} : ({[field]: {by, at: Date.parse(at)}} as {[F in K]: {by: string; at: number}})
