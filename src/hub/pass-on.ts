import type {HostEvent} from '../ipc/host-event.ts'
import type {Project} from '../project/project.ts'
import type {Cluster} from './cluster/cluster.ts'
import type {HubDocuments} from './documents/hub-documents.ts'
import {toldTo} from './documents/told-elsewhere.ts'
import type {SharedFolder} from './folder/shared-folder.ts'
import type {HubNews} from './hub-news.ts'
import type {Sharing} from './network/sharing.ts'
import type {HubWorklists} from './rounds/worklists.ts'
import type {Upstream} from './upstream/upstream.ts'

/** Passes on what happens in a hub to each of its parts that wants to know. */
export function passOn(
  news: HubNews,
  parts: {
    readonly documents: HubDocuments
    readonly project: Project
    readonly network: Pick<Sharing, 'onChange' | 'onAccess'>
    readonly worklists: Pick<HubWorklists, 'written'>
    readonly exchange: SharedFolder | undefined
    readonly upstream: Upstream | undefined
    readonly cluster: Cluster | undefined
  },
): void {
  const {documents, project, network, worklists, exchange, upstream, cluster} = parts
  news.retried.add(entry => void documents.apply(entry))
  news.problem.add(problem => {
    const event: HostEvent = {type: 'storage', problem}
    documents.tell(person => (problem === null ? event : {...event, problem: toldTo(person, problem)}))
    news.events.tell(event)
    if (problem === null) documents.offerAgain()
  })
  if (upstream !== undefined) {
    news.writing.add(upstream.watch.writing)
    news.written.add(({entries, result}) => upstream.watch.written(entries, result))
    news.opened.add(({name, address}) => upstream.opened(name, address))
  }
  news.written.add(({entries, result}) => {
    if (!result.ok) return
    const addresses = entries.map(({address}) => address)
    documents.written(addresses)
    worklists.written(addresses)
    for (const {name} of entries) exchange?.changed(name)
  })
  news.sharing.add(() => {
    documents.tell(() => ({type: 'sharing'}))
    news.events.tell({type: 'sharing'})
  })
  network.onChange(() => news.sharing.tell(null))
  network.onAccess(documents.recheck)
  // Once the message that changed it is answered.
  project.observe(() => queueMicrotask(documents.recheck))
  cluster?.onStep(() => (cluster.isInStep() ? documents.offerAgain() : undefined))
  cluster?.follow({
    isHere: documents.isHere,
    apply: documents.apply,
    onElsewhere: ({name, address}) => {
      exchange?.changed(name)
      worklists.written([address])
      news.changed.tell({name, address})
    },
  })
}
