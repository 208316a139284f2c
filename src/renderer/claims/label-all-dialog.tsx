import {useMemo, useState} from 'react'
import type {Annotation, AnnotationId} from '../../core/annotation/annotation.ts'
import {carriedFeatures} from '../../core/annotation/carried-features.ts'
import {partsOf} from '../../core/text/extent.ts'
import {identicalMentions, LONGEST_MENTION} from '../../core/text/identical-mentions.ts'
import {layerNamed} from '../../core/schema/schema.ts'
import {addAnnotations} from '../annotate/edit-annotations.ts'
import {Button} from '../ui/button.tsx'
import {Checkbox} from '../ui/checkbox.tsx'
import {ChoiceGroup} from '../ui/choice-group.tsx'
import {Dialog} from '../ui/dialog.tsx'
import type {OpenArticle} from '../state/open-article.ts'
import {useSpoken} from '../state/use-spoken.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import type {Workspace} from '../state/workspace.ts'
import {chosenPlaces} from './across-choice.ts'
import {labelAcross} from './label-across.ts'
import {LabelAllAcross} from './label-all-across.tsx'
import {LabelAllHere, MOST_HERE} from './label-all-here.tsx'
import {say, tell} from '../ui/say.ts'
import './label-all-dialog.css'
import {useWordsAcross} from './words-across.ts'

/** Gives the same layer and labels to the other places with the same words, after a look at each. */
export function LabelAllDialog({annotation: id, onClose}: {readonly annotation: AnnotationId; readonly onClose: () => void}) {
  const workspace = useWorkspace()
  const article = workspace.current()
  const annotation = article?.set.get(id)
  return article === undefined || annotation === undefined ? null : <OpenLabelAll article={article} annotation={annotation} onClose={onClose} />
}

type Where = 'here' | 'everywhere'
const PLACES = [
  {value: 'here', label: say('This article')},
  {value: 'everywhere', label: say('All articles')},
] as const

function OpenLabelAll({article, annotation, onClose}: {readonly article: OpenArticle; readonly annotation: Annotation; readonly onClose: () => void}) {
  const workspace = useWorkspace()
  const spoken = useSpoken()
  const [where, setWhere] = useState<Where>('here')
  const [wholeWords, setWholeWords] = useState(true)
  const [matchCase, setMatchCase] = useState(true)
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set())
  const [leftAcross, setLeftAcross] = useState<ReadonlySet<string>>(new Set())
  const {quote, parts} = annotation.selector ?? {quote: ''}
  const isInParts = parts !== undefined
  const here = useMemo(() => {
    const taken = article
      .listed()
      .filter(each => each.annotation.layer === annotation.layer)
      .flatMap(({annotation: {selector}}) => (selector === undefined ? [] : partsOf(selector)))
    return isInParts ? [] : identicalMentions(article.text, quote, {wholeWords, matchCase, taken, most: MOST_HERE})
  }, [article, annotation.layer, isInParts, quote, wholeWords, matchCase])
  const isWide = where === 'everywhere'
  const {found, stop} = useWordsAcross(workspace, {quote, layer: annotation.layer, wholeWords, matchCase}, isWide)
  const across = useMemo(() => chosenPlaces(found.articles, leftAcross), [found.articles, leftAcross])
  const chosen = here.filter(span => !left.has(span.start))
  const many = isWide ? across.reduce((sum, {places}) => sum + places.length, 0) : chosen.length
  const run = (): void => {
    onClose()
    if (isWide) return void labelAcross(workspace, annotation, across)
    const done = addAnnotations(workspace, article, annotation, chosen)
    if (done.ok)
      workspace.toasts.show({
        text: say('{mentions, plural, =0 {No more mentions} one {# more mention} other {# more mentions}} labelled.', {mentions: chosen.length}),
        tone: 'success',
        here: true,
      })
    else workspace.toasts.show({text: tell(done.error), tone: 'error', here: true})
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={say('Label all identical mentions')}
      size={isWide ? 'large' : 'normal'}
      description={<q {...spoken(annotation.selector?.start)}>{quote}</q>}
      actions={
        <>
          <Button onClick={onClose}>{say('Cancel')}</Button>
          <Button variant="primary" disabled={many === 0 || (isWide && found.state === 'looking')} onClick={run} data-autofocus="">
            {many === 0 ? say('Nothing to label') : say('Label {mentions, plural, =0 {no mentions} one {# mention} other {# mentions}}', {mentions: many})}
          </Button>
        </>
      }
    >
      {quote.length <= LONGEST_MENTION && !isInParts && (
        <ChoiceGroup label={say('Look in')} choices={PLACES} value={where} onChange={value => setWhere(value ?? 'here')} required />
      )}
      <p className="label-all-carried">{carriedWords(workspace, annotation, isWide)}</p>
      <div className="label-all-options">
        <Checkbox label={say('Whole words only')} checked={wholeWords} onChange={setWholeWords} />
        <Checkbox label={say('Same case')} checked={matchCase} onChange={setMatchCase} />
      </div>
      {isWide ? (
        <LabelAllAcross found={found} onStop={stop} left={leftAcross} onLeft={setLeftAcross} />
      ) : (
        <LabelAllHere
          language={workspace.project.articles.get(article.id)?.language}
          text={article.text}
          quote={quote}
          isInParts={isInParts}
          found={here}
          left={left}
          onLeft={setLeft}
        />
      )}
    </Dialog>
  )
}

/** What the other mentions are given, and what stays with this one. */
function carriedWords({project}: Workspace, annotation: Annotation, isWide: boolean): string {
  const schema = project.schema()
  const {carried, staying} = carriedFeatures(schema, annotation, isWide ? 'elsewhere' : 'here')
  const layer = layerNamed(schema, annotation.layer)?.label ?? annotation.layer
  const features = [say('the layer ({layer})', {layer}), ...carried.map(({label}) => label)].join(', ')
  const alone = staying.length === 0 ? [] : [say('Stays here alone: {features}.', {features: staying.map(({label}) => label).join(', ')})]
  return [say('Carried over: {features}.', {features}), ...alone].join(' ')
}
