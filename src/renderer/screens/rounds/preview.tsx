import {Check, CheckCheck, CircleDashed} from 'lucide-react'
import type {AnnotatorId} from '../../../core/annotation/annotation.ts'
import type {ArticleId} from '../../../core/article/article.ts'
import type {GRID} from '../../../ipc/round-api.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import type {MatrixCell, MatrixHead} from '../../ui/matrix.tsx'
import {Matrix} from '../../ui/matrix.tsx'
import {say} from '../../ui/say.ts'
import type {Planned, RoundForm} from './round-form.ts'
import {cellKey} from './round-form.ts'

type Props = {
  readonly plan: Planned
  readonly byHand: RoundForm['byHand']
  /** How far somebody is with an article already. */
  readonly stateOf: (article: ArticleId, annotator: AnnotatorId) => keyof typeof GRID | undefined
  readonly onTurn: ((article: ArticleId, annotator: AnnotatorId) => void) | undefined
}

/** Articles by annotators: who is to do what, with the words that each has. A cell is turned by hand. */
export function Preview({plan, byHand, stateOf, onTurn}: Props) {
  const {project} = useWorkspace('project')
  const {articles, annotators, given, words, times} = plan
  const rows = articles.map(({id, title}) => ({key: id, name: title, note: `${times.get(id) ?? 0}×`}))
  const columns = annotators.map(id => ({
    key: id,
    name: project.displayName(id) ?? id,
    note: [
      say('{articles, plural, =0 {no articles} one {# article} other {# articles}}', {articles: given.get(id)?.size ?? 0}),
      say('{words, plural, one {# word} other {# words}}', {words: words.get(id) ?? 0}),
    ].join('\n'),
  }))
  const cell = ({key: article}: MatrixHead, {key: annotator}: MatrixHead): MatrixCell => {
    const isHers = given.get(annotator)?.has(article) === true
    const state = stateOf(article, annotator)
    const changed = byHand.has(cellKey(article, annotator))
    const words = isHers
      ? state === 'finished'
        ? say('given, and finished', {}, 'an article')
        : state === 'begun'
          ? say('given, and begun', {}, 'an article')
          : say('given', {}, 'an article')
      : say('not given', {}, 'an article')
    return {
      words: changed ? say('{state}, changed by hand', {state: words}) : words,
      changed,
      tone: !isHers ? 'none' : state === 'finished' ? 'done' : state === 'begun' ? 'begun' : 'quiet',
      sign: !isHers ? (
        '·'
      ) : state === 'finished' ? (
        <CheckCheck aria-hidden="true" />
      ) : state === 'begun' ? (
        <CircleDashed aria-hidden="true" />
      ) : (
        <Check aria-hidden="true" />
      ),
    }
  }
  return (
    <Matrix
      label={say('Who is given which article')}
      corner={say('Articles')}
      rows={rows}
      columns={columns}
      cell={cell}
      {...(onTurn && {onPress: ({key: article}: MatrixHead, {key: annotator}: MatrixHead) => onTurn(article, annotator)})}
    />
  )
}
