import * as fc from 'fast-check'
import type {Annotation, Features, Stance} from '../../src/core/annotation/annotation.ts'
import {articleId, countWords, normalText} from '../../src/core/article/article.ts'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import type {ProjectSnapshot, SnapshotArticle, SnapshotSet} from '../../src/core/dataset/project-snapshot.ts'
import {labelField} from '../../src/core/annotation/record-key.ts'
import {isKey} from '../../src/core/json/key.ts'
import {newAnnotation} from '../../src/core/annotation/new-annotation.ts'
import type {Layer, Schema} from '../../src/core/schema/schema.ts'
import type {Owner} from '../../src/core/round/owner.ts'
import type {Extent} from '../../src/core/text/extent.ts'
import {extentOf} from '../../src/core/text/extent.ts'
import {snapToGraphemes} from '../../src/core/text/segmentation.ts'
import type {Span} from '../../src/core/text/span.ts'
import {RUMOUR} from '../support/rumours.ts'
import {anyText} from './unicode.ts'

/** 2025-02-04T09:30:00.000Z, and a second later with each step. */
export const at = (step: number): number => Date.UTC(2025, 1, 4, 9, 30) + step * 1000

export function anArticle(raw: string, position = 0): SnapshotArticle {
  const text = normalText(raw)
  return {
    id: articleId(text),
    position,
    title: `Article ${position}`,
    sourceName: `article-${position}.txt`,
    warnings: [],
    words: countWords(text),
    length: text.length,
    text,
  }
}

const words = (article: SnapshotArticle, quote: string): Span => {
  const start = article.text.indexOf(normalText(quote))
  return {start, end: start + normalText(quote).length}
}

export function anAnnotation(article: SnapshotArticle, id: string, layer: string, span: Extent, features: Features = {}, by = 'alice', step = 0): Annotation {
  const made = newAnnotation({layer, span, features}, article.text, DEFAULT_SCHEMA, by, {id, at: at(step)})
  if (!made.ok) throw new Error(`${made.error}`)
  return made.value
}

export const stance = (id: string, target: Stance['target'], value: string, holder: Stance['holder'] = {kind: 'outlet'}, by = 'alice'): Stance => ({
  id,
  holder,
  target,
  value,
  by,
  at: at(5),
})

const PEACE =
  'Peace talks 🕊️ resume.\r\nالرئيس قال: «لا ضمانات». ראש הממשלה אמר: „יש תקווה“.\r\n特朗普说：停火协议🤝仍然脆弱。\nA cafe\u0301 owner 👩🏽‍🔬 disagreed.'
const ICE = 'Ice melts. Seas rise fast.\nIce melts.'

