import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {agreementReport} from '../../../src/core/agreement/agreement-report.ts'
import type {Cell, Disagreement} from '../../../src/core/agreement/disagreements.ts'
import {disagreementsBehind} from '../../../src/core/agreement/disagreements.ts'
import {addRow} from '../../../src/core/agreement/group-sums.ts'
import {markedTexts} from '../../../src/core/agreement/marks.ts'
import {PLACES_ALONE, spanTally} from '../../../src/core/agreement/span-tallies.ts'
import {numbersFrom} from '../../../src/core/seeded.ts'
import {finished} from '../../../src/core/steps.ts'
import type {Said, SaidOf} from '../../support/judged.ts'
import {figureIn, judged, otherSet, reportOn, WISH} from '../../support/judged.ts'
import {refusal, value} from '../../support/results.ts'
import '../../support/property-seed.ts'

const ICE = 'Sea ice melts fast, says Zoe\u0308 👩‍👩‍👧. Seas rise. قال الوزير إن السلام قريب. 和平即将到来。'.normalize('NFC')
const PEACE = 'השלום קרוב, אמר השר. Prices fall, they say. Trade grows.'
const claim = (words: string | readonly string[], features: Said['features'] = {}): Said => ({words, features})
const one = (by: SaidOf['by'], more: Partial<SaidOf> = {}): SaidOf => ({text: ICE, by, ...more})

describe('what counts as a judgement', () => {
  test('[AG11] an article that is not finished is missing, and “nothing here” is a judgement', () => {
    const begun = judged([one({alice: [claim('Sea ice')], bob: [claim('Seas rise')]}, {unfinished: ['bob']})])
    expect(begun.texts[0]?.readers.has('bob')).toBe(false)
    expect(begun.leftOut).toEqual({unfinished: 1, late: 0, absent: 0})
    const empty = judged([one({alice: [claim('Sea ice')], bob: []})])
    expect(figureIn(reportOn(empty, {layers: ['claim'], measures: ['f1-exact']}), 'f1-exact')).toBe(0)
    expect(refusal(finished(agreementReport(begun, WISH)))).toBe('Only Alice has finished articles here, and agreement is between two at least.')
  })

  test('[AG11] who has finished an article and said nothing has judged it, also without a set', () => {
    const finishes = (annotator: string, takenBack?: {by: string; at: number}) => ({
      round: 'round-1',
      annotator,
      finished: judged([one({alice: []})]).texts.map(({article}) => ({
        id: `${annotator}-1`,
        article,
        by: annotator,
        at: 5,
        commitment: '',
        ...(takenBack && {takenBack}),
      })),
    })
    const all = judged([one({alice: [claim('Sea ice')]})], {worklists: [finishes('bob'), finishes('carol', {by: 'carol', at: 6})]})
    expect([...(all.texts[0]?.readers.keys() ?? [])]).toEqual(['alice', 'bob'])
  })

  test('[AG11] the team, gold, another round and somebody who is not in the round are nobody’s judgement', () => {
    const others = [
      otherSet('team', ICE, [claim('Sea ice')]),
      otherSet('gold', ICE, [claim('Sea ice')]),
      otherSet('round:other/carol', ICE, [claim('Sea ice')]),
    ]
    const all = judged([one({alice: [claim('Sea ice')], bob: []})], {}, others)
    expect(all.annotators).toEqual([
      {id: 'alice', name: 'Alice'},
      {id: 'bob', name: 'Bob'},
    ])
    const closed = judged([one({alice: [], bob: [], carol: []})], {
      rounds: [{id: 'round-1', name: '', state: 'open', ownSets: true, startedAt: 1, openers: [], annotators: ['alice', 'bob']}],
    })
    expect([...(closed.texts[0]?.readers.keys() ?? [])]).toEqual(['alice', 'bob'])
  })

  test('[AG11] what was removed, came late, is text or does not count is not compared', () => {
    const features = {commitment: 'asserts', note: 'Hm', sure: 'yes'}
    const [text] = judged([one({alice: [claim('Sea ice', features), {...claim('Seas rise'), removed: true}]})]).texts
    expect(text?.readers.get('alice')).toMatchObject([{quote: 'Sea ice', answers: {commitment: ['asserts']}}])
    expect(Object.keys(text?.readers.get('alice')?.[0]?.answers ?? {})).toEqual(['commitment'])
    const late = {...otherSet('round:round-1/carol', ICE, [claim('Sea ice')]), late: {annotations: new Set(['carol-other-0']), readMarks: new Set<string>()}}
    const all = judged([one({alice: []})], {}, [late])
    expect(all.texts[0]?.readers.get('carol')).toEqual([])
    expect(all.leftOut.late).toBe(1)
  })

  test('[AG11] where annotators do not say that they have finished, what they began can be taken all the same', () => {
    const begun = judged([one({alice: [claim('Sea ice')], bob: [claim('Sea ice')], carol: []}, {unfinished: ['alice', 'bob', 'carol']})], {
      takesUnfinished: true,
    })
    expect([...(begun.texts[0]?.readers.keys() ?? [])]).toEqual(['alice', 'bob'])
  })
})

