import * as Y from 'yjs'
import type {Act, Annotation, AnnotationId, AnnotatorId, FeatureValue, Stance} from '../core/annotation/annotation.ts'
import type {ReadMark} from '../core/article/article-label.ts'
import type {WhoIs} from '../core/person/as-persons.ts'
import {relationsAt, removedWith} from '../core/annotation/relation.ts'
import {asPersons} from '../core/person/as-persons.ts'
import type {KindThen} from '../core/schema/kind-then.ts'
import type {Schema} from '../core/schema/schema.ts'
import type {Selector} from '../core/annotation/selector.ts'
import {readAnnotation, readMarksIn, removedItem, writeAnnotation} from './annotation-record.ts'
import type {Origin} from './origin.ts'
import {ANNOTATOR} from './origin.ts'
import type {RecordWords} from './record-words.ts'
import {hasFirst, recordWords, takeOut, writeLabels, writeValue} from './record-words.ts'
import {besideVersion, changedLayer} from './said-later.ts'
import {markStance, writeStance} from './stance-marks.ts'
import {stillRightField} from './still-right.ts'
import type {Reading, WrittenText, WrittenTexts} from './written-text.ts'
import {MOST_READ, readTexts, textsByFeature} from './written-text.ts'

/** What changed in a set: ids of annotations added, edited, removed or restored, and whether read marks did. */
export type SetChange = {readonly annotations: ReadonlySet<AnnotationId>; readonly readMarks: boolean; readonly local: boolean}

/**
 * The annotations of one owner on one article. Every change is one transaction; different fields edited at once by two
 * people are both kept, and so are two stances given at once. The one place that spells the keys of the Y.Doc.
 */
export interface AnnotationSet {
  readonly doc: Y.Doc
  get(id: AnnotationId): Annotation | undefined
  /** All records, removed ones too, in no particular order. Cached until the next change. */
  all(): readonly Annotation[]
  /** Reads what was not read yet, resting now and then, for whoever has others to serve; `all` is quick afterwards. */
  reading(): Generator<undefined, void, undefined>
  readMarks(): ReadonlyMap<AnnotatorId, ReadMark>
  /** Records that could not be read (written by something else than Claimlight): kept as they are, never shown. */
  unreadable(): number
  /** Enters new ones; what stands there already under an id stays as it is. */
  add(annotations: readonly Annotation[]): void
  /**
   * Sets a feature, or clears it with `undefined`: what was written there is marked in the same step. Of labels, those that were not there are added and the
   * others taken away. Stances are items: see {@link AnnotationSet.putStance}.
   */
  setFeature(id: AnnotationId, name: string, value: Exclude<FeatureValue, readonly Stance[]> | undefined, act: Act): void
  /** Writes a text into a feature, or clears it where it is empty, over what whoever writes has read; what came there meanwhile stays. */
  writeText(id: AnnotationId, written: Omit<WrittenText, 'over' | 'read'>, over: string | Reading): void
  /** What stands in a text feature now. */
  noteOf(id: AnnotationId, feature: string): Reading
  /** The texts that stand in a feature, in the order they were written. */
  texts(id: AnnotationId, feature: string): readonly WrittenText[]
  setConfidence(id: AnnotationId, value: 1 | 2 | 3 | undefined, act: Act): void
  /** Says that somebody looked at it again, and that it is right under this version of the schema too. Nothing of it changes. */
  sayStillRight(id: AnnotationId, version: number, act: Act): void
  putStance(id: AnnotationId, stance: Stance, act: Act): void
  /** Marks it: what somebody said stays in the record, and undo brings it back. */
  removeStance(id: AnnotationId, stanceId: string, act: Act): void
  resize(id: AnnotationId, selector: Selector, act: Act): void
  setLayer(id: AnnotationId, layer: string, act: Act): void
  /** Marks annotations, and with them the relations that stand at one of them. */
  remove(ids: readonly AnnotationId[], act: Act): void
  /** Takes the marks away, and those of the relations that went with them, where the other end stands too. */
  restore(ids: readonly AnnotationId[], act: Act): void
  setReadMark(by: AnnotatorId, mark: ReadMark | undefined): void
  /** Several of the above as one transaction, one undo step, one message. */
  transact(change: () => void): void
  observe(listener: (change: SetChange) => void): () => void
  /** Who is whom, or the schema, has changed. */
  readAnew(): void
}

