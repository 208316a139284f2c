import {readFile} from 'node:fs/promises'
import {extname, join, normalize, sep} from 'node:path'
import type {CustomScheme} from 'electron'
import {CONTENT_SECURITY_POLICY} from '../ipc/content-security-policy.ts'

/** The page's own origin: with it storage, fetch and policies work as on the web, and file:// is never needed. */
const SCHEME = 'app'
const HOST = 'claimlight'
export const APP_URL = `${SCHEME}://${HOST}/index.html`

/** Must be registered before the app is ready. */
export const APP_SCHEME: CustomScheme = {scheme: SCHEME, privileges: {standard: true, secure: true, supportFetchAPI: true}}

const TYPES: {readonly [extension: string]: string} = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
}

const HEADERS = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
}

/** Whether a page at this address is ours, and may ask for things. */
export function isAppUrl(url: string): boolean {
  const {protocol, host} = parsedUrl(url) ?? {}
  return protocol === `${SCHEME}:` && host === HOST
}

/** Answers app:// requests with files below `folder`, and with nothing else. */
export function serveApp(folder: string): (request: Request) => Promise<Response> {
  const answer = (status: number, text: string): Response => new Response(text, {status, headers: {...HEADERS, 'Content-Type': 'text/plain; charset=utf-8'}})
  return async ({url, method}) => {
    if (!isAppUrl(url)) return answer(404, 'There is no such host.')
    if (method !== 'GET') return answer(405, 'Files are only read.')
    const path = fileBelow(folder, new URL(url).pathname)
    if (path === undefined) return answer(400, 'This is no path.')
    const type = TYPES[extname(path)]
    const bytes = type === undefined ? undefined : await readFile(path).catch(() => undefined)
    return bytes === undefined
      ? answer(404, 'There is no such file.')
      : new Response(new Uint8Array(bytes), {headers: {...HEADERS, 'Content-Type': type ?? ''}})
  }
}

/** The file a URL's path stands for; `undefined` when that is outside the folder or no path at all. */
export function fileBelow(folder: string, pathname: string): string | undefined {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return undefined
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return undefined
  const path = normalize(join(folder, decoded === '/' ? 'index.html' : decoded))
  return path.startsWith(normalize(folder) + sep) ? path : undefined
}

function parsedUrl(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined
}