describe('where words are marked', () => {
  const texts = [
    one({alice: [claim('Sea ice'), claim('Seas rise')], bob: [claim('Sea ice melts')]}),
    {text: PEACE, by: {alice: [claim('Prices fall')], bob: [claim('Prices fall')]}},
  ]

  test('[AG12] F1 of places, whatever is said there, over all articles and of each', () => {
    const found = reportOn(judged(texts), {layers: ['claim'], by: ['article', 'pair'], measures: ['f1-exact', 'f1-overlap']})
    expect(figureIn(found, 'f1-exact')).toBeCloseTo(2 / 5, 12)
    expect(figureIn(found, 'f1-overlap')).toBeCloseTo(4 / 5, 12)
    const peace = found.articles.find(({title}) => title.startsWith('השלום'))?.id ?? ''
    expect(figureIn(found, 'f1-exact', {}, {article: peace})).toBe(1)
    expect(figureIn(found, 'f1-exact', {}, {first: 'alice', second: 'bob'})).toBeCloseTo(2 / 5, 12)
    expect(found.measures[0]?.n).toEqual({articles: 2, annotators: 2, annotations: 5})
  })

  test('[AG12] the same words marked twice are one place, and with labels a set of which none is dropped', () => {
    const twice = [claim('Sea ice', {commitment: 'asserts'}), claim('Sea ice', {commitment: 'denies'})]
    const all = judged([one({alice: twice, bob: [claim('Sea ice', {commitment: 'denies'})]})])
    expect(figureIn(reportOn(all, {layers: ['claim'], measures: ['f1-exact', 'u-alpha']}), 'f1-exact')).toBe(1)
    const labelled = reportOn(all, {features: ['commitment'], measures: ['f1-exact', 'krippendorff-alpha'], by: ['label']})
    expect(figureIn(labelled, 'f1-exact', {feature: 'commitment'})).toBeCloseTo(2 / 3, 12)
    expect(figureIn(labelled, 'f1-exact', {feature: 'commitment'}, {label: 'denies'})).toBe(1)
    expect(figureIn(labelled, 'f1-exact', {feature: 'commitment'}, {label: 'asserts'})).toBe(0)
    expect(labelled.measures.find(({name}) => name === 'krippendorff-alpha')?.params.level).toBe('masi')
  })

  test('[AG12] words in two parts are those words alone, as units of uα too', () => {
    const all = judged([one({alice: [claim(['Sea ice', 'Seas rise'])], bob: [claim('Sea ice'), claim('Seas rise')]})])
    const found = reportOn(all, {layers: ['claim'], measures: ['u-alpha', 'f1-exact', 'f1-characters']})
    expect(figureIn(found, 'u-alpha')).toBe(1)
    expect(figureIn(found, 'f1-characters')).toBe(1)
    expect(figureIn(found, 'f1-exact')).toBe(0)
  })

  test('[AG12] words and boundaries count by words of the text', () => {
    const all = judged([one({alice: [claim('Sea ice melts fast')], bob: [claim('ice melts fast')]})], {withTokens: true})
    const found = reportOn(all, {layers: ['claim'], measures: ['f1-tokens', 'boundary-similarity']})
    expect(figureIn(found, 'f1-tokens')).toBeCloseTo(6 / 7, 12)
    expect(figureIn(found, 'boundary-similarity')).toBe((1 + 0.5) / 2)
  })

  test('[AG12] spans over each other are named with what can be asked instead, and all else is given', () => {
    const nested = judged([one({alice: [claim('Sea ice melts'), claim('ice')], bob: [claim('Sea ice melts')]})])
    const found = reportOn(nested, {layers: ['claim']})
    expect(found.refusals.map(String)).toContain(
      'In Sea ice melts fast, , Alice has spans that lie over each other: 0–13 and 4–7. This measure forbids that. Ask for each label alone, or for γ.',
    )
    expect(figureIn(found, 'gamma')).toBeTypeOf('number')
    expect(figureIn(found, 'f1-exact')).toBeCloseTo(2 / 3, 12)
  })
})

