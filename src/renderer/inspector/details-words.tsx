import type {Annotation} from '../../core/annotation/annotation.ts'
import {isRelation, isSpanAnnotation} from '../../core/annotation/annotation-kind.ts'
import {EndWords} from '../annotate/annotation-words.tsx'
import {select} from '../annotate/select.ts'
import type {OpenArticle} from '../state/open-article.ts'
import {useSpoken} from '../state/use-spoken.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import {say} from '../ui/say.ts'
import './details-words.css'

/** What the details are about: the marked words, the whole article, or the two ends of a relation, each a way to it. */
export function DetailsWords({article, annotation}: {readonly article: OpenArticle; readonly annotation: Annotation}) {
  const workspace = useWorkspace()
  const spoken = useSpoken()
  if (isSpanAnnotation(annotation)) return <blockquote {...spoken(annotation.selector.start)}>{annotation.selector.quote}</blockquote>
  if (!isRelation(annotation)) return <p className="details-words-article">{say('About the whole article')}</p>
  return (
    <dl className="details-words-ends">
      {[[say('From'), annotation.from] as const, [say('To'), annotation.to] as const].map(([label, id]) => {
        const end = article.set.get(id)
        return (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {end === undefined ? (
                <EndWords end={end} />
              ) : (
                <button type="button" onClick={() => select(workspace, id)}>
                  <EndWords end={end} />
                </button>
              )}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
