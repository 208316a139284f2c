import {createDecoder, readVarString, readVarUint, readVarUint8Array} from 'lib0/decoding'

/**
 * What one channel may say of where people are: windows at once, windows ever, bytes of a message and of one window. A guest hub
 * tells of all windows of its person, over weeks.
 */
const MOST = {windows: 100, ever: 5000, message: 64 * 1024, window: 1024}

/** Lets presence of one channel pass as long as it is what people's windows say. */
export interface PresenceLimit {
  /** Whether a message of presence may be passed on. */
  isWithin(message: Uint8Array): boolean
}

export function presenceLimit(): PresenceLimit {
  const here = new Set<number>()
  let ever = 0
  return {
    isWithin: message => {
      if (message.byteLength > MOST.message) return false
      const said = windowsOf(message)
      const fresh = said.filter(({client, isGone}) => !isGone && !here.has(client))
      if (said.some(({size}) => size > MOST.window) || here.size + fresh.length > MOST.windows || ever + fresh.length > MOST.ever) return false
      ever += fresh.length
      for (const {client, isGone} of said) {
        if (isGone) here.delete(client)
        else here.add(client)
      }
      return true
    },
  }
}

/** What is no presence is nobody's window here; the sync server refuses it by itself. */
function windowsOf(message: Uint8Array): {readonly client: number; readonly size: number; readonly isGone: boolean}[] {
  try {
    const decoder = createDecoder(message)
    readVarString(decoder)
    readVarUint(decoder)
    const states = createDecoder(readVarUint8Array(decoder))
    const found = []
    for (let left = readVarUint(states); left > 0; left--) {
      const client = readVarUint(states)
      readVarUint(states)
      const state = readVarString(states)
      found.push({client, size: state.length, isGone: state === 'null'})
    }
    return found
  } catch {
    return []
  }
}