describe('features of what is matched', () => {
  const words = ['Sea ice', 'melts', 'Seas', 'rise', 'قال']
  const said = (labels: readonly (string | undefined)[], feature = 'commitment'): readonly Said[] =>
    labels.map((label, at) => claim(words[at] ?? '', label === undefined ? {} : {[feature]: label}))

  test('[AG13] α, κ and percent of five spans that two marked, done by hand', () => {
    const all = judged([
      one({
        alice: [...said(['asserts', 'asserts', 'denies', 'denies', 'hedges']), claim('和平')],
        bob: said(['asserts', 'denies', 'denies', 'denies', 'hedges']),
      }),
    ])
    const found = reportOn(all, {features: ['commitment'], layers: ['claim'], by: ['label', 'pair']})
    const of = {feature: 'commitment'}
    // Given: 3 asserts, 5 denies, 2 hedges; one of five differs. De = 1 − (3·2 + 5·4 + 2·1)/(10·9).
    expect(figureIn(found, 'krippendorff-alpha', of)).toBeCloseTo(1 - 0.2 / (62 / 90), 12)
    expect(figureIn(found, 'cohen-kappa', of)).toBeCloseTo((0.8 - 0.36) / 0.64, 12)
    expect(figureIn(found, 'percent', of)).toBeCloseTo(0.8, 12)
    expect(figureIn(found, 'krippendorff-alpha', of, {label: 'hedges'})).toBe(1)
    expect(figureIn(found, 'percent', of, {first: 'alice', second: 'bob'})).toBeCloseTo(0.8, 12)
    expect(found.measures.find(({name}) => name === 'krippendorff-alpha')).toMatchObject({
      n: {matched: 5, judgements: 10, annotators: 2},
      params: {match: 'exact', level: 'nominal'},
    })
    expect(found.confusions[0]).toMatchObject({labels: ['denies', 'hedges', 'asserts']})
    expect(found.confusions[0]?.counts).toEqual([
      [4, 0, 1],
      [0, 2, 0],
      [1, 0, 2],
    ])
    expect(found.confusions[1]).toMatchObject({
      first: 'alice',
      second: 'bob',
      counts: [
        [2, 0, 0],
        [0, 1, 0],
        [1, 0, 1],
      ],
    })
  })

  test('[AG13] an order is that of the schema, and numbers are numbers', () => {
    const all = judged([one({alice: said(['asserts', 'denies', 'hedges']), bob: said(['asserts', 'hedges', 'hedges'])})])
    expect(figureIn(reportOn(all, {features: ['commitment'], level: 'ordinal'}), 'cohen-kappa-quadratic', {feature: 'commitment'})).toBeCloseTo(
      // Places 0 to 2: observed (1/2)² of one in three; by chance the mean over all nine pairs of labels.
      1 - 1 / 4 / 3 / ((0 + 0.25 + 0.25 + 1 + 0.25 + 0.25 + 0.25 + 0 + 0) / 9),
      12,
    )
    const strong = (numbers: readonly number[]): readonly Said[] => numbers.map((strength, at) => claim(words[at] ?? '', {strength}))
    const numbers = judged([one({alice: strong([1, 2, 3]), bob: strong([1, 2, 5])})])
    // Σ(x−y)² within: 4, of ordered pairs 8 by 6 values; of all ordered pairs 2·(6·44 − 14²) by 6·5.
    expect(figureIn(reportOn(numbers, {features: ['strength']}), 'krippendorff-alpha', {feature: 'strength'})).toBeCloseTo(
      1 - 8 / 6 / ((2 * (6 * 44 - 14 ** 2)) / 30),
      12,
    )
    const words3 = judged([one({alice: said(['asserts', 'denies']), bob: said(['asserts', 'denies'])})])
    expect(reportOn(words3, {features: ['commitment'], level: 'interval'}).refusals.map(String)).toContain(
      '“denies” is no number. Choose the nominal level, or correct it.',
    )
  })

  test('[AG13] several labels are sets, yes and no are two labels, and what is not answered is missing', () => {
    const all = judged([
      one({
        alice: [claim('Sea ice', {frames: ['cost', 'risk'], quoted: true}), claim('Seas', {frames: ['justice'], quoted: false})],
        bob: [claim('Sea ice', {frames: ['risk', 'cost'], quoted: true}), claim('Seas', {quoted: true})],
      }),
    ])
    const found = reportOn(all, {layers: ['claim']})
    expect(found.measures.find(({name, feature}) => name === 'krippendorff-alpha' && feature === 'frames')).toMatchObject({
      n: {matched: 1},
      params: {level: 'masi'},
    })
    expect(figureIn(found, 'percent', {feature: 'frames'})).toBe(1)
    expect(figureIn(found, 'percent', {feature: 'quoted'})).toBe(0.5)
  })

  test('[AG13] matched by the best overlap that is large enough, or by γ’s alignment, with the number that is matched', () => {
    const all = judged([
      one({
        alice: [claim('Sea ice melts', {commitment: 'asserts'}), claim('Seas rise', {commitment: 'denies'})],
        bob: [claim('Sea ice', {commitment: 'asserts'}), claim('Sea', {commitment: 'denies'}), claim('rise', {commitment: 'hedges'})],
      }),
    ])
    const matched = (wish: Parameters<typeof reportOn>[1]) =>
      reportOn(all, {features: ['commitment'], measures: ['percent'], ...wish}).measures.map(({figure, n, params}) => [figure, n.matched, params.match])
    expect(matched({})).toEqual([[{undefined: 'nothing-judged-twice'}, 0, 'exact']])
    expect(matched({matching: {by: 'overlap', least: 0.5}})).toEqual([[{value: 1}, 1, 'overlap:0.5']])
    expect(matched({matching: {by: 'overlap', least: 0.4}})).toEqual([[{value: 0.5}, 2, 'overlap:0.4']])
    expect(matched({matching: {by: 'gamma'}})).toEqual([[{value: 0.5}, 2, 'gamma']])
  })

  test('[AG13] each two of what is matched share enough: a chain of overlaps is not one', () => {
    const chain = [
      claim('Sea ice melts', {commitment: 'asserts'}),
      claim('ice melts fast', {commitment: 'asserts'}),
      claim('fast, says', {commitment: 'denies'}),
    ]
    const all = judged([one({alice: chain.slice(0, 1), bob: chain.slice(1, 2), carol: chain.slice(2)})])
    const found = reportOn(all, {features: ['commitment'], measures: ['percent'], matching: {by: 'overlap', least: 0.2}})
    expect(found.measures).toMatchObject([{figure: {value: 1}, n: {matched: 1, judgements: 2}}])
  })

  test('[AG13] stances are compared towards each target, which two registries may know by ids of their own', () => {
    const stance = (id: string, value: string, target = 'entity') => ({
      id: `s-${id}-${value}`,
      holder: {kind: 'outlet'} as const,
      target: {kind: target, id} as never,
      value,
      by: 'x',
      at: 1,
    })
    const registries = (['alice', 'bob'] as const).map(id => ({
      owner: `round:round-1/${id}` as const,
      entities: [{id: `${id}-zoe`, name: 'Zoë', type: 'PERSON', aliases: [], by: id, at: 1}],
      claims: [],
    }))
    const all = judged(
      [
        one({
          alice: [claim('Sea ice', {stances: [stance('alice-zoe', 'favor'), stance('t', 'against', 'topic')]})],
          bob: [claim('Sea ice', {stances: [stance('bob-zoe', 'favor'), stance('t', 'favor', 'topic')]})],
        }),
      ],
      {registries},
    )
    const found = reportOn(all, {features: ['stances'], measures: ['percent']})
    expect(found.measures).toMatchObject([{figure: {value: 0.5}, n: {matched: 2}}])
  })

  test('[AG13] references are clusters: what each puts together counts, not what it is called', () => {
    const about = (id: string, words: string): Said => claim(words, {about: {kind: 'entity', id}})
    const all = judged([
      one({
        alice: [about('a1', 'Sea ice'), about('a1', 'melts'), about('a2', 'Seas'), about('a2', 'rise')],
        bob: [about('b1', 'Sea ice'), about('b1', 'melts'), about('b1', 'Seas'), about('b2', 'rise')],
      }),
    ])
    const found = reportOn(all, {features: ['about']})
    // Both put 1 of 6 pairs together; alice 2, bob 3.
    expect(figureIn(found, 'cluster-pairs', {feature: 'about'})).toBeCloseTo(2 / 5, 12)
    expect(figureIn(found, 'adjusted-rand', {feature: 'about'})).toBe((1 - 1) / (2.5 - 1))
    const [precision, recall] = [(2 / 3 + 2 / 3 + 1 / 3 + 1) / 4, (1 + 1 + 1 / 2 + 1 / 2) / 4]
    expect(figureIn(found, 'b-cubed', {feature: 'about'})).toBeCloseTo((2 * precision * recall) / (precision + recall), 12)
  })
})

