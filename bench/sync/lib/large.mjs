import {join} from 'node:path'
import {helper, startHub} from './processes.mjs'

/** A project of very many sets: what its window waits for, from the start of the hub's process. */
export async function largeProject(bench, path, isThere) {
  const {articles, annotators, child, cli, place} = bench
  if (!isThere) {
    bench.say(`making a project of ${articles} articles × ${annotators} annotators…`)
    const maker = helper(child('large-project'))
    const {projectBytes} = await maker.ask('make', {path, articles, annotators})
    bench.say(`its project document has ${(projectBytes / 1e6).toFixed(1)} MB`)
    await maker.end()
  }
  const runs = []
  for (let rep = -1; rep < bench.reps; rep++) {
    const visitor = helper(child('visitor'))
    const hub = await startHub({cli, project: path, home: join(place, 'home'), only: 'loopback'})
    const opened = await visitor.ask('open', {signInUrl: hub.signInUrl, started: hub.started})
    const memory = hub.memory()
    const busy = hub.busy()
    await visitor.end()
    await hub.stop()
    if (rep === -1) continue
    runs.push({rep, ...opened, memory, busy})
    bench.say(
      `large project ${rep + 1}/${bench.reps}: ${JSON.stringify(opened, (_key, value) => (typeof value === 'number' ? Math.round(value) : value))}, hub ${memory.toFixed(0)} MB`,
    )
  }
  return runs
}
