import {Undo2} from 'lucide-react'
import {useRef} from 'react'
import type {Pointer} from '../../core/annotation/pointers.ts'
import type {Claim, Entity} from '../../core/registry/registry.ts'
import {entityTypes, readType} from '../../core/schema/entity-types.ts'
import {IconButton} from '../ui/icon-button.tsx'
import {Chip} from '../ui/chip.tsx'
import {ChoiceGroup} from '../ui/choice-group.tsx'
import {Combobox} from '../ui/combobox.tsx'
import {TextField} from '../ui/text-field.tsx'
import {short} from '../state/short-quote.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import {entityOption} from './entity-options.ts'
import {MentionList} from './mention-list.tsx'
import {isListed, overName, separateRecord, writeField} from './registry-acts.ts'
import {CLAIM_KINDS} from './registry-rows.ts'
import {say} from '../ui/say.ts'

type Props = {
  readonly of: Pointer
  readonly locked: boolean
  readonly onNews: (text: string) => void
}

/** One row of the registry: its fields, what was merged into it, and where it is mentioned. */
export function RegistryDetails({of, locked, onNews}: Props) {
  const workspace = useWorkspace()
  const {registry, project} = workspace
  const entity = of.kind === 'entity' ? registry.entities.standing(of.id) : undefined
  const claim = of.kind === 'claim' ? registry.claims.standing(of.id) : undefined
  const topic = of.kind === 'topic' ? project.topics.standing(of.id) : undefined
  return (
    <section className="registry-details" aria-label={say('Details of {name}', {name: entity?.name ?? claim?.text ?? topic?.name ?? ''})}>
      {entity !== undefined && <EntityFields entity={entity} locked={locked} />}
      {claim !== undefined && <ClaimFields claim={claim} locked={locked} />}
      {topic !== undefined && (
        <TextField
          label={say('Topic')}
          aria-description={topic.name}
          value={topic.name}
          readOnly={locked}
          check={notEmpty}
          whileTyping
          onCommit={(name, step) =>
            writeField(workspace, of, {where: overName(topic.name), text: name, step}, () => project.topics.patch(topic.id, {name: name.trim()}))
          }
        />
      )}
      <MergedList of={of} locked={locked} onNews={onNews} />
      <h2>{say('Mentions')}</h2>
      <MentionList of={of} onSplit={onNews} />
    </section>
  )
}

const notEmpty = (text: string): string | undefined => (text.trim() === '' ? say('Write some words.') : undefined)

function EntityFields({entity, locked}: {readonly entity: Entity; readonly locked: boolean}) {
  const workspace = useWorkspace()
  const {registry} = workspace
  const types = entityTypes(workspace.project.schema())
  const patch = (fields: {readonly [K in keyof Entity]?: Entity[K] | undefined}): void =>
    workspace.undo.together(() => registry.transact(() => registry.entities.patch(entity.id, fields)))
  const of = {kind: 'entity', id: entity.id} as const
  const ofWikidata = say('Wikidata number of “{name}”', {name: short(entity.name)})
  return (
    <>
      <TextField
        label={say('Name')}
        aria-description={entity.name}
        value={entity.name}
        readOnly={locked}
        check={notEmpty}
        whileTyping
        onCommit={(name, step) =>
          writeField(workspace, of, {where: overName(entity.name), text: name, step}, () => registry.entities.patch(entity.id, {name: name.trim()}))
        }
      />
      {types.length > 0 && (
        <ChoiceGroup
          label={say('Type')}
          of={entity.name}
          required
          disabled={locked}
          choices={types.map(({value, label}) => ({value, label}))}
          value={readType(workspace.project.schema(), entity.type)}
          onChange={value => value !== undefined && patch({type: value})}
        />
      )}
      <TextField
        label={say('Wikidata')}
        aria-description={entity.name}
        placeholder={say('Q42')}
        value={entity.wikidata ?? ''}
        where={ofWikidata}
        readOnly={locked}
        check={text => (/^(Q[1-9]\d*)?$/.test(text.trim()) ? undefined : say('Write a Wikidata number, such as Q42.'))}
        whileTyping
        onCommit={(text, step) =>
          writeField(workspace, of, {where: ofWikidata, text, step}, () =>
            registry.entities.patch(entity.id, {wikidata: text.trim() === '' ? undefined : text.trim()}),
          )
        }
      />
      <Aliases entity={entity} locked={locked} />
    </>
  )
}