describe('relations and articles as a whole', () => {
  const ends = [claim('Sea ice'), claim('Seas rise'), {words: 'Zoë', layer: 'person'}]
  const relation = (from: number, to: number, how: string): Said => ({layer: 'supports', from, to, features: {how}})

  test('[AG14] F1 of relations whose ends are matched, with and without what they say', () => {
    const all = judged([
      one({
        alice: [...ends, relation(0, 1, 'openly'), relation(1, 2, 'openly'), relation(2, 0, 'tacitly')],
        bob: [...ends, relation(0, 1, 'openly'), relation(2, 1, 'openly'), relation(2, 0, 'openly')],
      }),
    ])
    const found = reportOn(all, {layers: ['supports']})
    expect(figureIn(found, 'f1-relations')).toBeCloseTo(4 / 6, 12)
    expect(figureIn(found, 'percent', {feature: 'how'})).toBe(0.5)
    expect(figureIn(reportOn(all, {layers: ['supports'], features: ['how']}), 'f1-relations', {feature: 'how'})).toBeCloseTo(2 / 6, 12)
  })

  test('[AG14] labels of articles, and whether one said anything of an article at all', () => {
    const whole = (tone: string): Said => ({layer: 'whole', features: {tone}})
    const all = judged([one({alice: [whole('calm')], bob: [whole('alarmed')]}), {text: PEACE, by: {alice: [whole('calm')], bob: []}}])
    const found = reportOn(all, {layers: ['whole']})
    expect(figureIn(found, 'percent', {feature: 'tone'})).toBe(0)
    expect(figureIn(found, 'percent', {layer: 'whole'})).toBe(0.5)
  })
})

