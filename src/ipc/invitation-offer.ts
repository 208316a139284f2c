import type {Role} from '../core/round/owner.ts'

/** A hub as an invitation names it. `fingerprint`: SHA-256 of its certificate, base64url; empty when an authority vouches for it. */
export type HubPlace = {readonly origins: readonly string[]; readonly fingerprint: string}

/**
 * What an invitation would do on this computer, told before anything about the person is sent. `elsewhere`: the project is here already and follows
 * another hub, `before`; the one of the invitation was not even asked. `namesake`: somebody of the invited name is in the project already.
 */
export type InvitationOffer = {
  readonly projectName: string
  readonly hub: HubPlace
  /** Where the copy is, or would be made. */
  readonly folder: string
  /** What the device would be called among the project's people, unless she says otherwise. */
  readonly device: string
} & (
  | {readonly here: 'nothing' | 'same'; readonly invited: {readonly name: string; readonly role: Role; readonly known: boolean; readonly namesake: boolean}}
  | {readonly here: 'elsewhere'; readonly before: HubPlace}
)

/** What she agreed to: who she is there, and how her device is called. `move`: though the project here follows another hub. */
export type JoinWish = {readonly name: string; readonly device: string; readonly move: boolean}
