import {wordKey} from '../../../core/schema/mapping.ts'
import type {Word} from '../../../core/schema/mapping.ts'
import type {SchemaUse} from '../../../ipc/schema-api.ts'
import {SelectField} from '../../ui/select-field.tsx'
import {listed, rich, say, tell} from '../../ui/say.ts'
import './schema-mapping.css'

/** No layer, feature or label has this name. */
const REFUSED = ''

type Props = {readonly uses: readonly SchemaUse[]; readonly onMap: (word: Word, to: string | undefined) => void}

/** What annotations and entities say that another schema has no place for, how many do, and where it goes. */
export function SchemaMapping({uses, onMap}: Props) {
  if (uses.length === 0) return null
  return (
    <section className="schema-mapping" aria-labelledby="schema-mapping">
      <h3 id="schema-mapping">{say('What this schema has no place for')}</h3>
      <p className="schema-description">
        {say('Choose what each is to be read as. Annotations and entities stay as they are; they are shown, counted and exported in the new words.')}
      </p>
      {uses.map(use => {
        const {what, word, to, places} = use
        const many = saidBy(use)
        if (word === undefined || places.length === 0)
          return (
            <p key={`${what}`} className="schema-unplaced">
              {rich('{word}: {uses}. It has no place to go: the schema is refused.', {word: <bdi>{capital(tell(what))}</bdi>, uses: many})}
            </p>
          )
        return (
          <SelectField
            key={wordKey(word)}
            label={capital(tell(what))}
            hint={many}
            choices={[{value: REFUSED, label: say('Nothing: do not take this schema')}, ...places]}
            value={to ?? REFUSED}
            onChange={chosen => onMap(word, chosen === REFUSED ? undefined : chosen)}
          />
        )
      })}
    </section>
  )
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** How many say it, and where, and how many of these are removed. */
export function saidBy({annotations, entities, articles, removed = 0}: SchemaUse): string {
  const inAnnotations = say('{annotations, plural, one {# annotation} other {# annotations}} in {articles, plural, one {# article} other {# articles}}', {
    annotations,
    articles,
  })
  const asEntities = say('{entities, plural, one {# entity} other {# entities}}', {entities})
  const all = listed([...(annotations > 0 ? [inAnnotations] : []), ...(entities > 0 ? [asEntities] : [])])
  if (removed === 0) return all
  if (removed === annotations + entities) return say('{all}; all of it removed, and kept so that it can be brought back', {all})
  return say('{all}; of these {removed, plural, one {# is removed, and kept so that it} other {# are removed, and kept so that they}} can be brought back', {
    all,
    removed,
  })
}
