import type {HubPlace} from '../../ipc/invitation-offer.ts'
import {shortFingerprint, wholeFingerprint} from '../../core/fingerprint.ts'

/** A fingerprint as two people compare it: its beginning, and all of it for those who ask. */
export function Fingerprint({of}: {readonly of: string}) {
  if (of === '') return <>None: an authority vouches for the address.</>
  return (
    <details className="fingerprint">
      <summary>
        <code>{shortFingerprint(of)}</code> <span className="share-quiet">Show all</span>
      </summary>
      <code>{wholeFingerprint(of)}</code>
    </details>
  )
}

/** Where a hub is and how it is known. */
export function HubFacts({hub}: {readonly hub: HubPlace}) {
  return (
    <>
      <dt>Hub</dt>
      <dd>{hub.origins.length === 0 ? 'It cannot be read any more.' : hub.origins.map(origin => <code key={origin}>{origin}</code>)}</dd>
      <dt>Fingerprint</dt>
      <dd>
        <Fingerprint of={hub.fingerprint} />
      </dd>
    </>
  )
}
