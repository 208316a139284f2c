import type {KeyboardEvent} from 'react'
import {memo, useDeferredValue, useEffect, useEffectEvent, useMemo, useRef, useState} from 'react'
import type {PartId, SchemaDraft} from '../../../core/schema/draft.ts'
import {draftParts} from '../../../core/schema/draft.ts'
import {draftedSchema} from '../../../core/schema/drafted-schema.ts'
import type {Schema} from '../../../core/schema/schema.ts'
import {parseNewSchema} from '../../../core/schema/schema-file.ts'
import type {Command, Run} from '../../annotate/command.ts'
import type {Commands} from '../../annotate/commands.ts'
import {digitCommand} from '../../annotate/digit-command.ts'
import {nextPicked} from '../../annotate/pick.ts'
import {relateToPicked, relating} from '../../annotate/relate.ts'
import {schemaKey} from '../../annotate/schema-commands.ts'
import {select, selectWords} from '../../annotate/select.ts'
import {AnnotateToolbar} from '../../annotate/toolbar.tsx'
import type {ArticleViewHandle} from '../../article/article-view.tsx'
import {ArticleView} from '../../article/article-view.tsx'
import {registerLooks} from '../../article/look.ts'
import {AnnotationDetails} from '../../inspector/annotation-details.tsx'
import {looksOf} from '../../state/look.ts'
import {names} from '../../state/names.ts'
import {useWorkspace, WorkspaceContext} from '../../state/use-workspace.ts'
import type {Workspace} from '../../state/workspace.ts'
import {isEditable} from '../../ui/command-keys.ts'
import {rich, say} from '../../ui/say.ts'
import {digitOf} from '../../ui/shortcuts.ts'
import {Spinner} from '../../ui/spinner.tsx'
import {KeepTypedContext, UnwrittenContext} from '../../ui/unwritten.ts'
import {exampleOf, markExamples} from './example-marks.ts'
import {previewWorkspace} from './preview-workspace.ts'
import './schema-preview.css'

/** Words that are marked to try something are no example of it. */
const NEVER: Command = () => false

type Props = {
  readonly draft: SchemaDraft
  /** An annotation of its layer is shown. */
  readonly at: PartId
  readonly commands: Commands
}

/** The toolbar and the details as an annotator will have them, on the beginning of a real article. Whoever tries them changes nothing. Of a long codebook it is large: drawn when the draft is another only. */
export const SchemaPreview = memo(function SchemaPreview({draft, at, commands}: Props) {
  const workspace = useWorkspace('project')
  const latest = useDeferredValue(draft)
  const drafted = useMemo(() => schemaOf(latest), [latest])
  const [last, setLast] = useState({of: latest.id, schema: drafted})
  // One that lacks something is shown as it was before.
  if (last.of !== latest.id || (drafted !== undefined && drafted !== last.schema)) setLast({of: latest.id, schema: drafted})
  const valid = last.of === latest.id ? last.schema : drafted
  const preview = usePreview(workspace, valid, latest.id)
  const inForce = workspace.project.schema()
  // After the window has registered those of the schema in force.
  useEffect(() => {
    if (valid === undefined) return undefined
    registerLooks(looksOf(valid))
    return () => registerLooks(looksOf(inForce))
  }, [valid, inForce])
  return (
    <section className="schema-preview" aria-label={say('Preview')}>
      <header className="schema-preview-head">
        <h2>{say('Preview')}</h2>
        <p>
          {drafted === undefined && valid !== undefined
            ? say('As it was before something was missing.')
            : say('As annotators will have it. Try it: nothing here is saved.')}
        </p>
      </header>
      {valid === undefined ? (
        <p className="schema-preview-none">{say('There is something to settle before the draft can be shown.')}</p>
      ) : preview === undefined ? (
        <Spinner label={say('Making the preview')} />
      ) : (
        <WorkspaceContext value={preview}>
          <UnwrittenContext value={unheld}>
            <KeepTypedContext value={unkept}>
              <Example layer={layerAt(latest, at)} commands={commands} />
            </KeepTypedContext>
          </UnwrittenContext>
        </WorkspaceContext>
      )}
    </section>
  )
})

/** Nobody waits for what is typed into an example. */
const unheld = (): (() => void) => () => undefined
const unkept = (): void => undefined

