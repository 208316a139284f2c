import {userInfo} from 'node:os'

/** What to call the person at this computer until she says her name. */
export function userName(): string {
  try {
    return userInfo().username.slice(0, 80) || 'Annotator'
  } catch {
    // A user without an entry in the system's list, as in a container.
    return 'Annotator'
  }
}
