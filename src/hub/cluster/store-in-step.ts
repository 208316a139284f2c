import {SentenceError} from '../../core/language/sentence-error.ts'
import {message} from '../../core/language/message.ts'
import type {DocumentLog} from '../../storage/log/document-log.ts'
import {patiently} from './cluster.ts'

const OUT_OF_STEP = message('This hub has not heard of the others for a while, so it shows nothing new. Try again in a moment.')

/** The store, giving out documents while this hub is in step with the others. */
export const storeInStep = (store: DocumentLog, outOfStep: () => boolean): DocumentLog => ({
  ...store,
  load: name => patiently(async () => (outOfStep() ? Promise.reject(new SentenceError(OUT_OF_STEP)) : store.load(name))),
})
