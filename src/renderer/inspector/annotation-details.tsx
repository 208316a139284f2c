import {iso} from '../../core/iso-time.ts'
import {BookmarkPlus, Link2, Shapes, Trash2} from 'lucide-react'
import {useEffect, useRef} from 'react'
import type {Annotation} from '../../core/annotation/annotation.ts'
import {isAsked} from '../../core/schema/conditions.ts'
import {namesEntities} from '../../core/schema/entity-types.ts'
import {layerNamed} from '../../core/schema/schema.ts'
import {HOW_SURE, linkable} from '../annotate/annotate-commands.ts'
import {atOnce} from '../annotate/command.ts'
import type {Commands} from '../annotate/commands.ts'
import {SURENESS} from '../annotate/how-sure.ts'
import type {Names} from '../state/names.ts'
import {keysOf} from '../state/own-keys.ts'
import {schemaDeeds} from '../annotate/schema-commands.ts'
import {CommentThread} from '../discussion/comment-thread.tsx'
import {AnnotationHistory} from '../history/annotation-history.tsx'
import {Button} from '../ui/button.tsx'
import {ChoiceGroup} from '../ui/choice-group.tsx'
import {IconButton} from '../ui/icon-button.tsx'
import {Menu} from '../ui/menu.tsx'
import type {OpenArticle} from '../state/open-article.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import {FeatureField} from './feature-field.tsx'
import {Guideline} from '../guideline/guideline.tsx'
import {partData} from '../guideline/label-tip.tsx'
import {withDigits} from './inner-keys.ts'
import {DetailsWords} from './details-words.tsx'
import {PartList} from './part-list.tsx'
import {StrayValues} from './stray-values.tsx'
import {momentOf} from '../ui/moment.ts'
import {rich, say} from '../ui/say.ts'
import './annotation-details.css'

type Props = {readonly article: OpenArticle; readonly annotation: Annotation; readonly names: Names; readonly commands: Commands}

