import type {Example} from '../../core/schema/schema.ts'
import {occurrences} from '../../core/text/occurrences.ts'
import type {Span} from '../../core/text/span.ts'
import {goToText} from '../state/shown-screen.ts'
import type {Workspace} from '../state/workspace.ts'
import {say} from '../ui/say.ts'

/** The title of the article that an example is from; `undefined` where the project has no such article to go to. */
export const titleOfExample = ({project}: Workspace, {article}: Example): string | undefined =>
  article === undefined ? undefined : project.articles.get(article)?.title

/** Opens the article of an example at its words. */
export async function goToExample(workspace: Workspace, example: Example): Promise<void> {
  const {article} = example
  if (article === undefined || titleOfExample(workspace, example) === undefined) return
  goToText(workspace)
  await workspace.open(article)
  const current = workspace.current()
  if (current?.id !== article) return
  const span = spanOf(example, current.text)
  workspace.panes.article?.focus()
  if (span === undefined) workspace.toasts.show({text: say('The words of this example are not in this article.')})
  else {
    workspace.panes.article?.reveal(span)
    workspace.panes.article?.select(span)
  }
}

/** Between the parts of a quote, as annotations of several parts have it. */
const GAP = ' … '

/** Where its words are: where they were, else at the one place that has them. */
export function spanOf({quote, span}: Pick<Example, 'quote' | 'span'>, text: string): Span | undefined {
  const parts = quote.split(GAP)
  const isAt = ({start, end}: Span): boolean => {
    const words = text.slice(start, end)
    return words === quote || (parts.length > 1 && words.startsWith(parts[0] ?? '') && words.endsWith(parts.at(-1) ?? ''))
  }
  if (span !== undefined && isAt(span)) return span
  const [first, second] = occurrences(text, quote)
  return first === undefined || second !== undefined ? undefined : {start: first, end: first + quote.length}
}
