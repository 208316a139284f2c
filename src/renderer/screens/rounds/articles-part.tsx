import {useMemo, useState} from 'react'
import type {ArticleEntry} from '../../../core/article/article.ts'
import {spokenIn} from '../../../core/article/article-language.ts'
import {Checkbox} from '../../ui/checkbox.tsx'
import type {Column} from '../../ui/data-table.tsx'
import {DataTable} from '../../ui/data-table.tsx'
import {SelectField} from '../../ui/select-field.tsx'
import {TextField} from '../../ui/text-field.tsx'
import {inNumbers, say} from '../../ui/say.ts'
import type {Kept, Which} from './round-form.ts'
import {sharedIn, wholeNumber} from './round-form.ts'
import type {FormNow} from './use-round-form.ts'

type Props = {
  readonly now: FormNow
  readonly kept: {readonly of: Kept; readonly from: 'draft' | 'round' | 'earlier'} | undefined
}

/** Which articles come into a round. */
export function ArticlesPart({now, kept}: Props) {
  const {
    form,
    change,
    others: articles,
    found,
    searchProblem,
    plan: {left},
  } = now
  const stories = useMemo(() => [...new Set(articles.flatMap(({story}) => (story === undefined ? [] : [story])))].sort(), [articles])
  const choices: readonly {readonly value: Which; readonly label: string}[] = [
    ...(kept === undefined ? [] : [{value: 'none' as const, label: say('No others')}]),
    {value: 'all', label: say('All articles')},
    {value: 'found', label: say('Those that match a filter')},
    ...(stories.length === 0 ? [] : [{value: 'story' as const, label: say('Those of a story')}]),
    {value: 'chosen', label: say('Those that I choose')},
  ]
  return (
    <fieldset className="round-part">
      <legend>{say('Articles')}</legend>
      {kept !== undefined && <KeptArticles now={now} kept={kept} />}
      <SelectField
        label={kept === undefined ? say('Which articles') : say('Which others')}
        choices={choices}
        value={form.which}
        onChange={which => change({which, ...(which === 'story' && form.story === '' && {story: stories[0] ?? ''})})}
      />
      {(form.which === 'found' || form.which === 'chosen') && (
        <TextField
          label={say('Filter articles')}
          type="search"
          placeholder={say('Filter by title, outlet, story or words…')}
          value={form.query}
          hint={searchProblem ?? say('{articles, plural, =0 {No article matches} one {# article matches} other {# articles match}}', {articles: found.size})}
          onInput={query => change({query})}
        />
      )}
      {form.which === 'story' && (
        <SelectField label={say('Story')} choices={stories.map(value => ({value, label: value}))} value={form.story} onChange={story => change({story})} />
      )}
      {form.which === 'chosen' && <Chooser now={now} />}
      {form.which !== 'none' && (
        <>
          <Checkbox label={say('Of these, a random sample')} checked={form.samples} onChange={samples => change({samples})} />
          {form.samples && (
            <TextField
              label={say('How many')}
              inputMode="numeric"
              value={form.sample}
              problem={wholeNumber(form.sample, 1, Number.MAX_SAFE_INTEGER) === undefined ? say('Write a whole number, such as 50.') : undefined}
              onInput={sample => change({sample})}
            />
          )}
        </>
      )}
      {left > 0 && (
        <p className="round-note">
          {say(
            '{articles, plural, one {# article is} other {# articles are}} left out: {articles, plural, one {it is} other {they are}} in another round that runs.',
            {
              articles: left,
            },
          )}
        </p>
      )}
    </fieldset>
  )
}

function KeptArticles({now: {form, change}, kept: {of, from}}: {readonly now: FormNow; readonly kept: NonNullable<Props['kept']>}) {
  const many = of.articles.length
  if (from === 'round')
    return <p className="round-note">{say('The round has {articles, plural, one {# article} other {# articles}}. They stay.', {articles: many})}</p>
  return (
    <>
      <Checkbox
        label={
          from === 'draft'
            ? say('The {articles, plural, one {# article} other {# articles}} of the draft', {articles: many})
            : say('The {articles, plural, one {# article} other {# articles}} of the earlier round', {articles: many})
        }
        checked={form.keepsArticles}
        onChange={keepsArticles => change({keepsArticles})}
      />
      {from === 'earlier' && form.keepsArticles && (
        <Checkbox
          label={say('Only those that several annotated ({articles, number})', {articles: sharedIn(of).length})}
          checked={form.sharedOnly}
          onChange={sharedOnly => change({sharedOnly})}
        />
      )}
    </>
  )
}

const COLUMNS: readonly Column<ArticleEntry>[] = [
  {id: 'title', label: say('Title'), width: 'minmax(8rem, 4fr)', sorts: false, render: ({title, language}) => <span {...spokenIn(language)}>{title}</span>},
  {id: 'length', label: say('Words'), width: '4.5rem', align: 'end', sorts: false, render: ({words}) => inNumbers(words)},
]

/** A table to mark articles in, of those that the filter finds. */
function Chooser({now: {form, change, others, found}}: Pick<Props, 'now'>) {
  const [current, setCurrent] = useState<string>()
  return (
    <div className="round-chooser">
      <DataTable
        label={say('Articles to choose from')}
        columns={COLUMNS}
        rows={others.filter(({id}) => found.has(id))}
        keyOf={({id}) => id}
        nameOf={({title}) => title}
        sorting={{column: '', descending: false}}
        onSort={() => undefined}
        current={current}
        onCurrent={setCurrent}
        marked={form.chosen}
        onMark={chosen => change({chosen})}
      />
    </div>
  )
}
