import {createHash} from 'node:crypto'
import {isIP} from 'node:net'
import type {Duplex} from 'node:stream'
import {connect} from 'node:tls'
import {OtherCertificate} from './upstream-access.ts'

type Done = (error: Error | null, socket: Duplex) => void

/** What a request says of the other end; whatever else it says (its path above all) must not reach the socket. */
type Place = {readonly host?: string | null | undefined; readonly port?: string | number | null | undefined}

/**
 * Makes TLS connections for `http.request` and `ws`, as their `createConnection`. With a fingerprint, the certificate must
 * be that one, whoever signed it and whatever the clock says; nothing is sent before that is known.
 */
export function pinnedConnection(fingerprint: string): (place: Place, done: Done) => undefined {
  return ({host, port}, done) => {
    const name = host ?? 'localhost'
    const socket = connect({host: name, port: Number(port ?? 443), servername: isIP(name) === 0 ? name : '', rejectUnauthorized: fingerprint === ''})
    const failed = (error: Error): void => done(error, socket)
    socket.once('error', failed)
    socket.once('secureConnect', () => {
      socket.off('error', failed)
      const shown = createHash('sha256').update(socket.getPeerCertificate().raw).digest('base64url')
      if (fingerprint === '' || shown === fingerprint) return done(null, socket)
      socket.destroy()
      done(new OtherCertificate('The certificate is not the pinned one.'), socket)
    })
    return undefined
  }
}
