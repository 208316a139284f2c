import {Redis as RedisExtension} from '@hocuspocus/extension-redis'
import type {afterLoadDocumentPayload, Extension} from '@hocuspocus/server'
import {Redis} from 'ioredis'

/** What carries live traffic between the hubs of a project. Everything it carries stands in their common log already. */
export interface RedisLink {
  readonly extension: Extension
  isUp(): boolean
  close(): Promise<void>
}

/** Milliseconds between attempts to reach Redis again. */
const RETRY = 500
/** Milliseconds that opening a document waits for Redis at most: what it lacks then comes from the log. */
const PATIENCE = 2000
/** Milliseconds that a document nobody is at any more stays to hand out its last changes; afterwards others take them from the log. */
const GOODBYE = 200

/**
 * The Redis extension of the sync server, made so that a Redis that is away never keeps anybody from opening a document or
 * from working: while it is, nothing is published or queued, and documents opened meanwhile are joined to it when it is back.
 */
export function redisLink(given: {url: string; projectId: string; isInStep: () => boolean; onChange: (isUp: boolean) => void}): RedisLink {
  const options = {retryStrategy: () => RETRY, connectTimeout: PATIENCE}
  const publisher = new Redis(given.url, {...options, enableOfflineQueue: false, maxRetriesPerRequest: 0})
  const subscriber = new Redis(given.url, {...options, maxRetriesPerRequest: null})
  const emit = subscriber.emit.bind(subscriber)
  // What is left out here comes from the log once this hub has heard of the others again.
  subscriber.emit = (event, ...rest) => (event === 'messageBuffer' && !given.isInStep() ? false : emit(event, ...rest))
  const clients = [publisher, subscriber]
  // The extension asks for the one to publish with first.
  const redis = new RedisExtension({
    prefix: `claimlight:${given.projectId}`,
    disconnectDelay: GOODBYE,
    createClient: () => clients.shift() ?? subscriber.duplicate(),
  })
  const unjoined = new Map<string, afterLoadDocumentPayload>()
  let up = false
  let closed = false

  const join = async (payload: afterLoadDocumentPayload): Promise<void> => {
    unjoined.set(payload.documentName, payload)
    try {
      await redis.afterLoadDocument(payload)
      if (unjoined.get(payload.documentName) === payload) unjoined.delete(payload.documentName)
    } catch {
      // Redis went away in between: it is joined when Redis is back.
    }
  }
  const notice = (): void => {
    const now = !closed && publisher.status === 'ready' && subscriber.status === 'ready'
    if (now === up) return
    up = now
    if (up) for (const payload of unjoined.values()) void join(payload)
    given.onChange(up)
  }
  for (const client of [publisher, subscriber]) {
    // Without a listener each failed attempt is printed.
    client.on('error', () => undefined)
    for (const event of ['ready', 'close', 'end'] as const) client.on(event, notice)
  }
  return {
    isUp: () => up,
    extension: {
      priority: 1000,
      onConfigure: payload => redis.onConfigure(payload),
      afterLoadDocument: async payload => {
        if (!up) {
          unjoined.set(payload.documentName, payload)
          return
        }
        await Promise.race([join(payload), new Promise(resolve => setTimeout(resolve, PATIENCE).unref())])
      },
      onChange: async payload => (up ? redis.onChange(payload) : undefined),
      onAwarenessUpdate: async payload => (up ? redis.onAwarenessUpdate(payload) : undefined),
      beforeUnloadDocument: async payload => (up ? redis.beforeUnloadDocument(payload) : undefined),
      afterUnloadDocument: async payload => {
        unjoined.delete(payload.documentName)
        await redis.afterUnloadDocument(payload)
      },
    },
    close: async () => {
      closed = true
      // It says good-bye to Redis first, which fails when Redis is away.
      await redis.onDestroy().catch(() => undefined)
      publisher.disconnect()
      subscriber.disconnect()
    },
  }
}
