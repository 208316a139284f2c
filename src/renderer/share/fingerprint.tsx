import type {HubPlace} from '../../ipc/invitation-offer.ts'
import {shortFingerprint, wholeFingerprint} from '../../core/fingerprint.ts'
import {say} from '../ui/say.ts'

/** A fingerprint as two people compare it: its beginning, and all of it for those who ask. */
export function Fingerprint({of}: {readonly of: string}) {
  if (of === '') return <>{say('None: an authority vouches for the address.')}</>
  return (
    <details className="fingerprint">
      <summary>
        <code dir="ltr">{shortFingerprint(of)}</code> <span className="share-quiet">{say('Show all')}</span>
      </summary>
      <code dir="ltr">{wholeFingerprint(of)}</code>
    </details>
  )
}

/** Where a hub is and how it is known. */
export function HubFacts({hub}: {readonly hub: HubPlace}) {
  return (
    <>
      <dt>{say('Hub')}</dt>
      <dd>
        {hub.origins.length === 0
          ? say('It cannot be read any more.')
          : hub.origins.map(origin => (
              <code key={origin} dir="ltr">
                {origin}
              </code>
            ))}
      </dd>
      <dt>{say('Fingerprint')}</dt>
      <dd>
        <Fingerprint of={hub.fingerprint} />
      </dd>
    </>
  )
}