describe('how sure, by whom, before and after', () => {
  const next = numbersFrom('project')
  const words = ['Prices', 'fall', 'they', 'say', 'Trade', 'grows']
  const many = Array.from({length: 12}, (_, at): SaidOf => {
    const labels = words.map(() => (['asserts', 'denies', 'hedges'] as const)[Math.floor(next() * 3)] as string)
    const by = (chance: number): readonly Said[] =>
      words.flatMap((each, place) => (next() < 0.8 ? [claim(each, {commitment: next() < chance ? (labels[place] as string) : 'asserts'})] : []))
    return {text: `${at}. ${PEACE}`, by: {alice: by(0.9), bob: by(0.9), carol: by(0.2)}}
  })

  test('[AG15] figures of spans have intervals by articles drawn whole, the same for one seed', () => {
    const resampling = {resamples: 200, seed: 'α', level: 0.95, method: 'percentile', over: 'group'} as const
    const wish = {layers: ['claim'], resampling, measures: ['u-alpha', 'f1-exact', 'f1-overlap', 'gamma', 'krippendorff-alpha']}
    const found = reportOn(judged(many), wish)
    for (const {figure, interval} of found.measures.filter(({feature}) => feature === undefined || feature === 'commitment')) {
      if (!('value' in figure)) throw new Error('undefined')
      expect(interval).toMatchObject({over: 'group', method: 'percentile', resamples: 200})
      expect(interval?.low).toBeLessThan(figure.value)
      expect(interval?.high).toBeGreaterThan(figure.value)
    }
    expect(reportOn(judged(many), wish)).toEqual(found)
    const alone = judged(many.slice(0, 1))
    expect(reportOn(alone, wish).measures.every(({interval}) => interval === undefined)).toBe(true)
  })

  test('[AG15] single units can be drawn: what is matched, and stretches of a text that give what the whole gives; else articles, which is said', () => {
    const resampling = {resamples: 200, seed: 'α', level: 0.95, method: 'percentile', over: 'unit'} as const
    const measures = ['u-alpha', 'f1-exact', 'f1-overlap', 'f1-characters', 'gamma', 'krippendorff-alpha']
    const few = [...many.slice(0, 3), one({alice: [claim('Sea ice melts'), claim('ice')], bob: [claim('Sea ice')], carol: []})]
    const found = reportOn(judged(few), {layers: ['claim'], resampling, measures})
    const over = (name: string): unknown => found.measures.find(each => each.name === name)?.interval?.over
    expect(['f1-exact', 'f1-overlap', 'f1-characters', 'krippendorff-alpha'].map(over)).toEqual(['unit', 'unit', 'unit', 'unit'])
    expect(over('gamma')).toBe('group')
    const alone = reportOn(judged(many.slice(0, 1)), {layers: ['claim'], resampling, measures})
    for (const {name, figure, interval} of alone.measures.filter(each => each.feature === undefined && each.name !== 'gamma')) {
      if (!('value' in figure)) throw new Error(`${name} is undefined`)
      expect(interval?.low).toBeLessThan(figure.value)
      expect(interval?.high).toBeGreaterThan(figure.value)
    }
  })

  test('[AG15] stretches add up to their text', () => {
    const judgements = judged(many.slice(0, 4))
    const asked = {texts: markedTexts(judgements.texts, 'claim'), annotators: judgements.annotators, labels: PLACES_ALONE, sampling: WISH.sampling}
    for (const name of ['u-alpha', 'f1-exact', 'f1-overlap', 'f1-characters', 'f1-semeval-partial']) {
      const {sums, rows, units, report} = value(finished(spanTally(name, asked)))
      const [whole, parts] = [new Float64Array(sums), new Float64Array(sums)]
      for (const row of rows.values()) addRow(whole, row)
      expect(units?.().length).toBeGreaterThan(rows.size)
      for (const row of units?.() ?? []) addRow(parts, row)
      const figure = (of: Float64Array): readonly unknown[] => report(of).map(each => each.figure)
      expect(figure(parts)).toEqual(figure(whole).map(each => ({value: expect.closeTo((each as {value: number}).value, 12)})))
    }
  })

  test('[AG15] who stands apart is seen by how figures rise without her', () => {
    const found = reportOn(judged(many), {features: ['commitment'], measures: ['krippendorff-alpha'], by: ['annotator', 'pair']})
    const of = {feature: 'commitment'}
    const without = ['alice', 'bob', 'carol'].map(each => figureIn(found, 'krippendorff-alpha', of, {without: each}) as number)
    expect(Math.max(...without)).toBe(without[2])
    expect(without[2]).toBe(figureIn(found, 'krippendorff-alpha', of, {first: 'alice', second: 'bob'}))
  })

  test('[AG15] before and after discussion, on what the same people judged both times', () => {
    const after = [
      one({alice: [claim('Sea ice')], bob: [claim('Seas rise')]}, {round: 'first'}),
      one({alice: [claim('Sea ice')], bob: [claim('Sea ice')], carol: [claim('Seas rise')]}, {round: 'second'}),
    ]
    const found = reportOn(judged(after), {layers: ['claim'], measures: ['f1-exact'], by: ['round']})
    expect(figureIn(found, 'f1-exact', {}, {round: 'first'})).toBe(0)
    expect(figureIn(found, 'f1-exact', {}, {round: 'second'})).toBe(1)
    expect(refusal(finished(agreementReport(judged([one({alice: [], bob: []})]), {...WISH, by: ['round']})))).toBe('To compare rounds, choose two or more.')
  })
})

