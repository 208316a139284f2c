import type {Deed, Overtaken} from '../../project/step.ts'
import type {Workspace} from '../state/workspace.ts'
import {say} from '../ui/say.ts'
import {recordWords} from './step-words.ts'

/** Who has gone on from what, so that it stays: "Bob has labelled Claim “…” since; it stays." */
export function overtakenWords(workspace: Workspace, overtaken: readonly Overtaken[]): readonly string[] {
  const groups = new Map<string, Overtaken[]>()
  for (const each of overtaken) {
    const key = `${each.deed} ${each.by}`
    groups.set(key, [...(groups.get(key) ?? []), each])
  }
  return [...groups.values()].map(([first, ...rest]) => {
    if (first === undefined) return ''
    const records = new Set([first, ...rest].map(({change}) => change.record)).size
    const what = records === 1 ? recordWords(workspace, first.change) : say('{records, number} of them', {records})
    return first.by === workspace.act().by ? yours(first.deed, what, records) : theirs(first.deed, nameOf(workspace, first.by), what, records)
  })
}

const nameOf = (workspace: Workspace, by: string | undefined): string =>
  (by === undefined ? undefined : workspace.project.displayName(by)) ?? say('A colleague')

function yours(deed: Deed, what: string, records: number): string {
  switch (deed) {
    case 'labelled':
      return say('You have labelled {what} since; {records, plural, one {it stays} other {they stay}}.', {what, records})
    case 'written':
      return say('You have written about {what} since; {records, plural, one {it stays} other {they stay}}.', {what, records})
    case 'resized':
      return say('You have resized {what} since; {records, plural, one {it stays} other {they stay}}.', {what, records})
    case 'judged':
      return say('You have given a stance on {what} since; {records, plural, one {it stays} other {they stay}}.', {what, records})
    case 'unjudged':
      return say('You have taken back a stance on {what} since.', {what})
    case 'rejudged':
      return say('You have brought back a stance on {what} since; {records, plural, one {it stays} other {they stay}}.', {what, records})
    case 'removed':
      return say('You have removed {what} since.', {what})
    case 'restored':
      return say('You have brought back {what} since; {records, plural, one {it stays} other {they stay}}.', {what, records})
    case 'changed':
      return say('You have changed {what} since; {records, plural, one {it stays} other {they stay}}.', {what, records})
    case 'commented':
      return say('You have commented on {what} since; {records, plural, one {it stays} other {they stay}}.', {what, records})
    case 'used':
      return say('You have used {what} since; {records, plural, one {it stays} other {they stay}}.', {what, records})
  }
}

function theirs(deed: Deed, who: string, what: string, records: number): string {
  switch (deed) {
    case 'labelled':
      return say('{who} has labelled {what} since; {records, plural, one {it stays} other {they stay}}.', {who, what, records})
    case 'written':
      return say('{who} has written about {what} since; {records, plural, one {it stays} other {they stay}}.', {who, what, records})
    case 'resized':
      return say('{who} has resized {what} since; {records, plural, one {it stays} other {they stay}}.', {who, what, records})
    case 'judged':
      return say('{who} has given a stance on {what} since; {records, plural, one {it stays} other {they stay}}.', {who, what, records})
    case 'unjudged':
      return say('{who} has taken back a stance on {what} since.', {who, what})
    case 'rejudged':
      return say('{who} has brought back a stance on {what} since; {records, plural, one {it stays} other {they stay}}.', {who, what, records})
    case 'removed':
      return say('{who} has removed {what} since.', {who, what})
    case 'restored':
      return say('{who} has brought back {what} since; {records, plural, one {it stays} other {they stay}}.', {who, what, records})
    case 'changed':
      return say('{who} has changed {what} since; {records, plural, one {it stays} other {they stay}}.', {who, what, records})
    case 'commented':
      return say('{who} has commented on {what} since; {records, plural, one {it stays} other {they stay}}.', {who, what, records})
    case 'used':
      return say('{who} has used {what} since; {records, plural, one {it stays} other {they stay}}.', {who, what, records})
  }
}