/** Two articles in five scripts, three people, two owners, every kind of feature, a removal, an edit, marks, and an entity deleted meanwhile. */
export function aProject(): ProjectSnapshot {
  const peace = anArticle(PEACE, 2)
  const ice = anArticle(ICE, 1)
  const claim = anAnnotation(peace, 'a1', 'claim', words(peace, '停火协议🤝仍然脆弱'), {
    commitment: 'hedges',
    voice: 'quoted',
    attributionSource: {kind: 'mention', id: 'a2'},
    attributionCue: {kind: 'mention', id: 'a3'},
    claimId: {kind: 'claim', id: 'c1'},
    checkWorthy: 'unsure',
    note: 'הערה: see “Ice”\n🧊',
    stances: [
      stance('s1', {kind: 'topic', id: 't1'}, 'favor', {kind: 'entity', id: 'e1'}),
      stance('s2', {kind: 'claim', id: 'c1'}, 'against', {kind: 'outlet'}, 'bob'),
      stance('s3', {kind: 'entity', id: 'deleted'}, 'unclear'),
    ],
  })
  const removed = {...anAnnotation(peace, 'a5', 'entity', words(peace, '👩🏽‍🔬'), {type: 'PERSON'}, 'bob', 9), removed: {by: 'alice', at: at(20)}}
  const team: SnapshotSet = {
    article: peace.id,
    owner: 'team',
    annotations: [
      {...claim, editedBy: 'bob', editedAt: at(12), confidence: 2},
      anAnnotation(peace, 'a2', 'entity', words(peace, '特朗普'), {type: 'PERSON', entityId: {kind: 'entity', id: 'e1'}}, 'bob', 2),
      anAnnotation(peace, 'a3', 'cue', words(peace, '说'), {}, 'bob', 3),
      anAnnotation(peace, 'a4', 'claim', words(peace, 'cafe\u0301 owner'), {attributionSource: {kind: 'unnamed'}}),
      removed,
    ],
    readMarks: [
      {state: 'done', by: 'bob', at: at(30)},
      {state: 'no-claim', by: 'alice', at: at(31)},
    ],
  }
  return {
    name: 'Gaza ceasefire, February 2025',
    schema: DEFAULT_SCHEMA,
    articles: [
      {
        ...peace,
        outlet: 'جريدة',
        url: 'https://example.org/a?b=c',
        published: '2025-02-04',
        language: 'zh-Hans',
        warnings: ['The file had CRLF line ends.'],
        story: 'وقف إطلاق النار',
        otherSources: [{outlet: 'An-Nahar', published: '2025-02-04', sourceName: 'nahar.txt'}],
      },
      ice,
    ],
    annotators: [
      {id: 'carol', name: 'Carol'},
      {id: 'alice', name: 'Alice'},
      {id: 'bob', name: 'Bob'},
    ],
    topics: [{id: 't1', name: 'Ceasefire', by: 'alice', at: at(0)}],
    registries: [
      {
        owner: 'team',
        entities: [
          {id: 'e2', name: 'ירושלים', type: 'GPE', aliases: ['القدس', 'Jerusalem'], wikidata: 'Q1218', by: 'bob', at: at(1)},
          {id: 'e1', name: '特朗普', type: 'PERSON', aliases: [], by: 'alice', at: at(1)},
        ],
        claims: [{id: 'c1', text: 'The ceasefire is fragile.', kind: 'evaluative', about: ['e2'], by: 'alice', at: at(1)}],
      },
      {owner: 'annotator:carol', entities: [{id: 'e1', name: 'Ice', type: 'OTHER', aliases: [], by: 'carol', at: at(1)}], claims: []},
    ],
    sets: [
      {
        article: ice.id,
        owner: 'annotator:carol',
        annotations: [anAnnotation(ice, 'b1', 'entity', {start: 0, end: 3}, {entityId: {kind: 'entity', id: 'e1'}}, 'carol', 1)],
        readMarks: [],
      },
      team,
    ],
  }
}

/** The same with a layer that is asked about in every way, judged under the schema in force and under one whose labels have gone since. */
export function aRumourProject(): ProjectSnapshot {
  const project = aProject()
  const schema: Schema = {...DEFAULT_SCHEMA, version: 2, layers: [...DEFAULT_SCHEMA.layers, RUMOUR]}
  const rumour = (article: SnapshotArticle, id: string, span: Span, features: Features): Annotation => {
    const made = newAnnotation({layer: 'rumour', span, features}, article.text, schema, 'alice', {id, at: at(40)})
    if (!made.ok) throw new Error(`${made.error}`)
    return made.value
  }
  const sets = project.sets.map(set => {
    const article = project.articles.find(({id}) => id === set.article)
    if (article === undefined) throw new Error('A set has no article.')
    const old = rumour(article, `old ${set.owner}`, {start: 0, end: 1}, {})
    const added = [
      rumour(article, `r1 ${set.owner}`, {start: 0, end: 3}, {topics: ['money', 'نزوح', '停火'], confirmed: true, when: 'أمس', side: 'b', why: '因为🤝'}),
      rumour(article, `r2 ${set.owner}`, {start: 1, end: 2}, {topics: ['war'], confirmed: false}),
      {...old, features: {topics: ['🕊️', 'war', 'אין'], side: ['b', 'a'], confirmed: 'vielleicht'}, schemaVersion: 1, removed: {by: 'bob', at: at(41)}},
    ]
    return {...set, annotations: [...set.annotations, ...added]}
  })
  return {...project, schema, sets}
}

