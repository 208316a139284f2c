import {useMemo, useState} from 'react'
import type {ArticleEntry, ArticleId} from '../../../core/article/article.ts'
import type {Person} from '../../../core/round/owner.ts'
import {useTextMatches} from '../../articles/text-matches.ts'
import {articlesNamed} from '../../state/article-arrangement.ts'
import type {Workspace} from '../../state/workspace.ts'
import type {Editing} from './editing.ts'
import {busyArticles, firstForm, formsOf, keyOf, mayAnnotate} from './editing.ts'
import type {Given, Kept, Planned, RoundForm} from './round-form.ts'
import {givenByRule, planned} from './round-form.ts'

/** A form as it is filled in, what it chooses from, and what follows from it. */
export type FormNow = {
  readonly form: RoundForm
  readonly change: (part: Partial<RoundForm>) => void
  /** It is done with: next time it begins anew. */
  readonly forget: () => void
  readonly people: readonly Person[]
  /** Articles of the project that are not kept from before, and those of them that the filter finds. */
  readonly others: readonly ArticleEntry[]
  readonly found: ReadonlySet<ArticleId>
  readonly searchProblem: string | undefined
  readonly byRule: Given
  readonly plan: Planned
}

export function useRoundForm(workspace: Workspace, editing: Editing, kept: Kept | undefined): FormNow {
  const forms = formsOf(workspace)
  const [form, setForm] = useState(() => forms.get(keyOf(editing)) ?? firstForm(workspace, editing, kept))
  const change = (part: Partial<RoundForm>): void =>
    setForm(before => {
      const next = {...before, ...part}
      forms.set(keyOf(editing), next)
      return next
    })
  const articles = workspace.articles()
  const {found: matches, problem: searchProblem} = useTextMatches(workspace, form.query)
  const isKept = useMemo(() => new Set(form.keepsArticles ? kept?.articles : []), [kept, form.keepsArticles])
  const others = useMemo(() => articles.filter(({id}) => !isKept.has(id)), [articles, isKept])
  const found = useMemo(() => new Set(articlesNamed(others, form.query, matches).map(({id}) => id)), [others, form.query, matches])
  const people = mayAnnotate(workspace, kept)
  const names = JSON.stringify(people.map(({id}) => id))
  const rounds = workspace.project.rounds.all()
  // biome-ignore lint/correctness/useExhaustiveDependencies: of these rounds
  const busy = useMemo(() => busyArticles(workspace, editing), [workspace, editing, rounds])
  const {name: _, byHand, ...rule} = form
  const rules = JSON.stringify({...rule, annotators: [...rule.annotators], chosen: [...rule.chosen], hide: []})
  // biome-ignore lint/correctness/useExhaustiveDependencies: made anew with what it follows from, not with the name or with what is changed by hand
  const byRule = useMemo(() => givenByRule(form, {articles, busy, found, people: JSON.parse(names), kept}), [rules, articles, busy, found, names, kept])
  const plan = useMemo(() => planned(byRule, byHand), [byRule, byHand])
  return {form, change, forget: () => void forms.delete(keyOf(editing)), people, others, found, searchProblem, byRule, plan}
}