/** Everything the schema lets one say about the selected annotation. Each change is saved as it is made. */
export function AnnotationDetails({article, annotation, names, commands}: Props) {
  const workspace = useWorkspace()
  const region = useRef<HTMLElement>(null)
  const schema = workspace.project.schema()
  const layer = layerNamed(schema, annotation.layer)
  /** The feature that a key went to: once it is said, the keys of the text are wanted again. */
  const asked = useRef<string>(undefined)
  const said = (name: string): void => {
    if (asked.current === name) workspace.panes.article?.focus()
  }

  useEffect(() => {
    workspace.panes.focusFeature = name => {
      if (!workspace.preferences.get().inspectorOpen) {
        workspace.preferences.update(before => ({...before, inspectorOpen: true}))
        return void requestAnimationFrame(() => workspace.panes.focusFeature?.(name))
      }
      workspace.panes.showPane?.('end')
      asked.current = name
      const field = region.current?.querySelector<HTMLElement>(`[data-feature="${CSS.escape(name)}"]`)
      const control = field?.querySelector<HTMLElement>('[role=radio][tabindex="0"]') ?? field?.querySelector<HTMLElement>('input, textarea, button')
      control?.focus()
      if (control?.role === 'combobox') control.click()
    }
    workspace.panes.focusDetails = () => {
      workspace.panes.showPane?.('end')
      const find = (selector: string) => region.current?.querySelector<HTMLElement>(selector)
      const first = find('[role=radio][tabindex="0"]') ?? find('input, textarea')
      first?.focus()
    }
    return () => {
      workspace.panes.focusDetails = undefined
      workspace.panes.focusFeature = undefined
    }
  }, [workspace])

  const who = (id: string): string => workspace.project.displayName(id) ?? say('a colleague')
  const readOnly = article.readOnly()
  const deeds = schemaDeeds(workspace).filter(({id}) => id.startsWith('layer:'))
  return (
    // Keyed by the annotation, so that what is being typed belongs to it alone.
    <section
      key={annotation.id}
      ref={region}
      className="annotation-details"
      {...partData({layer: annotation.layer})}
      aria-label={say('Details of the selected annotation')}
      onKeyDown={event => event.key === 'Escape' && !event.defaultPrevented && workspace.panes.article?.focus()}
      onFocus={event => {
        // A field that was not the one asked for has been gone to by hand.
        if (event.target.closest<HTMLElement>('[data-feature]')?.dataset.feature !== asked.current) asked.current = undefined
      }}
    >
      <header className="annotation-details-head">
        <h2>
          <bdi>{layer?.label ?? annotation.layer}</bdi>
        </h2>
        {!readOnly && (
          <Menu
            label={say('Change layer')}
            icon={<Shapes />}
            size="small"
            align="end"
            items={deeds.map(({id, title, keys}) => ({id, label: title, ...(keys !== undefined && {keys})}))}
            onChoose={id => deeds.find(deed => deed.id === id)?.command(workspace, atOnce)}
          />
        )}
        {linkable(workspace, annotation) && !readOnly && (
          <IconButton
            size="small"
            label={say('Link to entity…')}
            icon={<Link2 />}
            keys={keysOf(workspace, 'annotate.linkEntity') ?? ''}
            onClick={() => commands['annotate.linkEntity'](workspace, atOnce)}
          />
        )}
        {commands['annotate.example'](workspace) && (
          <IconButton
            size="small"
            label={say('Add as example…')}
            icon={<BookmarkPlus />}
            keys={keysOf(workspace, 'annotate.example') ?? ''}
            onClick={() => commands['annotate.example'](workspace, atOnce)}
          />
        )}
        {!readOnly && (
          <IconButton
            size="small"
            label={say('Remove annotation')}
            icon={<Trash2 />}
            keys={keysOf(workspace, 'annotate.remove') ?? ''}
            onClick={() => commands['annotate.remove'](workspace, atOnce)}
          />
        )}
      </header>
      <DetailsWords article={article} annotation={annotation} />
      <PartList article={article} annotation={annotation} />
      {layer !== undefined && <Guideline of={layer} word={{layer: layer.name}} />}
      {layer === undefined ? (
        <p className="annotation-details-problem">
          {say('The schema of this project has no layer “{layer}”. The annotation is kept; import the schema that has it to edit it.', {
            layer: annotation.layer,
          })}
        </p>
      ) : (
        layer.features
          .filter(feature => isAsked(layer, feature, annotation.features))
          .map(feature => (
            <FeatureField
              key={feature.name}
              feature={feature}
              layer={layer}
              article={article}
              annotation={annotation}
              names={names}
              readOnly={readOnly}
              onSaid={() => said(feature.name)}
            />
          ))
      )}
      <StrayValues annotation={annotation} schema={workspace.project.schema()} names={names} />
      <div data-feature={HOW_SURE}>
        <ChoiceGroup
          label={say('How sure')}
          innerKeys
          choices={withDigits(SURENESS)}
          value={annotation.confidence === undefined ? undefined : (`${annotation.confidence}` as '1' | '2' | '3')}
          disabled={readOnly}
          onChange={value => article.set.setConfidence(annotation.id, value === undefined ? undefined : (Number(value) as 1 | 2 | 3), workspace.act())}
          onChosen={() => said(HOW_SURE)}
        />
      </div>
      {namesEntities(layer) && !readOnly && (
        <Button size="small" keys={keysOf(workspace, 'annotate.labelAll') ?? ''} onClick={() => commands['annotate.labelAll'](workspace, atOnce)}>
          {say('Label all identical mentions…')}
        </Button>
      )}
      <CommentThread article={article.id} annotation={annotation} />
      <p className="annotation-details-by">
        {annotation.editedBy === undefined || annotation.editedAt === undefined
          ? rich('By {name}, {moment}', {name: <bdi>{who(annotation.by)}</bdi>, moment: <Time at={annotation.at} />})
          : rich('By {name}, {moment}; changed by {editor}, {edited}', {
              name: <bdi>{who(annotation.by)}</bdi>,
              moment: <Time at={annotation.at} />,
              editor: <bdi>{who(annotation.editedBy)}</bdi>,
              edited: <Time at={annotation.editedAt} />,
            })}
      </p>
      <AnnotationHistory article={article} annotation={annotation} />
    </section>
  )
}

const Time = ({at}: {readonly at: number}) => <time dateTime={iso(at)}>{momentOf(at)}</time>
