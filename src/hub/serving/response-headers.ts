import type {ServerResponse} from 'node:http'
import type {Sentence} from '../../core/language/message.ts'
import {CONTENT_SECURITY_POLICY} from '../../ipc/content-security-policy.ts'

/** Put on every answer, whatever it is. */
export function secure(response: ServerResponse): void {
  response.setHeader('Content-Security-Policy', CONTENT_SECURITY_POLICY)
  response.setHeader('X-Content-Type-Options', 'nosniff')
  response.setHeader('Referrer-Policy', 'no-referrer')
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
  response.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=()')
  response.setHeader('Cache-Control', 'no-store')
}

/** Style attributes, for these pages come without any of the window's files; the content policy allows no style elements. */
const BODY =
  'margin: 0; padding: 1.5rem; background: light-dark(#f5f5f3, #151619); color: light-dark(#1d1f23, #e9e8e6); font: 0.9375rem/1.5 system-ui, sans-serif'
const CARD = 'box-sizing: border-box; max-width: 26rem; margin: 25vh auto 0; padding: 2.5rem; border-radius: 10px; background: light-dark(#fff, #25262a)'

/** A page for people who came without signing in, or to nowhere: it says what to do. */
export function answerPage(response: ServerResponse, status: number, title: string, text: string): void {
  const head = `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title} – Claimlight</title></head>`
  const main = `<main style="${CARD}"><h1 style="margin: 0 0 1rem; font-size: 1.1875rem; line-height: 1.25">${title}</h1><p style="margin: 0">${text}</p></main>`
  const body = `<!doctype html><html lang="en" style="color-scheme: light dark">${head}<body style="${BODY}">${main}</body></html>`
  response.writeHead(status, {'Content-Type': 'text/html; charset=utf-8', 'Content-Length': Buffer.byteLength(body)})
  response.end(body)
}

/** What a load balancer asks: whether this hub can do its work. */
export function answerHealth(response: ServerResponse, problem: Sentence | null): void {
  answerText(response, problem === null ? 200 : 503, problem === null ? 'ok\n' : 'cannot write\n')
}

/** An answer for programs. */
export function answerText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': Buffer.byteLength(text)})
  response.end(text)
}
