import type {FolderOffer} from '../../ipc/folder-api.ts'
import {ConfirmDialog} from '../ui/confirm-dialog.tsx'
import {Fingerprint} from './fingerprint.tsx'
import {say} from '../ui/say.ts'

/** Asks before a folder is joined: which project, and by whom. Until she agrees nothing is written there. */
export function FolderJoinDialog({
  offer: {projectName, people},
  onJoin,
  onCancel,
}: {
  readonly offer: FolderOffer
  readonly onJoin: () => void
  readonly onCancel: () => void
}) {
  return (
    <ConfirmDialog
      open
      title={projectName === '' ? say('Join a project without a name?') : say('Join “{projectName}”?', {projectName})}
      confirm={say('Join')}
      cancel={say('Do not join')}
      onCancel={onCancel}
      onConfirm={onJoin}
    >
      {say('Your work in it goes to everybody who has the passphrase, and theirs comes here. Nothing was written into the folder yet.')}{' '}
      {people.length === 0 ? (
        <span className="settings-fact">{say('Nobody’s work lies in it so far.')}</span>
      ) : (
        <dl className="hub-facts">
          {people.map(({name, keys}, at) => (
            // People have no identity here but their place.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <FolderPerson key={at} name={name} keys={keys} />
          ))}
        </dl>
      )}
      {people.some(({keys}) => keys.length > 0) &&
        say('Compare a key with its person: the window there shows it under Share, Shared folder. If they differ, do not join.')}
    </ConfirmDialog>
  )
}

function FolderPerson({name, keys}: FolderOffer['people'][number]) {
  return (
    <>
      <dt>
        <bdi>{name === '' ? say('Somebody whose name is not there') : name}</bdi>
      </dt>
      <dd>{keys.length === 0 ? say('has no key yet') : keys.map(key => <Fingerprint key={key} of={key} />)}</dd>
    </>
  )
}
