import {useCallback, useState} from 'react'
import type {Device} from '../../ipc/share-api.ts'
import {Banner} from '../ui/banner.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import {useSharingEvents} from './use-sharing-events.ts'
import {rich, say, timeOf} from '../ui/say.ts'

/** `whose`: absent for this person's own. */
type Waiting = Pick<Device, 'id' | 'name' | 'since' | 'code'> & {readonly whose?: string}

/** Tells her whose device waits, and admins, as soon as it does: nobody looks into the Share dialog for it. */
export function WaitingNews() {
  const workspace = useWorkspace()
  const [put, setAway] = useState<ReadonlySet<string>>(new Set())
  const waiting = useWaiting().filter(({id}) => !put.has(id))
  const [first] = waiting
  if (first === undefined || workspace.connection.state().shutOut !== undefined) return null
  const {whose, name, code, since} = first
  const more = waiting.length - 1
  return (
    <Banner
      tone="warning"
      title={whose === undefined ? say('A device waits to come in as you.') : say('A device waits to come in as {person}.', {person: whose})}
      action={{label: say('Look…'), run: () => workspace.view.update(before => ({...before, dialog: {kind: 'share'}}))}}
      onDismiss={() => setAway(new Set([...put, ...waiting.map(({id}) => id)]))}
    >
      {whose === undefined
        ? rich('“{device}” opened your link at {time}. It shows the code {code}.', {device: <bdi>{name}</bdi>, time: timeOf(since), code})
        : rich('“{device}” opened that link at {time}. It shows the code {code}.', {device: <bdi>{name}</bdi>, time: timeOf(since), code})}{' '}
      {more > 0 && say('{more, plural, one {# more waits, too.} other {# more wait, too.}}', {more})}
    </Banner>
  )
}

function useWaiting(): readonly Waiting[] {
  const {host, session} = useWorkspace()
  const [waiting, setWaiting] = useState<readonly Waiting[]>([])
  const ask = useCallback(
    async (isHere: () => boolean) => {
      const {person: me} = session.get()
      const [own, people] = await Promise.all([host.requests.devices(), me.role === 'admin' ? host.requests.people() : undefined])
      const mine = own.ok ? own.value.devices.filter(({waits}) => waits) : []
      const others = people?.ok
        ? people.value.flatMap(({id, owner, name, waiting: theirs = []}) => (id === me.id || owner ? [] : theirs.map(each => ({...each, whose: name}))))
        : []
      if (isHere()) setWaiting([...mine, ...others])
    },
    [host, session],
  )
  useSharingEvents(ask)
  return waiting
}