/** The same project, of which the schema calls stances positions; what somebody wrote under that name before stands beside them. */
export function aPositionProject(): ProjectSnapshot {
  const project = aProject()
  const named = (layer: Layer): Layer => ({...layer, features: layer.features.map(each => (each.kind === 'stances' ? {...each, name: 'positions'} : each))})
  const old = (annotation: Annotation): Annotation =>
    annotation.id === 'a4'
      ? {...annotation, features: {positions: 'עמדה', stances: [stance('s9', {kind: 'topic', id: 't1'}, 'favor')]}, schemaVersion: 1}
      : annotation
  return {
    ...project,
    schema: {...DEFAULT_SCHEMA, version: 2, layers: DEFAULT_SCHEMA.layers.map(named)},
    sets: project.sets.map(set => ({...set, annotations: set.annotations.map(old)})),
  }
}

/** The same with claims and entities that other words interrupt, within a line, over lines and scripts, one of them removed. */
export function anInterruptedProject(): ProjectSnapshot {
  const project = aProject()
  const interrupted = (id: string, ...quotes: readonly string[]): Annotation => {
    const [, peace] = project.articles.toSorted((a, b) => a.position - b.position)
    if (peace === undefined) throw new Error('The project has one article only.')
    return anAnnotation(
      peace,
      id,
      'claim',
      extentOf(
        peace.text,
        quotes.map(quote => words(peace, quote)),
      ),
      {voice: 'quoted'},
      'alice',
      50,
    )
  }
  const added = [
    interrupted('p1', 'لا ضمانات', 'יש תקווה'),
    interrupted('p2', '停火协议🤝', '脆弱'),
    {...interrupted('p3', 'Peace talks 🕊️', '🤝', 'cafe\u0301 owner 👩🏽‍🔬'), removed: {by: 'bob', at: at(51)}},
  ]
  return {...project, sets: project.sets.map(set => (set.owner === 'team' ? {...set, annotations: [...set.annotations, ...added]} : set))}
}

/** Projects whose schema has labels of any text, of which people chose some, whatever the schema has. */
export const anyLabelledProject: fc.Arbitrary<ProjectSnapshot> = fc
  .record({
    text: anyText,
    labels: fc.uniqueArray(
      anyText.filter(label => label !== '' && label.isWellFormed() && isKey(labelField('gone 100', label))),
      {minLength: 2, maxLength: 6},
    ),
    marks: fc.array(
      fc.record({owner: fc.constantFrom('team' as const, 'annotator:alice' as const), topics: fc.nat(), sure: fc.option(fc.boolean()), old: fc.boolean()}),
      {
        minLength: 1,
        maxLength: 6,
      },
    ),
  })
  .map(({text, labels, marks}) => {
    const article = anArticle(`A: ${text}`)
    const [first = '', ...choices] = labels
    const layer: Layer = {
      ...RUMOUR,
      features: [
        {name: 'topics', label: 'Topics', kind: 'choices', choices: choices.toReversed().map(value => ({value, label: 'Topic', guideline: value}))},
        {name: 'sure', label: 'Sure', kind: 'yes-no', when: {feature: 'topics', is: choices}},
      ],
    }
    const schema: Schema = {name: 'Any', version: 2, layers: [layer]}
    const span = {start: 0, end: 1}
    const annotations = marks.map(({topics, sure, old}, index): Annotation => {
      const chosen = (old ? labels : choices).filter((_label, at) => ((topics >> at) & 1) === 1)
      const made = newAnnotation({layer: 'rumour', span}, article.text, schema, 'alice', {id: `m${index}`, at: at(index)})
      if (!made.ok) throw new Error(`${made.error}`)
      const features = {...(chosen.length > 0 && {topics: chosen}), ...(sure !== null && {sure}), ...(old && {[`gone ${first.length}`]: [first]})}
      return {...made.value, features, schemaVersion: old ? 1 : 2}
    })
    const owners = [...new Set(marks.map(({owner}) => owner))]
    return {
      name: 'Any',
      schema,
      articles: [article],
      annotators: [{id: 'alice', name: 'Alice'}],
      topics: [],
      registries: [],
      sets: owners.map(owner => ({article: article.id, owner, annotations: annotations.filter((_each, at) => marks[at]?.owner === owner), readMarks: []})),
    }
  })

