import * as Y from 'yjs'
import {firstFrom} from './struct-index.ts'

/** An item, or a part of one that Yjs joined out of several and takes apart again when something is put in its middle. `item`: a new one. */
type Part = {
  readonly id: Y.ID
  length: number
  readonly origin: Y.ID | null
  readonly rightOrigin: Y.ID | null
  right: Part | undefined
  readonly item?: Y.Item
}

/** The order of the items under one key, as `Item.integrate` of Yjs keeps it. */
export class KeyOrder {
  last: Part | undefined
  private first: Part | undefined
  private readonly parts = new Map<number, Part[]>()

  /** `chain`: the last item that the document has there. */
  constructor(chain: Y.Item | undefined) {
    for (let item = chain ?? null; item !== null; item = item.left) {
      const {id, length, origin, rightOrigin} = item
      const part: Part = {id, length, origin, rightOrigin, right: this.first}
      this.first = part
      this.last ??= part
      this.ofClient(id.client).push(part)
    }
    for (const parts of this.parts.values()) parts.sort((a, b) => a.id.clock - b.id.clock)
  }

  hasOrigin({origin}: Y.Item): boolean {
    return origin === null || this.partAt(origin) !== undefined
  }

  /** Its origin has to be there, and what its client put before. */
  put(item: Y.Item): void {
    const {id, length, origin, rightOrigin} = item
    const left = this.leftOf(item, origin === null ? undefined : this.endingAt(origin))
    const part: Part = {id, length, origin, rightOrigin, right: left === undefined ? this.first : left.right, item}
    if (left === undefined) this.first = part
    else left.right = part
    if (part.right === undefined) this.last = part
    this.ofClient(id.client).push(part)
  }

  private leftOf({id, origin, rightOrigin}: Y.Item, beside: Part | undefined): Part | undefined {
    const before = new Set<Part>()
    const conflicting = new Set<Part>()
    let left = beside
    for (let other = beside === undefined ? this.first : beside.right; other !== undefined; other = other.right) {
      before.add(other)
      conflicting.add(other)
      if (Y.compareIDs(origin, other.origin)) {
        if (other.id.client < id.client) {
          left = other
          conflicting.clear()
        } else if (Y.compareIDs(rightOrigin, other.rightOrigin)) break
      } else {
        const itsOrigin = other.origin === null ? undefined : this.partAt(other.origin)
        if (itsOrigin === undefined || !before.has(itsOrigin)) break
        if (!conflicting.has(itsOrigin)) {
          left = other
          conflicting.clear()
        }
      }
    }
    return left
  }

  /** The part that ends with this change, taken apart from what follows it. */
  private endingAt({client, clock}: Y.ID): Part | undefined {
    const parts = this.ofClient(client)
    const place = firstFrom(parts, clock)
    const part = parts[place]
    if (part === undefined) return undefined
    const length = clock + 1 - part.id.clock
    if (length < part.length) {
      const {rightOrigin, right, item} = part
      const rest: Part = {
        id: Y.createID(client, clock + 1),
        length: part.length - length,
        origin: Y.createID(client, clock),
        rightOrigin,
        right,
        ...(item && {item}),
      }
      part.length = length
      part.right = rest
      parts.splice(place + 1, 0, rest)
      if (this.last === part) this.last = rest
    }
    return part
  }

  private partAt({client, clock}: Y.ID): Part | undefined {
    const parts = this.parts.get(client) ?? []
    const part = parts[firstFrom(parts, clock)]
    return part !== undefined && part.id.clock <= clock ? part : undefined
  }

  private ofClient(client: number): Part[] {
    const known = this.parts.get(client)
    if (known !== undefined) return known
    const parts: Part[] = []
    this.parts.set(client, parts)
    return parts
  }
}