/** Records that are read between two rests. */
const STEP = 100

const actOf = ({by, at}: Act): Act => ({by, at})

const textsIn = (record: Y.Map<unknown>, words: RecordWords): WrittenTexts =>
  readTexts(
    [...record].flatMap(([key, value]) =>
      key.startsWith('text/') ? [words.isPlain ? value : {...(value as object), feature: words.featureOf(key, value)}] : [],
    ),
  )

const standingIn = (record: Y.Map<unknown>, feature: string, words: RecordWords): readonly WrittenText[] =>
  textsIn(record, words).standing.filter(text => text.feature === feature)

/** Marks texts, by whomever, that nobody has marked before. */
function takeBack(record: Y.Map<unknown>, texts: readonly WrittenText[], removed: Act): void {
  for (const {id} of texts) record.set(`text/${id}`, removedItem(record.get(`text/${id}`), removed))
}

/** What somebody has read who gives its words alone: all that stands, if it says that. */
function readingOf(record: Y.Map<unknown>, feature: string, words: RecordWords, before: FeatureValue | undefined, over: string): Reading {
  if (before !== over && typeof before === 'string') return {text: over, texts: []}
  return {text: over, texts: [...(hasFirst(record, feature, words) ? [''] : []), ...standingIn(record, feature, words).map(({id}) => id)]}
}

/**
 * `who`: as whom people are shown who are in the project as two persons. `schema`: in whose words its annotations are read, and under which what is written is said; without one they
 * are read as they were said. `kindThen`: of which kind layers were under earlier versions, to tell what has lost its place.
 */
