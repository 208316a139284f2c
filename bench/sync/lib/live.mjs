import {createHash} from 'node:crypto'
import {join} from 'node:path'
import {percentile} from './figures.mjs'
import {helper, now, PUBLIC_HOST, startHub, startPeer} from './processes.mjs'

/** Changes per second and client, and processes that the clients are spread over. */
const OFFERED = {2: {rate: 10, processes: 2}, 20: {rate: 2, processes: 4}, 100: {rate: 1, processes: 4}}
const offered = count => OFFERED[count] ?? {rate: Math.max(0.2, 40 / count), processes: Math.min(4, count)}

/** Milliseconds until something starts that all processes must have been told of. */
const SOON = 300

const articleOf = name => createHash('sha256').update(name).digest('hex')

/** Both servers, and people with a right to write at ours. */
async function servers({cli, place, child}, name, people) {
  const visitor = helper(child('visitor'))
  const project = join(place, `${name}.claimlight`)
  await makeProject({child, project})
  const hub = await startHub({cli, project, home: join(place, 'home')})
  const invited = await visitor.ask('invite', {signInUrl: hub.signInUrl, shared: hub.shared, publicHost: PUBLIC_HOST, count: people})
  const peer = await startPeer()
  const placeAt = (system, n, room) =>
    system === 'claimlight'
      ? {system, url: hub.url, projectId: invited.projectId, headers: invited.people[n], article: articleOf(room)}
      : {system, url: peer.url, article: articleOf(room)}
  return {
    hub,
    peer,
    visitor,
    placeAt,
    stop: async () => {
      await visitor.end()
      await hub.stop()
      await peer.stop()
    },
  }
}

async function makeProject({child, project}) {
  const maker = helper(child('large-project'))
  await maker.ask('make', {path: project, articles: 1, annotators: 1})
  await maker.end()
}

async function crowd({child}, placeAt, system, room, count, processes) {
  const helpers = Array.from({length: processes}, () => helper(child('crowd')))
  const everyone = async (method, argument) => Promise.all(helpers.map((each, n) => each.ask(method, typeof argument === 'function' ? argument(n) : argument)))
  await everyone('connect', n => ({
    name: `p${n}`,
    places: Array.from({length: count}, (_, client) => client)
      .filter(client => client % processes === n)
      .map(client => placeAt(system, client, room)),
  }))
  return {
    everyone,
    end: async () => {
      await everyone('close')
      await Promise.all(helpers.map(each => each.end()))
    },
  }
}

const inTurn = rep => (rep % 2 === 0 ? ['claimlight', 'y-websocket'] : ['y-websocket', 'claimlight'])

/** One repetition that counts for nothing goes before: both servers are warm then. */
export async function propagation(bench, counts) {
  const {hub, peer, placeAt, stop} = await servers(bench, 'propagation', Math.max(...counts))
  const runs = []
  for (const count of counts) {
    const {rate, processes} = offered(count)
    for (let rep = -1; rep < bench.reps; rep++) {
      for (const system of inTurn(rep)) {
        const room = `propagation ${count} ${rep}`
        const {everyone, end} = await crowd(bench, placeAt, system, room, count, processes)
        const times = Math.ceil((rep === -1 ? Math.min(3, bench.seconds) : bench.seconds) * rate)
        const server = system === 'claimlight' ? hub : peer
        const busyBefore = server.busy()
        await everyone('play', n => ({start: start(), period: 1000 / rate, times, seed: rep * 100 + n}))
        const results = await everyone('have', {total: times * count})
        const busy = server.busy() - busyBefore
        await end()
        if (rep === -1) continue
        const arrived = results.flatMap(each => each.arrived)
        const acknowledged = results.flatMap(each => each.acknowledged)
        const figures = {
          p50: percentile(arrived, 0.5),
          p99: percentile(arrived, 0.99),
          ack50: percentile(acknowledged, 0.5),
          ack99: percentile(acknowledged, 0.99),
        }
        runs.push({clients: count, perSecond: rate * count, processes, system, rep, arrivals: arrived.length, busy, ...figures})
        bench.say(
          `${count} clients, ${system} ${rep + 1}/${bench.reps}: p50 ${figures.p50.toFixed(1)}, p99 ${figures.p99.toFixed(1)}, acknowledged p50 ${figures.ack50.toFixed(1)}, p99 ${figures.ack99.toFixed(1)}, server busy ${busy} ms`,
        )
      }
    }
  }
  bench.say(`memory after: hub ${hub.memory().toFixed(0)} MB, y-websocket ${peer.memory().toFixed(0)} MB`)
  await stop()
  return runs
}

