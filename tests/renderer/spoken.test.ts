// @vitest-environment node
import {afterEach, beforeEach, expect, test} from 'vitest'
import {atOnce} from '../../src/renderer/annotate/command.ts'
import {digitCommand} from '../../src/renderer/annotate/digit-command.ts'
import {setFeature, toggleStance} from '../../src/renderer/annotate/edit-annotations.ts'
import {selectWords} from '../../src/renderer/annotate/select.ts'
import {createEntity} from '../../src/renderer/claims/registry-acts.ts'
import {articlesSpoken, colleaguesSpoken, idleSpoken, mentionSpoken} from '../../src/renderer/annotate/spoken.ts'
import {speakActs} from '../../src/renderer/annotate/spoken-acts.ts'
import {createToasts} from '../../src/renderer/ui/toasts.ts'
import type {Announcer} from '../../src/renderer/ui/announcer.ts'
import {createAnnouncer} from '../../src/renderer/ui/announcer.ts'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import type {Desk} from '../support/desk.ts'
import {aDesk} from '../support/desk.ts'

let desk: Desk
let stop: () => void
beforeEach(async () => {
  desk = await aDesk(anArticle(MIXED_TEXT))
  stop = speakActs(desk.workspace, desk.article())
})
afterEach(async () => {
  stop()
  await desk.close()
})

/** What is said next. */
const next = (announcer: Announcer): Promise<string> =>
  new Promise(done => {
    const forget = announcer.subscribe(() => {
      forget()
      done(announcer.current().text)
    })
  })

async function saidOf(act: () => void): Promise<string> {
  const said = next(desk.workspace.announcer)
  act()
  return said
}

test('each act is one short sentence with layer, label, stance and words', async () => {
  const {workspace, spanOf, does, article} = desk
  selectWords(workspace, spanOf('Sea ice'))
  expect(await saidOf(() => does('mark:claim'))).toBe('Claim “Sea ice” is marked.')
  const selected = () => workspace.current()?.set.get(workspace.view.get().selected ?? '')
  const topic = {kind: 'topic', id: 'topic-1'} as const
  workspace.project.topics.put({...workspace.act(), id: topic.id, name: 'السلام'})
  const favor = (): void => {
    const claim = selected()
    if (claim === undefined) throw new Error('Nothing is selected.')
    toggleStance(workspace, article(), claim, topic, 'favor')
  }
  expect(await saidOf(favor)).toMatch(/^Favor: .*السلام.*\. Claim “Sea ice”\.$/)
  expect(await saidOf(favor)).toBe('Stance taken back. Claim “Sea ice”.')
  expect(await saidOf(() => does('annotate.growEnd'))).toBe('Now it marks Claim “Sea ice melts”.')
  selectWords(workspace, spanOf('Zoë'))
  expect(await saidOf(() => void digitCommand('2')(workspace, atOnce))).toBe('Entity “Zoë” is marked: Organisation.')
  expect(await saidOf(() => void digitCommand('1')(workspace, atOnce))).toBe('Person. Entity “Zoë”.')
  expect(await saidOf(() => does('annotate.previous'))).toMatch(/^(Claim “Sea ice melts”|Entity “Zoë”\. Person)\.$/)
})

test('of an act that news on screen say nothing is said twice, and what colleagues did comes after it', async () => {
  const toasts = createToasts()
  const announcer = createAnnouncer(toasts)
  announcer.say('Claim “Sea ice” is removed.')
  toasts.show({text: 'Annotation removed.'})
  announcer.tell('Bob marked Claim “السلام”.')
  expect(await next(announcer)).toBe('Bob marked Claim “السلام”.')
  announcer.tell('Carol marked Cue “said”.')
  announcer.say('Favor. Claim “Sea ice”.')
  announcer.say('Against. Claim “Sea ice”.')
  expect(await next(announcer)).toBe('Against. Claim “Sea ice”.')
  expect(await next(announcer)).toBe('Carol marked Cue “said”.')
})

test('colleagues’ work is told by name and words, much of it by number', () => {
  const {workspace, article, spanOf, does} = desk
  selectWords(workspace, spanOf('Zoë'))
  does('mark:entity')
  const [listed] = article().listed()
  if (listed === undefined) throw new Error('Nothing is marked.')
  const {annotation} = listed
  const act = {by: 'alice', deed: 'marked', annotation} as const
  expect(colleaguesSpoken(workspace, article(), [act])).toBe('Alice marked Entity “Zoë”.')
  expect(colleaguesSpoken(workspace, article(), [act, act])).toBe('Alice worked on 2 annotations here.')
  expect(colleaguesSpoken(workspace, article(), [act, {...act, by: 'bob'}])).toBe('Colleagues worked on 2 annotations here.')
  expect(mentionSpoken(workspace, {by: 'alice', article: article().id})).toMatch(/^Alice mentions you in a comment on “.+”\.$/)
  expect([0, 1, 12].map(articlesSpoken)).toEqual(['No article matches.', 'One article matches.', '12 articles match.'])
})

test('what changes in the details alone is said too: how sure one is, and whom a mention that has its type already is linked to', async () => {
  const {workspace, spanOf, article} = desk
  selectWords(workspace, spanOf('Zoë'))
  await saidOf(() => void digitCommand('1')(workspace, atOnce))
  const [listed] = article().listed()
  const id = listed?.annotation.id ?? ''
  const entity = createEntity(workspace, 'زوي')
  expect(await saidOf(() => setFeature(workspace, article(), id, 'entityId', entity))).toMatch(/^.*زوي.*\. Entity “Zoë”\.$/)
  expect(await saidOf(() => article().set.setConfidence(id, 3, workspace.act()))).toBe('How sure: Sure. Entity “Zoë”.')
  expect(await saidOf(() => article().set.setConfidence(id, undefined, workspace.act()))).toBe('How sure taken back. Entity “Zoë”.')
})

test('reading marks are said as they are set and taken back', async () => {
  const {does} = desk
  expect(await saidOf(() => does('article.noClaim'))).toBe('Read, no claim here: marked for this article.')
  expect(await saidOf(() => does('article.done'))).toBe('Done: marked for this article.')
  expect(await saidOf(() => does('article.done'))).toBe('Done: taken back for this article.')
})

test('a command without anything to work on says what it wants', () => {
  const {workspace, spanOf, does} = desk
  expect(idleSpoken(workspace, 'Favor')).toBe('For “Favor”, select words or an annotation first.')
  selectWords(workspace, spanOf('Zoë'))
  expect(idleSpoken(workspace, 'How sure')).toBe('For “How sure”, choose an annotation first: these words are only selected.')
  does('mark:entity')
  expect(idleSpoken(workspace, 'Favor')).toBe('“Favor” does nothing with Entity “Zoë”.')
})
