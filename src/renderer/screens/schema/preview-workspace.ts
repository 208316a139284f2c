import type {ArticleEntry} from '../../../core/article/article.ts'
import {ok} from '../../../core/result.ts'
import type {Schema} from '../../../core/schema/schema.ts'
import {project as projectIn} from '../../../project/project.ts'
import {createWorkspace} from '../../state/create-workspace.ts'
import {createStore} from '../../state/store.ts'
import type {Workspace} from '../../state/workspace.ts'
import {say} from '../../ui/say.ts'
import {createToasts} from '../../ui/toasts.ts'
import {connectNowhere, hostNowhere} from './nowhere.ts'

/** An article, and so much of its text as an example needs. */
type Shown = {readonly entry: ArticleEntry; readonly text: string}

/** UTF-16 units. */
const ENOUGH = 1500
const MOST = 3000

/** A workspace of its own, in which a schema can be tried on the beginning of an article of the project. Nothing of it is kept or sent. */
export async function previewWorkspace(workspace: Workspace, schema: Schema): Promise<Workspace | undefined> {
  const shown = await exampleArticle(workspace)
  const session = workspace.session.get()
  const topics = workspace.project.topics.all()
  const connection = connectNowhere((address, doc) => {
    if (address.kind !== 'project') return
    const project = projectIn(doc)
    project.transact(() => {
      project.setSchema(schema)
      project.articles.put(shown.entry)
      project.people.put(session.person)
      for (const topic of topics.length > 0 ? topics : [{id: 'example', name: say('An example'), ...workspace.act()}]) project.topics.put(topic)
    })
  })
  const host = hostNowhere({session: async () => ok(session), summaries: async () => ok([]), articleText: async () => ok(shown.text)}, workspace.host)
  const made = await createWorkspace({
    host,
    session,
    connection,
    preferences: createStore({...workspace.preferences.get(), lastScreen: {}, hiddenLayers: [], inspectorOpen: true}),
    theme: workspace.theme,
    toasts: createToasts(),
    lost: createStore([]),
    now: () => workspace.act().at,
    newId: workspace.newId,
    restart: () => undefined,
  })
  if (!made.ok) return undefined
  const preview = made.value
  const [topic] = preview.project.topics.all()
  if (topic !== undefined) preview.setTarget({kind: 'topic', id: topic.id})
  await preview.open(shown.entry.id)
  return preview
}

/** That on screen, or the first: its beginning up to the end of a paragraph. Where the project has none that can be read, some words about that. */
async function exampleArticle(workspace: Workspace): Promise<Shown> {
  const articles = workspace.articles()
  const entry = articles.find(({id}) => id === workspace.view.get().article) ?? articles[0]
  const read = entry === undefined ? undefined : await workspace.host.requests.articleText(entry.id)
  if (entry !== undefined && read?.ok === true && read.value.trim() !== '') return {entry, text: beginning(read.value)}
  return {
    entry: {...NO_ARTICLE, title: say('An example')},
    text: say('The project has no article yet that could be shown here. These words stand for those of one: they can be marked as in any text.'),
  }
}

function beginning(text: string): string {
  if (text.length <= MOST) return text
  const end = text.indexOf('\n', ENOUGH)
  // A space is never half a character.
  return text.slice(0, end !== -1 && end <= MOST ? end : text.lastIndexOf(' ', MOST) + 1 || MOST).toWellFormed()
}

const NO_ARTICLE: ArticleEntry = {id: '0'.repeat(64), title: '', position: 0, words: 0, length: 0, sourceName: '', warnings: []}
