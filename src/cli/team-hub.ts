import {isIP} from 'node:net'
import {message} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import {givenCertificate} from '../hub/network/certificate.ts'
import type {TeamHubWish} from '../hub/network/sharing.ts'

/** Flags of `claimlight serve` that make it a hub for a team. */
export const TEAM_HUB_OPTIONS = {listen: {type: 'string'}, tls: {type: 'string'}, 'public-origin': {type: 'string'}} as const

export type TeamHubFlags = {readonly [F in keyof typeof TEAM_HUB_OPTIONS]?: string}

/** The least length of a token that keeps metrics to those who know it. */
const LEAST_TOKEN = 20

/** What the flags ask for; `undefined` when they ask for no team hub. Refusals say what is wrong with which flag. */
export async function teamHubWish(flags: TeamHubFlags, env: {readonly [name: string]: string | undefined}): Promise<Result<TeamHubWish | undefined>> {
  const {listen, tls = 'self-signed', 'public-origin': publicOrigin} = flags
  if (listen === undefined) {
    const alone = (['tls', 'public-origin'] as const).find(flag => flags[flag] !== undefined)
    return alone === undefined ? ok(undefined) : refused(message('{option} goes with --listen HOST:PORT. Give both, or neither.', {option: `--${alone}`}))
  }
  const [, bracketed, plain, port = ''] = /^(?:\[([\d.:a-f]+)\]|([^:[\]]+)):(\d{1,5})$/i.exec(listen) ?? []
  const address = bracketed ?? plain
  if (address === undefined || Number(port) > 65_535 || (bracketed !== undefined && isIP(bracketed) !== 6))
    return refused(
      message('"{address}" is no address to listen at. Write HOST:PORT, such as 0.0.0.0:8443 for all networks of this computer.', {address: listen}),
    )
  if (publicOrigin !== undefined && (!URL.canParse(publicOrigin) || new URL(publicOrigin).origin !== publicOrigin || !publicOrigin.startsWith('https://')))
    return refused(message('"{origin}" is no public origin. Write it as https://host or https://host:port, without anything behind.', {origin: publicOrigin}))
  const metricsToken = env.CLAIMLIGHT_METRICS_TOKEN
  if (metricsToken !== undefined && !new RegExp(`^[\\w-]{${LEAST_TOKEN},200}$`).test(metricsToken))
    return refused(message('CLAIMLIGHT_METRICS_TOKEN must have {least, number} to 200 letters, digits, - or _. Choose another one.', {least: LEAST_TOKEN}))
  const wish = {
    address,
    port: Number(port),
    discoverable: false,
    ...(publicOrigin === undefined ? {} : {publicOrigin}),
    ...(metricsToken === undefined ? {} : {metricsToken}),
  }
  if (tls === 'self-signed') return ok(wish)
  if (tls === 'off') {
    if (publicOrigin === undefined)
      return refused(message('Without TLS of its own, a hub must stand behind a proxy that has it. Name that with --public-origin https://HOST.'))
    return ok({...wish, certificate: 'none'})
  }
  const [cert, key, ...more] = tls.split(',')
  if (!cert || !key || more.length > 0) return refused(message('--tls takes self-signed, CERT,KEY (two PEM files) or off, not "{given}".', {given: tls}))
  const certificate = await givenCertificate(cert, key)
  return certificate.ok ? ok({...wish, certificate: certificate.value}) : certificate
}