const owners: readonly Owner[] = ['team', 'gold', 'annotator:alice', 'annotator:bob']

/** Projects of any articles in any script, with annotations anywhere, some of them in several parts. */
export const anyProject: fc.Arbitrary<ProjectSnapshot> = fc
  .record({
    name: fc.string({unit: 'grapheme'}),
    texts: fc.uniqueArray(anyText, {minLength: 1, maxLength: 3, selector: normalText}),
    marks: fc.array(
      fc.record({
        article: fc.nat(2),
        owner: fc.constantFrom(...owners),
        a: fc.nat(),
        b: fc.nat(),
        more: fc.array(fc.nat(), {maxLength: 6}),
        by: fc.constantFrom('alice', 'bob'),
        at: fc.nat(4e12),
        note: fc.string({unit: 'binary'}),
        removed: fc.boolean(),
        confidence: fc.constantFrom(undefined, 1 as const, 3 as const),
        reference: fc.constantFrom(
          {kind: 'none'} as const,
          {kind: 'entity', id: 'e1'} as const,
          {kind: 'entity', id: 'gone'} as const,
          {kind: 'mention', id: 'm0'} as const,
        ),
      }),
      {maxLength: 12},
    ),
  })
  .map(({name, texts, marks}) => {
    const articles = texts.map(anArticle)
    const sets = new Map<string, {article: string; owner: Owner; annotations: Annotation[]; readMarks: []}>()
    for (const [index, mark] of marks.entries()) {
      const article = articles[mark.article % articles.length] as SnapshotArticle
      const places = [mark.a, mark.b, ...mark.more].map(place => place % (article.text.length + 1)).sort((x, y) => x - y)
      const spans = places.flatMap((start, at) => (at % 2 === 0 ? [snapToGraphemes(article.text, {start, end: places[at + 1] ?? start})] : []))
      const marked = spans.filter(({start, end}) => start < end)
      if (marked.length === 0) continue
      const span = extentOf(article.text, marked)
      const key = `${article.id} ${mark.owner}`
      const set = sets.get(key) ?? {article: article.id, owner: mark.owner, annotations: [], readMarks: []}
      sets.set(key, set)
      set.annotations.push({
        ...anAnnotation(article, `m${index}`, 'claim', span, {attributionSource: mark.reference, note: mark.note}, mark.by),
        at: mark.at,
        ...(mark.confidence === undefined ? {} : {confidence: mark.confidence}),
        ...(mark.removed ? {removed: {by: 'bob', at: mark.at}} : {}),
      })
    }
    return {
      name,
      schema: DEFAULT_SCHEMA,
      articles,
      annotators: [
        {id: 'alice', name: 'Alice'},
        {id: 'bob', name: 'Bob'},
      ],
      topics: [],
      registries: owners.map(owner => ({owner, entities: [{id: 'e1', name: 'Ice', type: 'OTHER', aliases: [], by: 'alice', at: at(0)}], claims: []})),
      sets: [...sets.values()],
    }
  })

/** The same data with every list in another order, as another replica might hold them. */
export const shuffled = (project: ProjectSnapshot): fc.Arbitrary<ProjectSnapshot> => {
  const mixed = <T>(items: readonly T[]): fc.Arbitrary<T[]> => fc.shuffledSubarray([...items], {minLength: items.length})
  return fc
    .tuple(mixed(project.articles), mixed(project.annotators), mixed(project.registries), mixed(project.sets))
    .chain(([articles, annotators, registries, sets]) =>
      fc.tuple(...sets.map(set => mixed(set.annotations)), fc.constant([])).chain(lists =>
        fc.constant({
          ...project,
          articles,
          annotators,
          registries,
          sets: sets.map((set, index) => ({...set, annotations: lists[index] as Annotation[], readMarks: [...set.readMarks].reverse()})),
        }),
      ),
    )
}
