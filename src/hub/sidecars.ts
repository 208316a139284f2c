import type {ArticleMetadata} from '../core/article/article.ts'
import type {Project} from '../project/project.ts'
import type {ArticleTexts} from '../storage/texts/article-texts.ts'

/** Milliseconds that edits of article details are gathered before they are written beside the texts. */
const GATHER = 500

/** Keeps the `.json` beside each text in step with what the project says about the article. */
export function sidecars({texts, project}: {texts: ArticleTexts; project: Project}): {close(): Promise<void>} {
  const changed = new Set<string>()
  let timer: NodeJS.Timeout | undefined

  const writeChanged = async (): Promise<void> => {
    for (const id of changed) {
      const entry = project.articles.get(id)
      try {
        if (entry !== undefined) await texts.writeSidecar(id, metadataOf(entry))
        changed.delete(id)
      } catch {
        // On a full disk this is tried again with the next change; the project document has it anyway.
        return
      }
    }
  }
  let writing = Promise.resolve()
  const flush = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    writing = writing.then(writeChanged)
    return writing
  }
  const stop = project.observeArticles(ids => {
    for (const id of ids) changed.add(id)
    timer ??= setTimeout(() => void flush(), GATHER)
  })
  return {
    close: async () => {
      stop()
      await flush()
    },
  }
}

/** The part of an article's entry that is written beside its text. */
export function metadataOf({title, outlet, author, published, url, language, story, sourceName, warnings, otherSources}: ArticleMetadata): ArticleMetadata {
  return {
    title,
    ...(outlet === undefined ? {} : {outlet}),
    ...(author === undefined ? {} : {author}),
    ...(published === undefined ? {} : {published}),
    ...(url === undefined ? {} : {url}),
    ...(language === undefined ? {} : {language}),
    ...(story === undefined ? {} : {story}),
    sourceName,
    warnings,
    ...(otherSources === undefined ? {} : {otherSources}),
  }
}
