import {Fragment, useState} from 'react'
import {languageTag} from '../../../core/article/article-language.ts'
import {staleWords} from '../../../core/schema/draft-doubts.ts'
import type {Translations} from '../../../core/schema/schema.ts'
import {Button} from '../../ui/button.tsx'
import {languageTag as ownTag, say} from '../../ui/say.ts'
import {TextArea} from '../../ui/text-area.tsx'
import {TextField} from '../../ui/text-field.tsx'
import {guidelineProblem} from './guideline-problem.ts'
import type {PartFields} from './part-fields.ts'

const TITLES = {
  label: (language: string): string => say('Label in {language}', {language}),
  guideline: (language: string): string => say('Guideline in {language} (Markdown)', {language}),
} as const

/** Label and guideline for people who read other languages. */
export function TranslationsField({of}: {readonly of: PartFields}) {
  const {draft, id, fields, set, readOnly} = of
  const [wanted, setWanted] = useState('')
  const [problem, setProblem] = useState<string>()
  const translations = (fields.translations ?? {}) as Translations
  const tags = Object.keys(translations).sort()
  const stale = staleWords(draft).find(({part}) => part === id)?.languages ?? []
  if (readOnly && tags.length === 0) return null
  const write = (tag: string, field: 'label' | 'guideline', text: string, step?: object): void => {
    const {[field]: _before, ...rest} = translations[tag] ?? {}
    const words = text.trim() === '' ? rest : {...rest, [field]: text}
    const next = Object.entries({...translations, [tag]: words}).filter(([, each]) => Object.keys(each).length > 0)
    set({translations: next.length > 0 ? Object.fromEntries(next) : undefined}, TITLES[field](languageName(tag)), step)
  }
  const add = (): void => {
    const tag = languageTag(wanted.trim())
    if (tag === undefined) return setProblem(say('Write a language code such as en, ar or zh-Hans.'))
    if (tags.some(each => languageTag(each) === tag)) return setProblem(say('This language is there already.'))
    setProblem(undefined)
    setWanted('')
    write(tag, 'label', String(fields.label ?? ''))
  }
  return (
    <details className="part-more">
      <summary>{say('In other languages ({languages, number})', {languages: tags.length})}</summary>
      <div className="part-more-fields">
        {tags.map(tag => (
          <Fragment key={tag}>
            <TextField
              label={TITLES.label(languageName(tag))}
              lang={tag}
              hint={stale.includes(tag) ? say('The label was changed since. Perhaps this says what it said before.') : undefined}
              value={translations[tag]?.label ?? ''}
              readOnly={readOnly}
              whileTyping
              onCommit={(label, step) => write(tag, 'label', label, step)}
            />
            <TextArea<object>
              label={TITLES.guideline(languageName(tag))}
              lang={tag}
              rows={2}
              value={translations[tag]?.guideline ?? ''}
              readOnly={readOnly}
              check={guidelineProblem}
              onBegin={() => ({})}
              onCommit={(guideline, step) => {
                write(tag, 'guideline', guideline, step)
                return step
              }}
            />
          </Fragment>
        ))}
        {!readOnly && (
          <form
            className="part-add"
            onSubmit={event => {
              event.preventDefault()
              add()
            }}
          >
            <TextField label={say('Language code')} value={wanted} problem={problem} onInput={setWanted} spellCheck={false} />
            <Button type="submit" disabled={wanted.trim() === ''}>
              {say('Add language')}
            </Button>
          </form>
        )}
      </div>
    </details>
  )
}

function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([ownTag()], {type: 'language'}).of(tag) ?? tag
  } catch {
    return tag
  }
}
