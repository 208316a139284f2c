import {useId} from 'react'
import type {ToldConflict} from '../../../core/schema/conflict-words.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import {Banner} from '../../ui/banner.tsx'
import {rich, say, tell} from '../../ui/say.ts'
import type {Meanwhile} from './use-meanwhile.ts'

/** What was published since the draft began; of what both changed one is chosen. */
export function MeanwhileChoices({version, published, differences, conflicts}: Meanwhile) {
  const {project} = useWorkspace('project')
  const [last] = published.toReversed()
  const who = last?.by === undefined ? undefined : project.displayName(last.by)
  const open = conflicts.filter(({isOpen}) => isOpen).length
  return (
    <>
      <Banner
        tone="warning"
        title={
          who === undefined
            ? say('Version {version} was published since this draft began.', {version})
            : say('{who} published version {version} since this draft began.', {version, who})
        }
      >
        {last?.note !== undefined && <q dir="auto">{last.note}</q>} {say('Put the draft on it first. Then you see what publishing it does.')}
      </Banner>
      <section className="publish-part" aria-labelledby="publish-meanwhile">
        <h3 id="publish-meanwhile">{say('What it changed')}</h3>
        {differences === undefined ? (
          <p>{say('The version that this draft began with is not kept, so what is otherwise since cannot be told.')}</p>
        ) : (
          <ul>
            {differences.map(tell).map(each => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        )}
      </section>
      <section className="publish-part" aria-labelledby="publish-conflicts">
        <h3 id="publish-conflicts">{say('What both changed')}</h3>
        <p role="status">
          {say(
            '{open, plural, =0 {Nothing to decide: the changes of both are kept.} one {# thing to decide. Without a choice that of the draft stays.} other {# things to decide. Without a choice that of the draft stays.}}',
            {open},
          )}
        </p>
        {conflicts.map(conflict => (
          <Conflict key={`${conflict.part} ${conflict.mine.words} ${conflict.theirs.words}`} {...conflict} version={version} />
        ))}
      </section>
    </>
  )
}

type Deciding = Meanwhile['conflicts'][number] & {readonly version: number}

function Conflict({part, mine, theirs, isOpen, isTheirs, decide, version}: Deciding) {
  const name = useId()
  if (!isOpen)
    return (
      <p className="publish-conflict">
        {rich('{part}: it is gone in version {version}, and what the draft changed of it goes with it.', {part: <bdi>{tell(part)}</bdi>, version})}
      </p>
    )
  const side = (label: string, {words, text}: ToldConflict['mine'], isThis: boolean) => (
    <label className="publish-side">
      <input type="radio" name={name} checked={isTheirs === isThis} onChange={() => decide(isThis)} />
      <span>
        {label} {text === undefined ? <span>{tell(words)}</span> : <span dir="auto">{text}</span>}
      </span>
    </label>
  )
  return (
    <fieldset className="publish-conflict">
      <legend>{tell(part)}</legend>
      {side(say('Draft:'), mine, false)}
      {side(say('Version {version}:', {version}), theirs, true)}
    </fieldset>
  )
}
