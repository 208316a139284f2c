import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {fileURLToPath} from 'node:url'
import react from '@vitejs/plugin-react'
import sirv from 'sirv'
import {build} from 'vite'

/** No stronger than the app's own policy: the kit must live under it. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; font-src 'self'; img-src 'self' data:; connect-src 'self'"

/** Builds the gallery into `folder` and serves it on the loopback. */
export async function serveGallery(folder: string): Promise<{readonly url: string; readonly close: () => Promise<void>}> {
  await build({
    configFile: false,
    root: fileURLToPath(new URL('.', import.meta.url)),
    plugins: [react()],
    logLevel: 'error',
    // A font put into the style sheet as data: would be refused by the policy.
    build: {outDir: folder, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: {polyfill: false}},
  })
  const files = sirv(folder, {setHeaders: response => response.setHeader('Content-Security-Policy', POLICY)})
  const server = createServer((request, response) => files(request, response, () => void response.writeHead(404).end()))
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const {port} = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => new Promise(closed => server.close(() => closed())),
  }
}
