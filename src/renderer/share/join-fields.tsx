import {useState} from 'react'
import {nameProblem} from '../../core/person/name.ts'
import {TextField} from '../ui/text-field.tsx'
import type {Said} from './same-person.tsx'
import {SamePerson} from './same-person.tsx'
import {shownProblem} from './shown-problem.ts'
import {say} from '../ui/say.ts'

type Invited = {readonly name: string; readonly known: boolean; readonly namesake: boolean}
type Answers = {readonly name: string; readonly device: string; readonly said: Said | undefined}

/** What she is asked who follows an invitation. */
export type JoinAnswers = Answers & {readonly isWhole: boolean; readonly set: (change: Partial<Answers>) => void}

export function useJoinAnswers(invited: Pick<Invited, 'name' | 'namesake'> | undefined, device: string): JoinAnswers {
  const [given, setGiven] = useState<Partial<Answers>>({})
  const answers: Answers = {name: invited?.name ?? '', device, said: undefined, ...given}
  return {
    ...answers,
    isWhole:
      invited !== undefined &&
      nameProblem(answers.name) === undefined &&
      nameProblem(answers.device) === undefined &&
      (!invited.namesake || answers.said === 'new'),
    set: change => setGiven(before => ({...before, ...change})),
  }
}

/** `isElsewhere`: the fields are of a project where she is not yet. */
export function JoinFields({
  invited,
  answers,
  isElsewhere = false,
}: {
  readonly invited: Invited
  readonly answers: JoinAnswers
  readonly isElsewhere?: boolean
}) {
  const {name, device, said, set} = answers
  return (
    <>
      {invited.namesake && <SamePerson name={invited.name} said={said} onSay={next => set({said: next})} />}
      <TextField
        label={isElsewhere ? say('Your name there') : say('Your name')}
        value={name}
        onInput={next => set({name: next})}
        problem={shownProblem(name)}
        maxLength={80}
        disabled={invited.known}
        autoComplete="name"
      />
      <TextField
        label={isElsewhere ? say('What this device is called there') : say('What this device is called')}
        value={device}
        onInput={next => set({device: next})}
        problem={shownProblem(device)}
        maxLength={80}
      />
    </>
  )
}
