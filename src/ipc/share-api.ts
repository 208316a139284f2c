import * as z from 'zod'
import type {Sentence} from '../core/language/message.ts'
import {nameShape} from '../core/person/name.ts'
import type {Person, Role} from '../core/round/owner.ts'
import type {Result} from '../core/result.ts'

/** How far this project is open to other people, as every window of it may show. */
export type ShareStatus = {
  readonly network: NetworkSharing
  /** Addresses of this computer that one may share on. */
  readonly addresses: readonly LocalAddress[]
} & ElsewhereStatus

/** Where the work in this project goes besides this computer. A hub knows it as `hub.elsewhere()`. */
export type ElsewhereStatus = {
  readonly upstream: {readonly state: 'none'} | UpstreamStatus
  readonly folder: {readonly state: 'none'} | {readonly state: 'ok' | 'waiting' | 'problem'; readonly path: string; readonly why?: Sentence}
  /** Documents with changes that are saved here and nowhere else yet. */
  readonly waiting: number
}

/**
 * The hub that this one is a guest at. `refused` is for a person to act on, `offline` ends by itself. `why` is a sentence
 * that says what to do; with `connected` it tells what the hub does not take or give. `waiting`: documents with changes
 * that are saved here and not acknowledged there yet.
 */
export type UpstreamStatus = {
  readonly state: 'connected' | 'offline' | 'refused'
  readonly origin: string
  readonly why?: Sentence
  readonly waiting: number
}

export const NOWHERE_ELSE: ElsewhereStatus = {upstream: {state: 'none'}, folder: {state: 'none'}, waiting: 0}

export type NetworkSharing =
  /** `why`: it was on before the program was started, and could not be again. */
  | {readonly state: 'off'; readonly why?: Sentence}
  | {
      readonly state: 'on'
      /** Where colleagues reach this project, `https://host:port` each. */
      readonly origins: readonly string[]
      /** SHA-256 of the certificate, base64url; empty when an authority vouches for it. */
      readonly fingerprint: string
      /** Announced on the local network, so that colleagues find it without typing. */
      readonly discoverable: boolean
    }

export type LocalAddress = {readonly address: string; readonly name: string}

/** `address`: `null` for all networks of this computer. */
export type ShareWish = {readonly address: string | null; readonly discoverable: boolean}

export type NearbyHub = {readonly name: string; readonly origin: string; readonly fingerprint: string}

/** `person`: a further device of somebody who is in the project; absent for somebody new. */
export type InvitationWish = {readonly name: string; readonly role: Role; readonly days: number; readonly person?: string}

/** The links hold the secret; they are shown once and kept nowhere. */
export type MadeInvitation = {readonly id: string; readonly link: string; readonly browserLink: string}

export type Invitation = {
  readonly id: string
  readonly name: string
  readonly role: Role
  /** `held`: it came out of a backup, and lets nobody in before somebody says so. */
  readonly state: 'open' | 'used' | 'expired' | 'revoked' | 'held'
  /** Milliseconds since 1970, by the hub's clock. */
  readonly expires: number
  /** Who redeemed it, once somebody did. */
  readonly person?: string
  /** How many devices joined with it. */
  readonly devices: number
}

/**
 * `owner`: has the project in a folder of her own at this hub, and is always its admin there. `member`: this hub gave her
 * the role; otherwise she is known from a folder, a file or a dataset, and nobody comes in here as her. `newKey`: since when another
 * device than her first signs for her, in milliseconds since 1970; absent while there is only one.
 */
export type SharedPerson = Person & {
  readonly connected: boolean
  readonly owner: boolean
  readonly member: boolean
  readonly newKey?: number
  /** Who is this person, too: an admin has joined them. */
  readonly joined?: readonly Pick<Person, 'id' | 'name'>[]
  /** Told to admins only: how many devices she comes in with, and those that wait. */
  readonly devices?: number
  readonly waiting?: readonly Pick<Device, 'id' | 'name' | 'since' | 'code'>[]
}

