import type {Message} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {AnnotationId} from '../../core/annotation/annotation.ts'
import {ok, refused} from '../../core/result.ts'
import type {AnnotationHistory, AnnotationState, HistoryApi} from '../../ipc/history-api.ts'
import type {PastState} from '../../project/annotation-past.ts'
import type {DocumentAddress} from '../../project/document-address.ts'
import {documentName} from '../../project/document-address.ts'
import type {Project} from '../../project/project.ts'
import type {DocumentLog} from '../../storage/log/document-log.ts'
import {turn} from '../../storage/libsql/turn.ts'
import type {HistoryReadings} from './history-readings.ts'
import {historyReading} from './history-readings.ts'
import type {RequestContext} from './request-context.ts'

type Context = Pick<RequestContext, 'may' | 'person'> & {
  readonly folder: {readonly projectId: string; readonly store: Pick<DocumentLog, 'past'>}
  readonly project: Pick<Project, 'schema'> & {readonly articles: Pick<Project['articles'], 'standing'>}
  readonly readings: HistoryReadings
}

/** Told alike whether there is something or not. */
const CLOSED = message('This is closed to you until the round is opened.')

/** What one person may ask about how annotations came to be as they are. */
export function historyRequests({folder, project, readings, may, person}: Context): HistoryApi {
  const historyIn = async (name: string, annotation: AnnotationId, from: number): Promise<AnnotationHistory> => {
    const of = `${name} ${annotation}`
    const reading = readings.taken(person.id, of, from) ?? (await historyReading({store: folder.store, schema: project.schema()}, name, annotation, from))
    const states: AnnotationState[] = []
    let size = 0
    for (let past = reading.ahead(); past !== undefined; past = reading.ahead()) {
      if (states.length === AT_ONCE || (states.length > 0 && size > LARGEST)) {
        readings.keep(person.id, of, reading)
        return {states, next: reading.place()}
      }
      const state = stateOf(past)
      states.push(state)
      size += JSON.stringify(state).length
      reading.take()
      await turn()
    }
    return {states}
  }
  return {
    annotationHistory: async (article, owner, annotation, from) => {
      const address: DocumentAddress = {kind: 'set', article, owner}
      const mayRead = (): boolean => may(person, address) !== 'none'
      if (!mayRead()) return refused(CLOSED)
      const history = await historyIn(documentName(folder.projectId, address), annotation, from).then(ok, error => {
        // A store that is out of reach says so itself, and with what cause.
        if (error instanceof Error && error.cause !== undefined) return refused(error.message)
        console.error('A history could not be read:', error)
        return refused(unreadable(project.articles.standing(article)?.title))
      })
      // A round may have begun meanwhile.
      return mayRead() ? history : refused(CLOSED)
    },
  }
}

const unreadable = (title: string | undefined): Message =>
  title === undefined
    ? message(
        'This history could not be read, because the log of this article holds a change that cannot be played. Its annotations are as they were. Check the project.',
      )
    : message(
        'This history could not be read, because the log of “{title}” holds a change that cannot be played. Its annotations are as they were. Check the project.',
        {title},
      )

/** States in one answer, and how long they may be together, in UTF-16 units of JSON: a quote may be a whole article. */
const AT_ONCE = 100
const LARGEST = 1 << 20

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
