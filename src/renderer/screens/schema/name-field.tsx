import {useState} from 'react'
import {edited} from '../../../core/schema/draft-edits.ts'
import {PLAIN_NAME} from '../../../core/schema/draft-problems.ts'
import type {SchemaDraft} from '../../../core/schema/draft.ts'
import {draftedSchema} from '../../../core/schema/drafted-schema.ts'
import {wordKey} from '../../../core/schema/mapping.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import {Button} from '../../ui/button.tsx'
import {say, tell} from '../../ui/say.ts'
import {TextField} from '../../ui/text-field.tsx'
import type {PartFields} from './part-fields.ts'

/** What annotations, files and other programs know a part by. It stays once annotations name it: what people read is the label. */
export function NameField({of}: {readonly of: PartFields}) {
  const {requests} = useWorkspace('session').host
  const {part, parts, inForce, text, problem, set, readOnly} = of
  const [use, setUse] = useState<'unknown' | 'asked' | 'free' | {readonly why: string}>('unknown')
  if (part === undefined) return null
  const isLabel = part.part === 'label'
  const isFixed = inForce && use !== 'free'
  const ask = async (): Promise<void> => {
    setUse('asked')
    setUse(await whoNames(requests, of))
  }
  const check = (name: string): string | undefined => {
    if (name.trim() === '') return say('Write a name.')
    if (!isLabel && !PLAIN_NAME.test(name.trim())) return say('A name begins with a letter from A to Z, and holds such letters, digits, - and _. Write it so.')
    const isTaken = parts.some(
      each => each.id !== part.id && each.in === part.in && each.part === part.part && each.fields.name === name.trim() && each.fields.removed !== true,
    )
    return isTaken ? say('This name is taken already. Give it another.') : undefined
  }
  const hint = !isFixed
    ? say('As annotations, files and other programs have it.')
    : typeof use === 'object'
      ? use.why
      : say('Annotations and files may have it by this name, so it stays. What people read is the label.')
  return (
    <div data-field="name" className="part-name">
      <TextField
        label={isLabel ? say('Value') : say('Name', {}, 'of a layer or feature, in files')}
        hint={hint}
        problem={problem('name')}
        value={text('name')}
        readOnly={readOnly || isFixed}
        check={check}
        onCommit={(name, step) => set({name: name.trim()}, say('Name', {}, 'of a layer or feature, in files'), step)}
      />
      {!readOnly && isFixed && typeof use === 'string' && (
        <Button size="small" variant="quiet" busy={use === 'asked'} onClick={() => void ask()}>
          {say('Change the name…')}
        </Button>
      )}
    </div>
  )
}

/** Asked of the hub by what it would lose if the part went by another name, and nothing were read in it. */
async function whoNames(requests: ReturnType<typeof useWorkspace>['host']['requests'], {draft, part}: PartFields): Promise<'free' | {readonly why: string}> {
  const untouched: SchemaDraft = {...draft, edits: new Map()}
  const {word} = part ?? {}
  if (part === undefined || word === undefined) return 'free'
  const other = `${String(part.fields.name)}-`
  const {schema} = draftedSchema({...untouched, edits: new Map([[part.id, edited(untouched, part.id, {name: other}).fields]])})
  const weighed = await requests.weighSchema(schema, [])
  if (!weighed.ok) return {why: tell(weighed.error)}
  const found = weighed.value.uses.find(each => each.word !== undefined && wordKey(each.word) === wordKey(word)) ?? weighed.value.uses[0]
  if (found === undefined) return 'free'
  return {
    why: say(
      '{annotations, plural, one {# annotation has} other {# annotations have}} it by this name, in {articles, plural, one {# article} other {# articles}}: it stays. What people read is the label.',
      {
        annotations: found.annotations,
        articles: found.articles,
      },
    ),
  }
}
