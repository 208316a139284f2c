import {useEffect, useState} from 'react'
import type {SharedPerson} from '../../ipc/share-api.ts'
import {isBlind} from '../../core/round/blindness.ts'
import {Button} from '../ui/button.tsx'
import {Dialog} from '../ui/dialog.tsx'
import {SelectField} from '../ui/select-field.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import {devicesWords, roleLabel} from './roles.ts'
import type {SharingState} from './use-sharing.ts'
import {rich, say} from '../ui/say.ts'

type Props = {readonly people: readonly SharedPerson[]; readonly act: SharingState['act']}

/** For an admin: somebody who opened a second link has become a second person, and is to be one. */
export function JoinPersons({people, act}: Props) {
  const workspace = useWorkspace()
  const {host, project, session} = workspace
  const [chosen, setChosen] = useState<{readonly person: string; readonly into: string}>()
  const [work, setWork] = useState<{readonly [person: string]: number}>({})
  const ids = chosen === undefined ? '' : `${chosen.person} ${chosen.into}`
  useEffect(() => {
    if (ids === '') return undefined
    let isAsked = true
    void host.requests.personWork(ids.split(' ')).then(told => isAsked && told.ok && setWork(told.value))
    return () => {
      isAsked = false
    }
  }, [host, ids])
  const free = people.filter(({joined}) => joined === undefined)
  const [first, second] = [people.find(({id}) => id === chosen?.person), people.find(({id}) => id === chosen?.into)]
  const joinable = free.filter(({owner}) => !owner)
  const last = joinable.at(-1)
  if (session.get().person.role !== 'admin' || people.length < 2) return null
  if (isBlind(project.rounds.all()))
    return <p className="settings-fact">{say('Until the independent round is opened, no two persons are joined or told apart.')}</p>
  const other = (person: string): string => people.find(({id}) => id !== person)?.id ?? ''
  const join = (): void => {
    setChosen(undefined)
    if (chosen !== undefined) void act(host.requests.joinPersons(chosen.person, chosen.into))
  }
  return (
    <section aria-label={say('Two persons who are one')}>
      {people.flatMap(({id, name, joined = []}) =>
        joined.map(each => (
          <p key={each.id} className="share-quiet">
            {rich('{one} is {other}, too.', {one: <bdi>{each.name}</bdi>, other: <bdi>{name}</bdi>})}{' '}
            <Button
              size="small"
              variant="quiet"
              aria-label={say('Tell {one} and {other} apart again', {one: each.name, other: project.displayName(id) ?? name})}
              onClick={() => void act(host.requests.partPersons(each.id))}
            >
              {say('Tell apart again')}
            </Button>
          </p>
        )),
      )}
      {last !== undefined && (
        <Button size="small" variant="quiet" onClick={() => setChosen({person: last.id, into: other(last.id)})}>
          {say('Two of them are one person…')}
        </Button>
      )}
      {chosen !== undefined && (
        <Dialog
          open
          onClose={() => setChosen(undefined)}
          title={say('Which two are one person?')}
          size="small"
          description={say(
            'All that the first made is shown and exported as the second’s, and the devices of the first come in as the second, with what the second may do. Nothing is written anew: you can tell the two apart again.',
          )}
          actions={
            <>
              <Button onClick={() => setChosen(undefined)}>{say('Cancel')}</Button>
              <Button variant="primary" disabled={chosen.person === chosen.into} onClick={join}>
                {say('Join them')}
              </Button>
            </>
          }
        >
          <div className="dialog-form">
            <SelectField
              label={say('This person')}
              hint={factsOf(first, work)}
              value={chosen.person}
              onChange={person => setChosen({person, into: person === chosen.into ? other(person) : chosen.into})}
              choices={joinable.map(({id, name}) => ({value: id, label: name}))}
            />
            <SelectField
              label={say('is this one')}
              hint={factsOf(second, work)}
              value={chosen.into}
              onChange={into => setChosen({...chosen, into})}
              choices={people.filter(({id}) => id !== chosen.person).map(({id, name}) => ({value: id, label: name}))}
            />
          </div>
        </Dialog>
      )}
    </section>
  )
}

/** What belongs to somebody. */
function factsOf(person: SharedPerson | undefined, work: {readonly [person: string]: number}): string {
  if (person === undefined) return ''
  const annotations = work[person.id]
  const facts = person.member ? [roleLabel(person.role), devicesWords(person.devices ?? 0)] : [say('Does not sign in here')]
  return [
    ...facts,
    ...(annotations === undefined ? [] : [say('{annotations, plural, =0 {no annotations} one {# annotation} other {# annotations}}', {annotations})]),
  ].join(', ')
}
