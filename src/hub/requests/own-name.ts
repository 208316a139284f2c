import {ok} from '../../core/result.ts'
import type {HostApi} from '../../ipc/host-api.ts'

/** What the person at this computer is called in all her projects, kept outside of them. */
export interface OwnName {
  isNamed(): boolean
  /** She said her name, or with `undefined` that she keeps the one she has. */
  name(given: string | undefined): void
}

/** What her windows ask of who she is: her name is hers in every project on this computer, those she will make included, and she is asked for it once. */
export function withOwnName<Api extends HostApi>(api: Api, own: OwnName): Api {
  return {
    ...api,
    session: async () => {
      const session = await api.session()
      return session.ok && !own.isNamed() ? ok({...session.value, asksName: true}) : session
    },
    renamePerson: async name => {
      const renamed = await api.renamePerson(name)
      if (renamed.ok) own.name(renamed.value.person.name)
      return renamed
    },
    keepName: async () => {
      own.name(undefined)
      return api.session()
    },
  }
}
