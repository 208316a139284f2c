import type {Annotation} from '../../core/annotation/annotation.ts'
import type {Feature} from '../../core/schema/schema.ts'
import {beginTyping, writeText} from '../annotate/note-typing.ts'
import {TextArea} from '../ui/text-area.tsx'
import type {OpenArticle} from '../state/open-article.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import {listed, say} from '../ui/say.ts'

type Props = {readonly feature: Feature; readonly article: OpenArticle; readonly annotation: Annotation; readonly readOnly: boolean}

/** A feature in one's own words. Where two wrote at once the field says who did. */
export function WrittenField({feature, article, annotation, readOnly}: Props) {
  const workspace = useWorkspace()
  const {project} = workspace
  const value = annotation.features[feature.name]
  const nameOf = (person: string): string => (person === workspace.act().by ? say('you') : (project.displayName(person) ?? say('a colleague')))
  const texts = article.set.texts(annotation.id, feature.name)
  const by = [...new Set(texts.map(text => nameOf(text.by)))]
  return (
    <TextArea
      label={feature.label}
      rows={2}
      value={typeof value === 'string' ? value : ''}
      readOnly={readOnly}
      hint={texts.length > 1 ? say('Written at once by {by}: all of it is kept.', {by: listed(by)}) : undefined}
      overtaken={say('{name} wrote here meanwhile. Both texts will be kept.', {name: by.at(-1) ?? say('A colleague')})}
      onBegin={() => beginTyping(article, annotation, feature)}
      onCommit={(text, typing) => writeText(workspace, article, annotation, feature, text, typing)}
    />
  )
}
