import type {AnnotatorId} from '../../../core/annotation/annotation.ts'
import type {Person} from '../../../core/round/owner.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import {Checkbox} from '../../ui/checkbox.tsx'
import {say} from '../../ui/say.ts'
import type {RoundForm} from './round-form.ts'

type Props = {
  readonly form: RoundForm
  readonly change: (part: Partial<RoundForm>) => void
  readonly people: readonly Person[]
  /** Who is in the round already, and stays. */
  readonly staying: ReadonlySet<AnnotatorId>
}

/** Who annotates in a round. */
export function PeoplePart({form, change, people, staying}: Props) {
  const {project} = useWorkspace('project')
  return (
    <fieldset className="round-part">
      <legend>{say('Annotators')}</legend>
      {people.length === 0 && <p className="round-note">{say('Nobody in this project annotates yet. Invite annotators with “Share” first.')}</p>}
      <div className="round-people">
        {people.map(({id, role}) => (
          <Checkbox
            key={id}
            label={
              role === 'annotator'
                ? (project.displayName(id) ?? id)
                : say('{person} ({role, select, curator {curator} other {admin}})', {person: project.displayName(id) ?? id, role})
            }
            checked={form.annotators.has(id)}
            disabled={staying.has(id)}
            onChange={isIn => change({annotators: new Set(isIn ? [...form.annotators, id] : [...form.annotators].filter(each => each !== id))})}
          />
        ))}
      </div>
      {people.some(({id, role}) => role !== 'annotator' && form.annotators.has(id)) && (
        <p className="round-note">{say('Who annotates in a round cannot work on the gold standard of its articles until it is opened.')}</p>
      )}
    </fieldset>
  )
}