/** What an entity is called too: a name that is typed beside them becomes one of them as its field is left. */
function Aliases({entity, locked}: {readonly entity: Entity; readonly locked: boolean}) {
  const workspace = useWorkspace()
  const {entities} = workspace.registry
  const of = {kind: 'entity', id: entity.id} as const
  const added = useRef<{readonly step: object; readonly alias: string}>(undefined)
  // As they stand now: what a colleague wrote may not be on screen yet.
  const patch = (change: (aliases: readonly string[]) => readonly string[]): void =>
    entities.patch(entity.id, {aliases: change(entities.standing(entity.id)?.aliases ?? [])})
  const add = (text: string, step: object): void => {
    const alias = text.trim().normalize('NFC')
    // The page may have been out of sight in the middle of the name.
    const begun = added.current?.step === step ? added.current.alias : undefined
    if (alias === '' || alias === begun) return
    writeField(workspace, of, {where: say('Another name of “{name}”', {name: entity.name}), text, step}, () =>
      patch(aliases => {
        const others = aliases.filter(each => each !== begun)
        if (others.includes(alias)) return others
        added.current = {step, alias}
        return [...others, alias]
      }),
    )
  }
  const remove = (alias: string): void =>
    workspace.undo.together(() => workspace.registry.transact(() => patch(aliases => aliases.filter(each => each !== alias))))
  return (
    <div className="registry-aliases">
      {entity.aliases.map(alias => (
        <Chip key={alias} label={alias} {...(!locked && {onRemove: () => remove(alias)})} />
      ))}
      {!locked && (
        <TextField
          // It may go from the lists and stay in sight: what is typed is kept then.
          key={`${entity.id} ${isListed(workspace, of)}`}
          label={say('Another name of {name}', {name: entity.name})}
          hideLabel
          placeholder={say('Another name, then Enter')}
          value=""
          onCommit={add}
        />
      )}
    </div>
  )
}

function ClaimFields({claim, locked}: {readonly claim: Claim; readonly locked: boolean}) {
  const workspace = useWorkspace()
  const {registry, undo} = workspace
  const {entities, claims} = registry
  const patch = (fields: {readonly [K in keyof Claim]?: Claim[K] | undefined}): void =>
    undo.together(() => registry.transact(() => claims.patch(claim.id, fields)))
  const about = [...new Set(claim.about.map(entities.rootOf))]
  const setAbout = (change: (ids: readonly string[]) => readonly string[]): void => patch({about: change(claims.standing(claim.id)?.about ?? [])})
  const options = entities.all().filter(({id}) => !about.includes(id))
  return (
    <>
      <TextField
        label={say('Claim')}
        aria-description={claim.text}
        value={claim.text}
        readOnly={locked}
        check={notEmpty}
        whileTyping
        onCommit={(text, step) =>
          writeField(workspace, {kind: 'claim', id: claim.id}, {where: overName(claim.text), text, step}, () => claims.patch(claim.id, {text: text.trim()}))
        }
      />
      <ChoiceGroup label={say('Kind')} of={claim.text} disabled={locked} choices={CLAIM_KINDS} value={claim.kind} onChange={kind => patch({kind})} />
      <div className="registry-aliases">
        {about.map(id => (
          <Chip
            key={id}
            label={entities.standing(id)?.name ?? say('unknown entity')}
            {...(!locked && {onRemove: () => setAbout(ids => ids.filter(each => entities.rootOf(each) !== id))})}
          />
        ))}
        <Combobox
          label={say('About')}
          of={claim.text}
          placeholder={say('Add an entity')}
          disabled={locked}
          value={undefined}
          options={options.map(entity => ({...entityOption(workspace, entity), id: entity.id}))}
          onChoose={({id}) => setAbout(ids => [...ids, id])}
        />
      </div>
    </>
  )
}

function MergedList({of, locked, onNews}: Pick<Props, 'of' | 'locked' | 'onNews'>) {
  const workspace = useWorkspace()
  const {registry, project} = workspace
  const merged =
    of.kind === 'claim'
      ? registry.claims.mergedInto(of.id).map(({id, text}) => ({id, name: text}))
      : (of.kind === 'entity' ? registry.entities : project.topics).mergedInto(of.id).map(({id, name}) => ({id, name}))
  if (merged.length === 0) return null
  return (
    <>
      <h2>{say('Merged into it')}</h2>
      <ul className="registry-merged">
        {merged.map(({id, name}) => (
          <li key={id}>
            <span dir="auto">{name}</span>
            {!locked && (
              <IconButton
                size="small"
                label={say('Tell {name} apart again', {name})}
                icon={<Undo2 />}
                onClick={() => {
                  separateRecord(workspace, of.kind, id)
                  onNews(say('“{name}” stands for itself again.', {name}))
                }}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