describe('whatever was said', () => {
  const anySaid = fc.uniqueArray(
    fc.record({
      words: fc.constantFrom('Sea ice', 'melts fast', 'Seas', 'rise', 'قال', 'السلام', '和平'),
      features: fc.record({commitment: fc.constantFrom('denies', 'hedges', 'asserts'), frames: fc.constantFrom(['cost'], ['cost', 'risk'], ['justice'])}),
    }),
    {selector: ({words}) => words, maxLength: 7},
  )
  const MEASURES = ['u-alpha', 'f1-exact', 'f1-overlap', 'f1-characters', 'krippendorff-alpha', 'percent', 'cohen-kappa', 'fleiss-kappa', 'gamma']

  test('[AG16] a unanimous round is 1 everywhere, or undefined', () => {
    fc.assert(
      fc.property(anySaid, said => {
        const found = reportOn(judged([one({alice: said, bob: said, carol: said})]), {layers: ['claim'], measures: MEASURES, by: ['pair', 'annotator']})
        for (const {figure} of found.measures) if ('value' in figure) expect(figure.value).toBeCloseTo(1, 9)
      }),
      {numRuns: 40},
    )
  })

  test('[AG16] neither whose work is whose nor how labels are called changes a figure', () => {
    const renamed: Readonly<Record<string, string>> = {denies: 'asserts', hedges: 'denies', asserts: 'hedges'}
    const plain = MEASURES.filter(name => name !== 'gamma')
    const shown = (said: readonly Said[], others: readonly Said[], third: readonly Said[], matching: Parameters<typeof reportOn>[1] = {}) =>
      reportOn(judged([one({alice: said, bob: others, carol: third})]), {layers: ['claim'], measures: plain, ...matching}).measures.map(
        ({name, feature, figure}) => [name, feature, 'value' in figure ? Math.round(figure.value * 1e9) / 1e9 + 0 : figure.undefined],
      )
    const relabelled = (said: readonly Said[]): readonly Said[] =>
      said.map(each => ({...each, features: {...each.features, commitment: renamed[`${each.features?.commitment}`] ?? ''}}))
    fc.assert(
      fc.property(anySaid, anySaid, anySaid, (a, b, c) => {
        const matching = {matching: {by: 'overlap', least: 0.3}} as const
        expect(shown(c, a, b)).toEqual(shown(a, b, c))
        expect(shown(b, a, c, matching)).toEqual(shown(a, b, c, matching))
        expect(shown(relabelled(a), relabelled(b), relabelled(c))).toEqual(shown(a, b, c))
      }),
      {numRuns: 40},
    )
  })

  test('[AG16] labels thrown at random agree no more than by chance', () => {
    const next = numbersFrom('random')
    const words = ['Prices', 'fall', 'they', 'say', 'Trade', 'grows']
    const random = (): readonly Said[] => words.map(each => claim(each, {commitment: ['denies', 'hedges', 'asserts'][Math.floor(next() * 3)] as string}))
    const all = judged(Array.from({length: 100}, (_, at) => ({text: `${at}. ${PEACE}`, by: {alice: random(), bob: random(), carol: random()}})))
    const found = reportOn(all, {features: ['commitment'], measures: ['krippendorff-alpha']})
    expect(Math.abs(Number(figureIn(found, 'krippendorff-alpha', {feature: 'commitment'})))).toBeLessThan(0.06)
  })
})

