import {spokenIn} from '../../core/article/article-language.ts'
import {paragraphDirection} from '../../core/text/direction.ts'
import {useWorkspace} from './use-workspace.ts'

/** What a browser is told of words. */
type Spoken = {readonly lang: string; readonly dir: 'auto' | 'ltr' | 'rtl'}

/**
 * How words of the article on screen are spoken and written: in its language, and in the direction of their paragraph (`start` says where they stand): a quote that begins with a
 * foreign name runs as it does in the text.
 */
export function useSpoken(): (start?: number) => Spoken {
  const workspace = useWorkspace('project')
  const article = workspace.current()
  const spoken = spokenIn(article && workspace.project.articles.get(article.id)?.language)
  return start => ({...spoken, dir: (start !== undefined && article && paragraphDirection(article.text, start)) || spoken.dir})
}
