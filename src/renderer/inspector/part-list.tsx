import {X} from 'lucide-react'
import type {Annotation} from '../../core/annotation/annotation.ts'
import {partsOf} from '../../core/text/extent.ts'
import {slice} from '../../core/text/span.ts'
import {removePart, splitParts} from '../annotate/part-commands.ts'
import {short} from '../state/short-quote.ts'
import {Button} from '../ui/button.tsx'
import {IconButton} from '../ui/icon-button.tsx'
import type {OpenArticle} from '../state/open-article.ts'
import {keysOf} from '../state/own-keys.ts'
import {useSpoken} from '../state/use-spoken.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import {say} from '../ui/say.ts'
import './part-list.css'

/** The parts of an annotation whose words something interrupts: each can go, or become an annotation of its own. */
export function PartList({article, annotation: {id}}: {readonly article: OpenArticle; readonly annotation: Annotation}) {
  const workspace = useWorkspace()
  const spoken = useSpoken()
  const extent = article.highlights.get(id)
  if (extent?.parts === undefined) return null
  const parts = partsOf(extent).map(part => slice(article.text, part))
  const readOnly = article.readOnly()
  return (
    <div className="part-list">
      <ol aria-label={say('{parts, plural, one {# part} other {# parts}}', {parts: parts.length})}>
        {parts.map((words, at) => (
          // A part has no identity but its place among the others.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={at}>
            <q {...spoken(extent.start)}>{words}</q>
            {!readOnly && (
              <IconButton
                size="small"
                label={say('Remove part “{words}”', {words: short(words)})}
                icon={<X />}
                onClick={() => removePart(workspace, article, id, at)}
              />
            )}
          </li>
        ))}
      </ol>
      {!readOnly && (
        <Button size="small" keys={keysOf(workspace, 'part.split') ?? ''} onClick={() => splitParts(workspace, article, id)}>
          {say('Make an annotation of each part')}
        </Button>
      )}
    </div>
  )
}
