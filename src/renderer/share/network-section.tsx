import {useState} from 'react'
import type {ShareStatus} from '../../ipc/share-api.ts'
import {Banner} from '../ui/banner.tsx'
import {Button} from '../ui/button.tsx'
import {Checkbox} from '../ui/checkbox.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import {Fingerprint} from './fingerprint.tsx'
import {SelectField} from '../ui/select-field.tsx'
import type {SharingState} from './use-sharing.ts'
import {say, tell} from '../ui/say.ts'

const EVERY = 'every'

/** Whether this computer lets colleagues in, and where. */
export function NetworkSection({status, act}: {readonly status: ShareStatus; readonly act: SharingState['act']}) {
  const {host} = useWorkspace()
  const [address, setAddress] = useState(EVERY)
  const [discoverable, setDiscoverable] = useState(true)
  const [busy, setBusy] = useState(false)
  const {network, addresses, upstream} = status
  const isHere = addresses.length > 0
  const during = (asked: Promise<unknown>): void => {
    setBusy(true)
    void asked.finally(() => setBusy(false))
  }
  return (
    <section aria-labelledby="share-network">
      <h3 id="share-network">{say('This network')}</h3>
      {network.state === 'on' ? (
        <>
          <p className="share-state" data-on="">
            <span className="share-dot" aria-hidden="true" />
            {network.discoverable
              ? say('Shared, and found by colleagues on this network. Invited people reach it at')
              : say('Shared. Invited people reach it at')}
          </p>
          <ul className="share-origins">
            {network.origins.map(origin => (
              <li key={origin}>
                <code>{origin}</code>
              </li>
            ))}
          </ul>
          {network.fingerprint !== '' && (
            <dl className="hub-facts">
              <dt>{say('Fingerprint')}</dt>
              <dd>
                <Fingerprint of={network.fingerprint} />
              </dd>
            </dl>
          )}
          {isHere && (
            <div className="share-actions">
              <Button size="small" busy={busy} onClick={() => during(act(host.requests.stopSharing()))}>
                {say('Stop sharing')}
              </Button>
            </div>
          )}
        </>
      ) : upstream.state !== 'none' ? (
        <p className="share-state">{say('This is your copy of a project that is shared from another computer. The people who run it give invitations.')}</p>
      ) : isHere ? (
        <>
          {network.why !== undefined && (
            <Banner tone="warning" title={say('It was shared before, and is not now.')}>
              {tell(network.why)}
            </Banner>
          )}
          <p className="share-state">
            {say('Off: only this computer opens the project. Sharing lets people with an invitation in, over an encrypted connection.')}
          </p>
          <div className="share-row">
            <SelectField
              label={say('Where')}
              value={address}
              onChange={setAddress}
              choices={[
                {value: EVERY, label: say('All networks of this computer')},
                ...addresses.map(each => ({value: each.address, label: `${each.address} (${each.name})`})),
              ]}
            />
            <Button
              variant="primary"
              busy={busy}
              onClick={() => during(act(host.requests.startSharing({address: address === EVERY ? null : address, discoverable})))}
            >
              {say('Share on this network')}
            </Button>
          </div>
          <Checkbox label={say('Announce it on the network, so that colleagues find it without typing')} checked={discoverable} onChange={setDiscoverable} />
        </>
      ) : (
        <p className="share-state">{say('Sharing is started and stopped on the computer that the project is on.')}</p>
      )}
    </section>
  )
}
