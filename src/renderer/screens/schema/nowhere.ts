import {Awareness} from 'y-protocols/awareness'
import * as Y from 'yjs'
import {refused, ok} from '../../../core/result.ts'
import type {HostApi} from '../../../ipc/host-api.ts'
import {HOST_METHODS} from '../../../ipc/methods.ts'
import type {DocumentAddress} from '../../../project/document-address.ts'
import type {HubConnection, OpenDocument} from '../../../sync/hub-connection.ts'
import type {Host} from '../../host/host.ts'
import {say} from '../../ui/say.ts'

const stop = (): void => undefined
const unheard = (): (() => void) => stop

/** Documents that are kept nowhere and sent to nobody: what is tried in them is gone with them. `begin`: what each holds first. */
export function connectNowhere(begin: (address: DocumentAddress, doc: Y.Doc) => void): HubConnection {
  const open = new Map<string, OpenDocument>()
  const openDocument = (address: DocumentAddress, key: string): OpenDocument => {
    const doc = new Y.Doc()
    begin(address, doc)
    const close = async (): Promise<void> => {
      open.delete(key)
      doc.destroy()
    }
    return {
      doc,
      awareness: address.kind === 'project' ? new Awareness(doc) : undefined,
      loaded: Promise.resolve(ok(null)),
      readOnly: () => false,
      unsynced: () => false,
      changed: () => false,
      damage: () => 'none',
      refusal: () => undefined,
      close,
      discard: close,
    }
  }
  return {
    open: address => {
      const key = JSON.stringify(address)
      const document = open.get(key) ?? openDocument(address, key)
      open.set(key, document)
      return document
    },
    state: () => ({connected: true, unsynced: false}),
    observe: unheard,
    onRefused: unheard,
    onEvent: unheard,
    close: async () => {
      await Promise.all([...open.values()].map(document => document.close()))
    },
  }
}

/** A host that answers these requests, and refuses all others: nothing leaves the window. */
export function hostNowhere(answers: Partial<HostApi>, {sync}: Pick<Host, 'sync'>): Host {
  const refuse = async () => refused(say('In an example nothing is asked and nothing is saved.'))
  const requests = {...Object.fromEntries(HOST_METHODS.map(name => [name, refuse])), ...answers} as HostApi
  return {requests, saveDataset: refuse, desktop: undefined, sync, onEvent: unheard}
}