const start = () => now() + SOON

const BURST = {clients: 20, processes: 4, each: 100}

export async function burst(bench) {
  const {hub, peer, placeAt, stop} = await servers(bench, 'burst', BURST.clients)
  const runs = []
  for (let rep = -1; rep < bench.reps; rep++) {
    for (const system of inTurn(rep)) {
      const {everyone, end} = await crowd(bench, placeAt, system, `burst ${rep}`, BURST.clients, BURST.processes)
      const server = system === 'claimlight' ? hub : peer
      const busyBefore = server.busy()
      const begin = start()
      await everyone('burst', {start: begin, times: BURST.each})
      const total = BURST.clients * BURST.each
      const results = await everyone('have', {total})
      const busy = server.busy() - busyBefore
      await end()
      if (rep === -1) continue
      const took = Math.max(...results.map(({last}) => last)) - begin
      runs.push({system, rep, ...BURST, busy, milliseconds: took, perSecond: (total / took) * 1000})
      bench.say(`burst of ${total}, ${system} ${rep + 1}/${bench.reps}: ${took.toFixed(0)} ms, server busy ${busy} ms`)
    }
  }
  await stop()
  return runs
}

export async function firstSync(bench) {
  const total = bench.annotations
  const {placeAt, stop} = await servers(bench, 'first-sync', 1)
  const runs = []
  const newcomer = helper(bench.child('crowd'))
  for (const system of inTurn(0)) {
    const {everyone, end} = await crowd(bench, placeAt, system, 'first sync', 1, 1)
    await everyone('fill', {count: total, step: 100})
    for (let rep = -1; rep < bench.reps; rep++) {
      const took = await newcomer.ask('firstSync', {place: placeAt(system, 0, 'first sync'), total})
      if (rep === -1) continue
      runs.push({system, rep, annotations: total, milliseconds: took})
      bench.say(`first sync of ${total}, ${system} ${rep + 1}/${bench.reps}: ${took.toFixed(0)} ms`)
    }
    await end()
  }
  await newcomer.end()
  await stop()
  return runs
}

/** A server that has nothing to do any more gives back what it does not need; so much time it gets. */
const IDLE = 15_000

async function restingMemory(server) {
  await new Promise(resolve => setTimeout(resolve, IDLE))
  return server.memory()
}

/** Sets opened once and left: half, then all of them. What the second half costs is what each costs. */
export async function memory(bench) {
  const {hub, peer, visitor, placeAt, stop} = await servers(bench, 'memory', 1)
  const runs = []
  const half = Math.floor(bench.sets / 2)
  for (const [system, server] of [
    ['claimlight', hub],
    ['y-websocket', peer],
  ]) {
    const before = await restingMemory(server)
    const place = placeAt(system, 0, 'memory')
    await visitor.ask('leave', {place, from: 0, count: half, each: 5})
    const middle = await restingMemory(server)
    await visitor.ask('leave', {place, from: half, count: bench.sets - half, each: 5})
    const after = await restingMemory(server)
    runs.push({system, sets: bench.sets, before, middle, after})
    bench.say(`memory, ${system}: ${before.toFixed(0)} MB, after ${half} sets ${middle.toFixed(0)} MB, after ${bench.sets} sets ${after.toFixed(0)} MB`)
  }
  await stop()
  return runs
}
