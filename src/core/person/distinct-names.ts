import {sha256} from '@noble/hashes/sha2.js'
import {bytesToHex, utf8ToBytes} from '@noble/hashes/utils.js'
import {nameSkeleton} from './name.ts'

/** What each person is shown as: her name, and a mark behind it where another's looks the same to a reader. */
export function distinctNames(people: readonly {readonly id: string; readonly name: string}[]): ReadonlyMap<string, string> {
  const alike = new Map<string, {readonly id: string; readonly name: string}[]>()
  for (const person of people) {
    const skeleton = nameSkeleton(person.name)
    const others = alike.get(skeleton)
    if (others === undefined) alike.set(skeleton, [person])
    else others.push(person)
  }
  const shown = new Map<string, string>()
  for (const group of alike.values()) {
    const marks = marksOf(group.map(({id}) => id))
    group.forEach(({id, name}, at) => void shown.set(id, group.length === 1 ? name : `${name} #${marks[at]}`))
  }
  return shown
}

/** Four digits of each id's hash, more where two have the same: nobody chooses her own mark. */
function marksOf(ids: readonly string[]): readonly string[] {
  const hashes = ids.map(id => bytesToHex(sha256(utf8ToBytes(id))))
  let length = 4
  while (length < 64 && new Set(hashes.map(hash => hash.slice(0, length))).size < new Set(hashes).size) length++
  return hashes.map(hash => hash.slice(0, length))
}
