import type {ServerResponse} from 'node:http'
import {CONTENT_SECURITY_POLICY} from '../ipc/content-security-policy.ts'

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

/** A page for people who came without signing in, or to nowhere: it says what to do. */
export function answerPage(response: ServerResponse, status: number, title: string, text: string): void {
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} – Claimlight</title></head><body><main><h1>${title}</h1><p>${text}</p></main></body></html>`
  response.writeHead(status, {'Content-Type': 'text/html; charset=utf-8', 'Content-Length': Buffer.byteLength(body)})
  response.end(body)
}

/** What a load balancer asks: whether this hub can do its work. */
export function answerHealth(response: ServerResponse, problem: string | null): void {
  answerText(response, problem === null ? 200 : 503, problem === null ? 'ok\n' : 'cannot write\n')
}

/** An answer for programs. */
export function answerText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': Buffer.byteLength(text)})
  response.end(text)
}