function schemaOf(draft: SchemaDraft): Schema | undefined {
  const parsed = parseNewSchema(draftedSchema(draft).schema)
  return parsed.ok ? parsed.value : undefined
}

/** The name of the layer that a part is of, or is. */
function layerAt(draft: SchemaDraft, id: PartId): string | undefined {
  const parts = new Map(draftParts(draft).map(part => [part.id, part]))
  let part = parts.get(id)
  while (part !== undefined && part.part !== 'layer') part = parts.get(part.in)
  return typeof part?.fields.name === 'string' ? part.fields.name : undefined
}

/** One workspace for each draft that is looked at, which has the schema that the draft would be, and an example of each of its layers. */
function usePreview(workspace: Workspace, schema: Schema | undefined, draft: string): Workspace | undefined {
  const [made, setMade] = useState<{readonly of: string; readonly preview: Workspace}>()
  const isReady = schema !== undefined
  const make = useEffectEvent(async () => (schema === undefined ? undefined : previewWorkspace(workspace, schema)))
  useEffect(() => {
    if (!isReady) return undefined
    let isOpen = true
    let preview: Workspace | undefined
    void make().then(found => {
      preview = found
      if (!isOpen) return void preview?.close()
      if (found !== undefined) setMade({of: draft, preview: found})
    })
    return () => {
      isOpen = false
      void preview?.close()
    }
  }, [draft, isReady])
  const preview = made?.of === draft ? made.preview : undefined
  useEffect(() => {
    if (preview === undefined || schema === undefined) return
    preview.project.setSchema(schema)
    markExamples(preview)
  }, [preview, schema])
  return preview
}

function Example({layer, commands: all}: {readonly layer: string | undefined; readonly commands: Commands}) {
  const preview = useWorkspace()
  const commands = useMemo(() => ({...all, 'annotate.example': NEVER}), [all])
  const view = useRef<ArticleViewHandle>(null)
  const {article: id, selected} = preview.view.get()
  const article = preview.current()
  const entry = id === undefined ? undefined : preview.project.articles.get(id)
  const annotation = selected === undefined ? undefined : article?.set.get(selected)
  const example = article === undefined || layer === undefined ? undefined : exampleOf(article, layer)?.id
  useEffect(() => {
    preview.panes.article = {
      focus: () => view.current?.focus(),
      reveal: span => view.current?.reveal(span),
      select: span => view.current?.select(span),
      place: extent => view.current?.place(extent),
      caret: () => view.current?.caret(),
    }
    return () => {
      preview.panes.article = undefined
    }
  }, [preview])
  useEffect(() => {
    if (example !== undefined) select(preview, example)
  }, [preview, example])
  if (article === undefined || entry === undefined) return null
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isEditable(event.target as Element)) return
    const run: Run = deed => {
      event.preventDefault()
      deed()
    }
    const digit = digitOf(event.nativeEvent)
    if (digit === undefined || digit === '0' || !digitCommand(digit)(preview, run)) schemaKey(event.nativeEvent)(preview, run)
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys of the toolbar within, as in the text of an article */}
      <div className="schema-preview-text" onKeyDown={press}>
        <AnnotateToolbar commands={commands} />
        <p className="schema-preview-of">{rich('Example on “{title}”', {title: <bdi>{entry.title}</bdi>})}</p>
        <div className="schema-preview-article">
          <ArticleView
            ref={view}
            text={article.text}
            label={say('Example on “{title}”', {title: entry.title})}
            language={entry.language}
            highlights={article.highlights}
            selected={selected}
            snap={preview.preferences.get().snap}
            onSelection={selection => selectWords(preview, selection)}
            onPick={ids => {
              if (relating(preview) !== undefined) return relateToPicked(preview, ids)
              const next = nextPicked(ids, preview.view.get().selected)
              if (next === undefined) preview.view.update(before => ({...before, selected: undefined, beside: undefined}))
              else select(preview, next)
            }}
            onResize={() => undefined}
          />
        </div>
      </div>
      {annotation !== undefined && annotation.removed === undefined && (
        <div className="schema-preview-details">
          <AnnotationDetails article={article} annotation={annotation} names={names(preview.project, preview.registry)} commands={commands} />
        </div>
      )}
    </>
  )
}
