import {ChevronDown, ChevronUp} from 'lucide-react'
import {useState} from 'react'
import type {Spot} from '../../core/curation/spots.ts'
import {layerNamed} from '../../core/schema/schema.ts'
import {atOnce} from '../annotate/command.ts'
import type {Commands} from '../annotate/commands.ts'
import {disputedIn, goToSpot} from '../annotate/earlier-commands.ts'
import {votesOf} from '../annotate/vote-words.ts'
import {nameOf} from '../presence/people.ts'
import {titleHere} from '../state/command-words.ts'
import type {EarlierWork} from '../state/earlier-work.ts'
import type {OpenArticle} from '../state/open-article.ts'
import {keysOf} from '../state/own-keys.ts'
import {short} from '../state/short-quote.ts'
import {useSpoken} from '../state/use-spoken.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import {Badge} from '../ui/badge.tsx'
import type {GroupChoice} from '../ui/choice-group.tsx'
import {ChoiceGroup} from '../ui/choice-group.tsx'
import {EmptyState} from '../ui/empty-state.tsx'
import type {Hue} from '../ui/hue.ts'
import {IconButton} from '../ui/icon-button.tsx'
import {LineSwatch} from '../ui/line-swatch.tsx'
import {SelectField} from '../ui/select-field.tsx'
import {Spinner} from '../ui/spinner.tsx'
import {VirtualList} from '../ui/virtual-list.tsx'
import {say} from '../ui/say.ts'
import './earlier-panel.css'

type Props = {readonly article: OpenArticle; readonly commands: Commands}

/** What each said of this article in a round that is over, place by place; to be read, not changed. */
export function EarlierPanel({article, commands}: Props) {
  const workspace = useWorkspace('earlier', 'project', 'view', 'registry', 'preferences')
  const {earlier} = workspace
  const rounds = earlier.rounds()
  const shown = earlier.shown()
  const work = earlier.current()
  if (rounds.length === 0) return null
  return (
    <section className="earlier" aria-label={say('Judged before')} data-shown={shown !== undefined || undefined}>
      <div className="earlier-head">
        <SelectField
          label={say('Judged before')}
          choices={[{value: '', label: say('Not shown')}, ...rounds.map(({id, name}) => ({value: id, label: name}))]}
          value={shown?.id ?? ''}
          onChange={id => earlier.show(id === '' ? null : id)}
        />
        {(['earlier.previous', 'earlier.next'] as const).map(id => (
          <IconButton
            key={id}
            size="small"
            label={titleHere(id)}
            icon={id === 'earlier.next' ? <ChevronDown /> : <ChevronUp />}
            keys={keysOf(workspace, id) ?? ''}
            disabled={!commands[id](workspace)}
            onClick={() => commands[id](workspace, atOnce)}
          />
        ))}
      </div>
      {shown !== undefined && (work === undefined ? <Spinner label={say('Opening {title}', {title: shown.name})} /> : <Spots article={article} work={work} />)}
    </section>
  )
}

type Filter = 'disputed' | 'late'

function Spots({article, work}: {readonly article: OpenArticle; readonly work: EarlierWork}) {
  const workspace = useWorkspace('earlier')
  const [filter, setFilter] = useState<Filter>()
  const disputed = disputedIn(work)
  const late = work.spots.filter(spot => isLate(work, spot))
  const choices: readonly GroupChoice<Filter>[] = [
    ...(disputed.length === 0 ? [] : [{value: 'disputed' as const, label: say('Disagreements {places, number}', {places: disputed.length})}]),
    ...(late.length === 0 ? [] : [{value: 'late' as const, label: say('Late {places, number}', {places: late.length})}]),
  ]
  const chosen = choices.some(({value}) => value === filter) ? filter : undefined
  const shown = chosen === 'disputed' ? disputed : chosen === 'late' ? late : work.spots
  const at = workspace.earlier.at()
  return (
    <>
      {choices.length > 0 && <ChoiceGroup label={say('Show')} hideLabel choices={choices} value={chosen} onChange={setFilter} />}
      <div className="earlier-list">
        <VirtualList
          label={say('What each said in “{round}”', {round: work.round.name})}
          items={shown}
          keyOf={keyOfSpot}
          selected={at && keyOfSpot(at)}
          onSelect={spot => goToSpot(workspace, spot)}
          onOpen={() => workspace.panes.article?.focus()}
          estimate={96}
          renderItem={spot => <SpotLine article={article} work={work} spot={spot} />}
          empty={<EmptyState title={say('Nobody marked anything')}>{say('In this round nobody marked anything in this article.')}</EmptyState>}
        />
      </div>
      {work.more > 0 && (
        <p className="earlier-more">
          {say('{people, plural, one {# annotator} other {# annotators}} more worked on this article. What they said is not shown here.', {
            people: work.more,
          })}
        </p>
      )}
    </>
  )
}

function SpotLine({article, work, spot}: {readonly article: OpenArticle; readonly work: EarlierWork; readonly spot: Spot}) {
  const workspace = useWorkspace('project', 'registry')
  const spoken = useSpoken()
  const layer = layerNamed(workspace.project.schema(), spot.layer)
  return (
    <div className="spot">
      <div className="spot-head">
        {layer !== undefined && <LineSwatch hue={layer.look.hue as Hue} line={layer.look.line} />}
        <bdi className="spot-layer">{layer?.label ?? spot.layer}</bdi>
        <Badge hue={spot.isAgreed ? 'green' : 'amber'}>{spot.isAgreed ? say('Agreed') : say('Disagreed')}</Badge>
      </div>
      {spot.span === undefined ? (
        <span>{say('The whole article')}</span>
      ) : (
        <q {...spoken(spot.span.start)}>{short(article.text.slice(spot.span.start, spot.span.end))}</q>
      )}
      {[...work.readers.values()].map(reader => {
        const votes = votesOf(workspace, reader, spot)
        return (
          <div key={reader.annotator} className="spot-vote">
            <strong>
              <bdi>{nameOf(workspace, reader.annotator)}</bdi>
            </strong>{' '}
            {votes.length === 0 && <span className="spot-nothing">{say('marked nothing')}</span>}
            {votes.map(({annotation, quote, says, isLate}) => (
              <span key={annotation.id} className="spot-said">
                {quote !== undefined && <q {...spoken(annotation.selector?.start ?? 0)}>{short(quote)}</q>}{' '}
                {says === '' && quote === undefined ? say('marked it') : <bdi>{says}</bdi>} {isLate && <Badge hue="rose">{say('Late')}</Badge>}
              </span>
            ))}
          </div>
        )
      })}
    </div>
  )
}

const keyOfSpot = ({layer, span}: Spot): string => JSON.stringify([layer, span?.start, span?.end])

const isLate = ({readers}: EarlierWork, {said}: Spot): boolean =>
  [...said].some(([annotator, own]) => own.some(({id}) => readers.get(annotator)?.late.has(id) === true))
