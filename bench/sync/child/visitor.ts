import {createDecoder, readAny} from 'lib0/decoding'
import {encode, writeAny} from 'lib0/encoding'
import {articleId} from '../../../src/core/article/article.ts'
import type {Result} from '../../../src/core/result.ts'
import type {HostApi, HostMethod} from '../../../src/ipc/host-api.ts'
import {project} from '../../../src/project/project.ts'
import {parseInvitation} from '../../../src/sync/invitation-link.ts'
import {answerParent, sharedClock} from './answer.ts'
import type {Place} from './client.ts'
import {clientAt, hubAt} from './client.ts'

type Browser = {readonly origin: string; readonly headers: {readonly cookie: string; readonly origin: string}}

async function signIn(signInUrl: string): Promise<Browser> {
  const {origin} = new URL(signInUrl)
  const visit = await fetch(signInUrl, {redirect: 'manual'})
  return {origin, headers: {cookie: visit.headers.get('set-cookie')?.split(';')[0] ?? '', origin}}
}

async function ask<M extends HostMethod>({origin, headers}: Browser, method: M, ...args: Parameters<HostApi[M]>): Promise<unknown> {
  const body = encode(encoder => writeAny(encoder, args as never))
  const answer = await fetch(`${origin}/api/${method}`, {method: 'POST', headers, body: new Uint8Array(body)})
  if (!answer.ok) throw new Error(`${method} was answered ${answer.status}.`)
  const result = readAny(createDecoder(new Uint8Array(await answer.arrayBuffer()))) as Result<unknown>
  if (!result.ok) throw new Error(`${method}: ${result.error}`)
  return result.value
}

answerParent({
  /** Invites so many people and redeems for them, as their browsers behind a proxy would; the headers by which they come in, and the token of an invitation that is left. */
  invite: async ({signInUrl, shared, publicHost, count}: {signInUrl: string; shared: string; publicHost: string; count: number}) => {
    const owner = await signIn(signInUrl)
    const {projectId} = (await ask(owner, 'session')) as {projectId: string}
    const people: {readonly [name: string]: string}[] = []
    for (let n = 0; n < count; n++) {
      const {browserLink} = (await ask(owner, 'invite', {name: `Annotator ${n}`, role: 'annotator', days: 1})) as {browserLink: string}
      const link = parseInvitation(browserLink)
      if (!link.ok) throw new Error(`${link.error}`)
      const headers = {host: publicHost, 'x-forwarded-for': `10.0.${n >> 8}.${n & 255}`}
      const body = {v: 1, project: projectId, token: link.value.token, wish: 'session', person: {name: `Annotator ${n}`}, device: 'Bench'}
      const session = await post(`${shared}/join`, headers, JSON.stringify(body))
      people.push({...headers, authorization: `Bearer ${session}`})
    }
    const {browserLink} = (await ask(owner, 'invite', {name: 'Nobody yet', role: 'reader', days: 1})) as {browserLink: string}
    const unused = parseInvitation(browserLink)
    return {projectId, people, token: unused.ok ? unused.value.token : ''}
  },
  /** Opens one article's set after the other, makes some annotations in each, and leaves it. */
  leave: async ({place, from, count, each}: {place: Place; from: number; count: number; each: number}) => {
    const article = (n: number): string => articleId(`Article ${n}`)
    if (place.system === 'y-websocket') {
      for (let n = from; n < from + count; n++) {
        const client = await clientAt({...place, article: article(n)}, 'visitor')
        client.add(each, true)
        await client.close()
      }
      return
    }
    const hub = hubAt(place)
    for (let n = from; n < from + count; n++) {
      const client = await clientAt({...place, article: article(n)}, 'visitor', hub)
      client.add(each, true)
      await client.settled()
      await client.close()
    }
    await hub.close()
  },
  /** What a window does when it opens; milliseconds since `started` at which each was there. */
  open: async ({signInUrl, started}: {signInUrl: string; started: number}) => {
    const listening = sharedClock() - started
    const browser = await signIn(signInUrl)
    const {projectId} = (await ask(browser, 'session')) as {projectId: string}
    const session = sharedClock() - started
    const hub = hubAt({system: 'claimlight', url: `${browser.origin.replace('http', 'ws')}/sync`, projectId, headers: browser.headers, article: ''})
    const opened = hub.open({kind: 'project'})
    await opened.loaded
    const synced = sharedClock() - started
    const listed = project(opened.doc).articles.all().length
    const list = sharedClock() - started
    const summarised = ((await ask(browser, 'summaries', null)) as unknown[]).length
    const summaries = sharedClock() - started
    await hub.close()
    return {listening, session, synced, list, summaries, articles: listed, summarised}
  },
})

/** `fetch` sets the Host header by itself; here it is the proxy's to say. */
async function post(url: string, headers: {readonly [name: string]: string}, body: string): Promise<string> {
  const {request} = await import('node:http')
  const text = await new Promise<string>((resolve, reject) => {
    const sent = request(url, {method: 'POST', headers: {...headers, 'content-type': 'application/json'}}, answer => {
      let got = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk: string) => {
        got += chunk
      })
      answer.on('end', () => resolve(got))
    })
    sent.on('error', reject)
    sent.end(body)
  })
  const answer = JSON.parse(text) as {ok: boolean; session?: string; error?: string}
  if (!answer.ok || answer.session === undefined) throw new Error(answer.error ?? text)
  return answer.session
}