export function annotationSet(doc: Y.Doc, origin: Origin = ANNOTATOR, who?: WhoIs, schema?: () => Schema, kindThen?: KindThen): AnnotationSet {
  const records: Y.Map<Y.Map<unknown>> = doc.getMap('annotations')
  const marks: Y.Map<unknown> = doc.getMap('readMarks')
  let known = new Map<AnnotationId, Annotation>()
  let broken = new Set<string>()
  /** Changed since they were read: each is read when somebody asks, which a hub that passes changes on need not wait for. */
  const stale = new Set<AnnotationId>(records.keys())
  let list: readonly Annotation[] | undefined
  const listeners = new Set<(change: SetChange) => void>()

  const reread = (id: AnnotationId): void => {
    const record = records.get(id)
    const annotation = record instanceof Y.Map ? readAnnotation(id, record, schema?.(), kindThen) : undefined
    broken.delete(id)
    if (annotation !== undefined) known.set(id, who === undefined ? annotation : asPersons(annotation, who))
    else {
      known.delete(id)
      if (record !== undefined) broken.add(id)
    }
  }
  const settle = (): void => {
    for (const id of stale) reread(id)
    stale.clear()
  }

  records.observeDeep((events, transaction) => {
    const changed = new Set<AnnotationId>()
    for (const event of events) {
      const [id] = event.path
      if (typeof id === 'string') changed.add(id)
      else for (const key of event.keys.keys()) changed.add(key)
    }
    for (const id of changed) stale.add(id)
    list = undefined
    tell({annotations: changed, readMarks: false, local: transaction.local})
  })
  marks.observe((_event, transaction) => tell({annotations: new Set(), readMarks: true, local: transaction.local}))
  doc.on('destroy', () => {
    listeners.clear()
    stale.clear()
    known = new Map()
    broken = new Set()
  })

  const tell = (change: SetChange): void => {
    for (const listener of listeners) listener(change)
  }
  const transact = (change: () => void): void => doc.transact(change, origin)
  const wordsOf = (record: Y.Map<unknown>): RecordWords => recordWords(record, schema?.())
  const edit = (id: AnnotationId, act: Act, change: (record: Y.Map<unknown>, words: RecordWords) => void): void => {
    const record = records.get(id)
    if (!(record instanceof Y.Map)) throw new Error(`There is no annotation ${id} in this set.`)
    transact(() => {
      change(record, wordsOf(record))
      record.set('editedBy', act.by)
      record.set('editedAt', act.at)
    })
  }

  return {
    doc,
    get: id => {
      if (stale.delete(id)) reread(id)
      return known.get(id)
    },
    all: () => {
      settle()
      list ??= [...known.values()]
      return list
    },
    *reading() {
      let read = 0
      for (const id of [...stale]) {
        if (stale.delete(id)) reread(id)
        if (++read % STEP === 0) yield
      }
    },
    readMarks: () => readMarksIn(marks, who),
    unreadable: () => {
      settle()
      return broken.size
    },
    add: annotations =>
      transact(() => {
        for (const annotation of annotations) if (!records.has(annotation.id)) records.set(annotation.id, writeAnnotation(annotation))
      }),
    setFeature: (id, name, value, act) =>
      edit(id, act, (record, words) => {
        const labels = Array.isArray(value) ? (value as readonly string[]) : undefined
        if (value === undefined || labels !== undefined) takeOut(record, name, words)
        else writeValue(record, name, value, words)
        writeLabels(record, name, labels ?? [], words)
        takeBack(record, standingIn(record, name, words), actOf(act))
      }),
    writeText: (id, written, over) =>
      edit(id, written, (record, words) => {
        const {feature, text} = written
        const before = readAnnotation(id, record, schema?.())?.features[feature]
        const reading = typeof over === 'string' ? readingOf(record, feature, words, before, over) : over
        // A reference or a number reads as an empty text, and would hide what is written beside it. So would labels.
        if (reading.texts.includes('') || typeof before !== 'string') takeOut(record, feature, words)
        writeLabels(record, feature, [], words)
        const texts = reading.texts.slice(0, MOST_READ)
        const read = standingIn(record, feature, words).filter(({id: other}) => texts.includes(other))
        takeBack(record, read, actOf(written))
        if (text === '') return
        const isFirst = texts.length === 1 && texts[0] === ''
        record.set(`text/${written.id}`, besideVersion({...written, read: texts, ...(isFirst && {over: reading.text})}, words.under))
      }),
    noteOf: (id, feature) => {
      const record = records.get(id)
      const before = record instanceof Y.Map ? readAnnotation(id, record, schema?.())?.features[feature] : undefined
      return record instanceof Y.Map && typeof before === 'string' ? readingOf(record, feature, wordsOf(record), before, before) : {text: '', texts: []}
    },
    texts: (id, feature) => {
      const record = records.get(id)
      if (!(record instanceof Y.Map) || typeof readAnnotation(id, record, schema?.())?.features[feature] !== 'string') return []
      return textsByFeature(textsIn(record, wordsOf(record))).get(feature) ?? []
    },
    setConfidence: (id, value, act) =>
      edit(id, act, record => {
        if (value === undefined) record.delete('confidence')
        else record.set('confidence', value)
      }),
    sayStillRight: (id, version, act) =>
      transact(() => {
        const record = records.get(id)
        if (record instanceof Y.Map) record.set(stillRightField(act.by), {...actOf(act), version})
      }),
    putStance: (id, stance, act) => edit(id, act, (record, {under}) => writeStance(record, `stance/${stance.id}`, besideVersion(stance, under))),
    removeStance: (id, stanceId, act) => edit(id, act, record => markStance(record, `stance/${stanceId}`, act)),
    setLayer: (id, layer, act) =>
      edit(id, act, (record, {under}) => record.set('layer', changedLayer(record.get('layer'), Number(record.get('schemaVersion')), layer, under))),
    resize: (id, selector, act) => edit(id, act, record => record.set('selector', selector)),
    remove: (ids, act) =>
      transact(() => {
        settle()
        for (const id of [...ids, ...relationsAt([...known.values()], ids).map(relation => relation.id)]) records.get(id)?.set('removed', act)
      }),
    restore: (ids, act) =>
      transact(() => {
        settle()
        const {back, later} = removedWith([...known.values()], ids)
        for (const id of [...ids, ...back]) edit(id, act, record => record.delete('removed'))
        for (const {id, at} of later) records.get(id)?.set('removed', {by: act.by, at})
      }),
    setReadMark: (by, mark) =>
      transact(() => {
        if (mark !== undefined) marks.set(by, mark)
        else for (const key of [...marks.keys()]) if ((who?.(key) ?? key) === by) marks.delete(key)
      }),
    transact,
    readAnew: () => {
      for (const id of records.keys()) stale.add(id)
      list = undefined
      tell({annotations: new Set(records.keys()), readMarks: true, local: false})
    },
    observe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
