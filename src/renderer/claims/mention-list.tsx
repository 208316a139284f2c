import {Split as SplitIcon} from 'lucide-react'
import {useEffect, useEffectEvent, useState} from 'react'
import type {Owner} from '../../core/round/owner.ts'
import {annotatorOf} from '../../core/round/owner.ts'
import {isBlind} from '../../core/round/blindness.ts'
import {inQuotation} from '../../core/text/in-quotation.ts'
import type {Pointer} from '../../core/annotation/pointers.ts'
import type {Mention} from '../../ipc/registry-api.ts'
import {select} from '../annotate/select.ts'
import {Button} from '../ui/button.tsx'
import {TextField} from '../ui/text-field.tsx'
import {goToText} from '../state/shown-screen.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import type {Workspace} from '../state/workspace.ts'
import {pointersFor} from './registry-rows.ts'
import {isListed, recordsOf} from './registry-acts.ts'
import {splitMentions} from './split-mentions.ts'
import {useMentions} from './use-registry-use.ts'
import {say} from '../ui/say.ts'
import './mention-list.css'
import {WordsAround} from './words-around.tsx'
import {publishedDay} from '../ui/moment.ts'

const OTHERS_CLOSED = say('What others marked, and what you all marked before, is not shown while the round is closed.')

type Props = {readonly of: Pointer; readonly onSplit: (news: string) => void}

/** Where a record is mentioned: outlet, date, words. One press goes there; those that are marked can get a record of their own. */
export function MentionList({of, onSplit}: Props) {
  const workspace = useWorkspace()
  const {found, problem, more} = useMentions(pointersFor(recordsOf(workspace, of.kind), of.kind, of.id))
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set())
  const [name, setName] = useState('')
  const [busy, setBusy] = useState(false)
  const leave = useEffectEvent(() => {
    if (name.trim() !== '' && !isListed(workspace, of)) workspace.unsaved.keep({where: say('Name of mentions to split off'), text: name})
  })
  const listed = isListed(workspace, of)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it may go from the lists, and from sight, one without the other
  useEffect(() => () => leave(), [listed])
  if (found === undefined)
    return (
      <p className="mention-list-none" role="status">
        {problem ?? say('Looking for its mentions…')}
      </p>
    )
  const blind = isBlind(workspace.project.rounds.all())
  if (found.total === 0)
    return (
      <p className="mention-list-none">
        {blind ? [say('You have marked nothing yet that points at it.'), OTHERS_CLOSED].join(' ') : say('Nothing points at it yet.')}
      </p>
    )
  const chosen = found.mentions.filter(({annotation}) => marked.has(annotation))
  const split = async (): Promise<void> => {
    setBusy(true)
    const {moved, othersStances, closed} = await splitMentions(workspace, of, name.trim(), chosen)
    setBusy(false)
    setMarked(new Set())
    setName('')
    const stays = [
      othersStances > 0
        ? say('{stances, plural, one {# stance of others stays as it is} other {# stances of others stay as they are}}.', {stances: othersStances})
        : '',
      closed > 0 ? say('{mentions, plural, one {# mention} other {# mentions}} could not be changed from here.', {mentions: closed}) : '',
    ]
    onSplit(
      [
        say('{mentions, plural, =0 {No mentions} one {# mention} other {# mentions}} split off as “{name}”.', {mentions: moved, name: name.trim()}),
        ...stays.filter(text => text !== ''),
      ].join(' '),
    )
  }
  return (
    <section className="mention-list" aria-label={say('Mentions')}>
      {blind && <p className="mention-list-none">{OTHERS_CLOSED}</p>}
      <ul>
        {found.mentions.map(mention => (
          <li key={`${mention.owner} ${mention.annotation}`}>
            <input
              type="checkbox"
              aria-label={say('Mark “{words}”', {words: inQuotation([mention.before, mention.quote, mention.after].join('').trim())})}
              checked={marked.has(mention.annotation)}
              onChange={event =>
                setMarked(before => new Set(event.target.checked ? [...before, mention.annotation] : [...before].filter(id => id !== mention.annotation)))
              }
            />
            <button type="button" className="mention-list-jump" onClick={() => void jumpTo(workspace, mention)}>
              <span className="mention-list-place" dir="auto">
                {placeOf(workspace, mention)}
              </span>
              <WordsAround
                language={workspace.project.articles.standing(mention.article)?.language}
                before={mention.before}
                quote={mention.quote}
                after={mention.after}
                begins={mention.start === mention.before.length}
              />
            </button>
          </li>
        ))}
      </ul>
      {problem !== undefined && (
        <p className="mention-list-none" role="status">
          {problem}
        </p>
      )}
      {found.mentions.length < found.total && (
        <Button size="small" onClick={more}>
          {say('Show more of {total, number}', {total: found.total})}
        </Button>
      )}
      {chosen.length > 0 && (
        <form
          className="mention-list-split"
          onSubmit={event => {
            event.preventDefault()
            if (name.trim() !== '' && !busy) void split()
          }}
        >
          <TextField
            label={say('Split off {mentions, plural, =0 {no mentions} one {# mention} other {# mentions}} as', {mentions: chosen.length})}
            placeholder={chosen[0]?.quote}
            value={name}
            onInput={setName}
          />
          <Button type="submit" size="small" icon={<SplitIcon aria-hidden="true" />} busy={busy} disabled={name.trim() === ''}>
            {say('Split off')}
          </Button>
        </form>
      )}
    </section>
  )
}

function placeOf({project}: Workspace, {article, owner}: Mention): string {
  const entry = project.articles.get(article)
  const person = annotatorOf(owner as Owner)
  const whose = person === undefined ? undefined : say('by {name} alone', {name: project.displayName(person) ?? say('somebody')})
  return [entry?.outlet ?? entry?.title, entry?.published && publishedDay(entry.published), whose].filter(part => part !== undefined).join(' · ')
}

async function jumpTo(workspace: Workspace, {article, annotation, start, end}: Mention): Promise<void> {
  goToText(workspace)
  await workspace.open(article)
  if (workspace.current()?.set.get(annotation) !== undefined) select(workspace, annotation)
  else workspace.panes.article?.reveal({start, end})
}