/** A device that comes in as the person who asks. `since` and `used` in milliseconds since 1970, the latter exact to the day. */
export type Device = {
  readonly id: string
  readonly name: string
  readonly since: number
  readonly used: number
  /** Somebody opened a link with it, and she has not said yet that it was she. */
  readonly waits: boolean
  /** It shows the same while it waits, so that she can compare. */
  readonly code: string
  /** The one that asks. */
  readonly isThis: boolean
}

/** An admin let this device in as this person, and ended all others of hers: so many that were in. */
export type DeviceReplacement = {readonly at: number; readonly by: string; readonly person: string; readonly device: string; readonly ended?: number}

/** `replaced`: hers; for an admin everybody's. */
export type OwnDevices = {readonly devices: readonly Device[]; readonly replaced: readonly DeviceReplacement[]}

/** What a window may ask about sharing. The hub decides who may: admins; curators for new annotators and readers; everybody for her own devices. */
export interface ShareApi {
  shareStatus(): Promise<Result<ShareStatus>>
  /** Makes the hub listen on the network. Only for windows of the computer that the project is on. */
  startSharing(wish: ShareWish): Promise<Result<ShareStatus>>
  stopSharing(): Promise<Result<ShareStatus>>
  /** Hubs that announce themselves on the local network; takes about two seconds. */
  discover(): Promise<Result<readonly NearbyHub[]>>
  invite(wish: InvitationWish): Promise<Result<MadeInvitation>>
  invitations(): Promise<Result<readonly Invitation[]>>
  /** Ends the invitation, every session that came of it, and their connections, at once. */
  revokeInvitation(id: string): Promise<Result<null>>
  /** After a backup was put back. */
  letBackIn(invitation: string): Promise<Result<null>>
  people(): Promise<Result<readonly SharedPerson[]>>
  /** A link for a further device of whoever asks. */
  inviteDevice(): Promise<Result<MadeInvitation>>
  devices(): Promise<Result<OwnDevices>>
  /** Says that a device that waits is one's own. */
  letInDevice(id: string): Promise<Result<null>>
  endDevice(id: string): Promise<Result<null>>
  /** For somebody who has lost her devices: lets one in that waits, and ends all others. */
  replaceDevices(person: string, device: string): Promise<Result<null>>
  setRole(person: string, role: Role): Promise<Result<null>>
  /** For an admin who is about to join them: how many annotations each of these has made. Nobody is told in a closed round. */
  personWork(people: readonly string[]): Promise<Result<{readonly [person: string]: number}>>
  /** For an admin who has found that somebody is in the project as two persons: all that is the first one’s is the second one’s from then on. */
  joinPersons(person: string, into: string): Promise<Result<null>>
  /** Tells the two apart again. */
  partPersons(person: string): Promise<Result<null>>
}

const id = z.string().min(1).max(64)
export const roleShape = z.enum(['reader', 'annotator', 'curator', 'admin'])

/** The arguments of each request, parsed from unknown where they arrive. */
export const SHARE_REQUESTS: {readonly [K in keyof ShareApi]: z.ZodType<Parameters<ShareApi[K]>>} = {
  shareStatus: z.tuple([]),
  startSharing: z.tuple([z.strictObject({address: z.string().min(1).max(64).nullable(), discoverable: z.boolean()})]),
  stopSharing: z.tuple([]),
  discover: z.tuple([]),
  invite: z.tuple([z.strictObject({name: nameShape, role: roleShape, days: z.number().int().min(1).max(366), person: id.exactOptional()})]),
  invitations: z.tuple([]),
  revokeInvitation: z.tuple([id]),
  letBackIn: z.tuple([id]),
  people: z.tuple([]),
  inviteDevice: z.tuple([]),
  devices: z.tuple([]),
  letInDevice: z.tuple([id]),
  endDevice: z.tuple([id]),
  replaceDevices: z.tuple([id, id]),
  setRole: z.tuple([id, roleShape]),
  personWork: z.tuple([z.array(id).max(2)]),
  joinPersons: z.tuple([id, id]),
  partPersons: z.tuple([id]),
}
