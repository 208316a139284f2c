import type {AnnotationId} from '../../core/annotation.ts'
import {ok, refused} from '../../core/result.ts'
import type {AnnotationHistory, AnnotationState, HistoryApi} from '../../ipc/history-api.ts'
import type {PastState} from '../../project/annotation-past.ts'
import {annotationPast} from '../../project/annotation-past.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import {documentName} from '../../project/document-address.ts'
import {playedPast} from '../../storage/logged-past.ts'
import type {ProjectStore} from '../../storage/project-store.ts'
import type {RequestContext} from './request-context.ts'

type Context = Pick<RequestContext, 'may' | 'person'> & {readonly folder: {readonly projectId: string; readonly store: Pick<ProjectStore, 'past'>}}

/** Told alike whether there is something or not. */
const CLOSED = 'This is closed to you until the round is opened.'

/** What one person may ask about how annotations came to be as they are. */
export function historyRequests({folder, may, person}: Context): HistoryApi {
  return {
    annotationHistory: async (article, owner, annotation, from) => {
      const address: DocumentAddress = {kind: 'set', article, owner}
      const mayRead = (): boolean => may(person, address) !== 'none'
      if (!mayRead()) return refused(CLOSED)
      const history = await historyIn(folder.store, documentName(folder.projectId, address), annotation, from)
      // A round may have begun meanwhile.
      return mayRead() ? ok(history) : refused(CLOSED)
    },
  }
}

/** States in one answer, and how long they may be together, in UTF-16 units of JSON: a quote may be a whole article. */
const AT_ONCE = 100
const LARGEST = 1 << 20

async function historyIn(store: Pick<ProjectStore, 'past'>, name: string, annotation: AnnotationId, from: number): Promise<AnnotationHistory> {
  const {doc, changes} = await playedPast(await store.past(name, annotation))
  const states: AnnotationState[] = []
  let place = 0
  let size = 0
  try {
    for (const past of annotationPast(
      doc,
      annotation,
      changes.filter(change => change.annotation === annotation),
    )) {
      if (place++ < from) continue
      if (states.length === AT_ONCE || (states.length > 0 && size > LARGEST)) return {states, next: from + states.length}
      const state = stateOf(past)
      states.push(state)
      size += JSON.stringify(state).length
    }
    return {states}
  } finally {
    doc.destroy()
  }
}

function stateOf({annotation, arrival, signed}: PastState): AnnotationState {
  const by = arrival?.by ?? signed.by
  return {
    annotation,
    here: arrival?.by !== undefined,
    ...(by !== undefined && {by}),
    ...(arrival !== undefined && {arrived: arrival.at}),
    ...(signed.at !== undefined && {signedAt: signed.at}),
  }
}