describe('the disagreements behind a figure', () => {
  const cases = (judgements: ReturnType<typeof judged>, cell: Cell): readonly Disagreement[] =>
    value(finished(disagreementsBehind(judgements, {by: 'exact'}, cell)))
  const shown = (all: readonly Disagreement[]) => all.map(({said}) => said.map(({annotator, words, labels}) => [annotator, words, ...labels]))

  test('[AG17] what one marked and others did not, told together where it lies over each other', () => {
    const all = judged([
      one({alice: [claim('Sea ice melts'), claim('rise')], bob: [claim('Sea ice'), claim('rise')], carol: [claim('Sea ice'), claim('rise'), claim('قال')]}),
    ])
    expect(shown(cases(all, {layer: 'claim'}))).toEqual([
      [
        ['bob', 'Sea ice'],
        ['carol', 'Sea ice'],
        ['alice', 'Sea ice melts'],
      ],
      [['carol', 'قال']],
    ])
    expect(shown(cases(all, {layer: 'claim', first: 'bob', second: 'carol'}))).toEqual([[['carol', 'قال']]])
    expect(cases(all, {layer: 'claim', without: 'carol'})[0]).toMatchObject({readers: ['alice', 'bob'], title: 'Sea ice melts fast, '})
    expect(cases(all, {layer: 'claim', article: 'none'})).toEqual([])
  })

  test('[AG17] labels that differ, of one label, and of a cell of the confusion matrix', () => {
    const labelled = (...labels: readonly string[]): readonly Said[] =>
      labels.map((commitment, at) => claim(['Sea ice', 'melts', 'Seas'][at] ?? '', {commitment}))
    const all = judged([one({alice: labelled('asserts', 'denies', 'hedges'), bob: labelled('asserts', 'hedges', 'denies')})])
    const of = {layer: 'claim', feature: 'commitment'}
    expect(shown(cases(all, of))).toEqual([
      [
        ['alice', 'melts', 'denies'],
        ['bob', 'melts', 'hedges'],
      ],
      [
        ['alice', 'Seas', 'hedges'],
        ['bob', 'Seas', 'denies'],
      ],
    ])
    expect(cases(all, {...of, label: 'asserts'})).toEqual([])
    expect(cases(all, {...of, first: 'alice', second: 'bob', given: ['hedges', 'denies']})).toHaveLength(1)
    expect(cases(all, {...of, given: ['hedges', 'denies']})).toHaveLength(2)
    expect(shown(cases(all, {...of, given: ['asserts', 'asserts']}))).toEqual([
      [
        ['alice', 'Sea ice', 'asserts'],
        ['bob', 'Sea ice', 'asserts'],
      ],
    ])
  })

  test('[AG17] relations by their ends, and mentions that are put together otherwise, by their names', () => {
    const about = (id: string, words: string): Said => claim(words, {about: {kind: 'entity', id}})
    const entity = (id: string, name: string) => ({id, name, type: 'PERSON', aliases: [], by: 'x', at: 1})
    const registries = [{owner: 'team' as const, entities: [entity('z', 'Zoë'), entity('m', 'وزير')], claims: []}]
    const all = judged(
      [
        one({
          alice: [about('z', 'Sea ice'), about('z', 'Seas'), about('m', 'قال'), {layer: 'supports', from: 0, to: 1}],
          bob: [about('z', 'Sea ice'), about('m', 'Seas'), about('z', 'قال')],
        }),
      ],
      {registries},
    )
    expect(shown(cases(all, {layer: 'supports'}))).toEqual([[['alice', 'Sea ice → Seas']]])
    expect(shown(cases(all, {layer: 'claim', feature: 'about'}))).toEqual([
      [
        ['alice', 'Sea ice', 'Zoë'],
        ['bob', 'Sea ice', 'Zoë'],
      ],
      [
        ['alice', 'Seas', 'Zoë'],
        ['bob', 'Seas', 'وزير'],
      ],
      [
        ['alice', 'قال', 'وزير'],
        ['bob', 'قال', 'Zoë'],
      ],
    ])
  })
})
