import type {Sentence} from '../core/language/message.ts'
import type {Person} from '../core/round/owner.ts'
import type {Round} from '../core/round/round.ts'
import {UNREADABLE_ROUNDS} from '../core/round/round.ts'
import type {GivenArticles} from '../core/round/worklist.ts'
import type {DocumentAddress} from '../project/document-address.ts'
import type {Rights} from './access.ts'
import {lateAfter, rights, unlocked} from './access.ts'

/** What rights follow from. */
export type Ground = {
  readonly acting: (person: Person) => Pick<Person, 'id' | 'role'>
  readonly rounds: () => readonly Round[]
  readonly isBlind: () => boolean
  readonly given: GivenArticles
  readonly schemaProblem: () => Sentence | undefined
  readonly schemaVersion: () => number
  /** Whom an admin has joined with this person. */
  readonly joinedWith: (person: string) => ReadonlySet<string>
}

/** Who may do what in a project as things are now. Until they are opened, while the hub is being made, everything is closed to everybody. */
export interface RightsNow {
  may(person: Person, address: DocumentAddress): Rights
  /** When the round of hers was opened into which her work is taken all the same, once and marked. */
  lateAfter(person: Person, address: DocumentAddress): number | undefined
  /** In answers and events: a round may have begun elsewhere without this hub knowing. */
  mayTell(person: Person, address: DocumentAddress): Rights
  toldRounds(): readonly Round[]
  rounds(): readonly Round[]
  /** Whether a round is closed. */
  isBlind(): boolean
  joinedWith(person: string): ReadonlySet<string>
  /** Of the schema in force; `undefined` until it is known. */
  schemaVersion(): number | undefined
  open(ground: Ground): void
}

/** `outOfStep`: whether other hubs of the project may know more than this one. */
export function rightsNow(outOfStep: () => boolean): RightsNow {
  let ground: Ground | undefined
  const lawful = (person: Person, address: DocumentAddress, known: readonly Round[]): Rights =>
    ground === undefined ? 'none' : unlocked(rights(ground.acting(person), address, known, ground.given), address, ground.schemaProblem())
  const rounds = (): readonly Round[] => ground?.rounds() ?? UNREADABLE_ROUNDS
  const toldRounds = (): readonly Round[] => (outOfStep() ? UNREADABLE_ROUNDS : rounds())
  return {
    may: (person, address) => lawful(person, address, rounds()),
    lateAfter: (person, address) =>
      ground === undefined || ground.schemaProblem() !== undefined ? undefined : lateAfter(ground.acting(person), address, rounds(), ground.given),
    mayTell: (person, address) => lawful(person, address, toldRounds()),
    toldRounds,
    rounds,
    isBlind: () => ground?.isBlind() ?? true,
    joinedWith: person => ground?.joinedWith(person) ?? new Set(),
    schemaVersion: () => ground?.schemaVersion(),
    open: given => {
      ground = given
    },
  }
}
