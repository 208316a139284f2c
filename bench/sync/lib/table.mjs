import {median, mediansOf, rounded} from './figures.mjs'

/** The most that the hub may need of what the other server needs, and the most milliseconds until a large project is open. */
const MOST = 1
const OPENS_WITHIN = 1000

/** Rows of the table, medians over the repetitions, and whether a target was missed. */
export function printed({propagation = [], burst = [], firstSync = [], memory = [], large = []}) {
  const rows = []
  let missed = false
  const row = (figure, ours, theirs, target) => {
    const ratio = ours / theirs
    const value = target === undefined ? undefined : target.of === 'ratio' ? ratio : ours
    const isMissed = target !== undefined && !(value <= target.most)
    missed ||= isMissed
    rows.push({
      figure,
      hub: rounded(ours),
      'y-websocket': rounded(theirs),
      ratio: rounded(ratio),
      target: target === undefined ? '' : `≤ ${target.most}${target.of === 'ratio' ? '×' : ''}${isMissed ? ' missed' : ''}`,
    })
  }
  const of = (runs, system) => runs.filter(run => run.system === system)

  for (const clients of new Set(propagation.map(run => run.clients))) {
    const runs = propagation.filter(run => run.clients === clients)
    const [ours, theirs] = ['claimlight', 'y-websocket'].map(system =>
      mediansOf(of(runs, system).map(({p50, p99, ack50, ack99, busy}) => ({p50, p99, ack50, ack99, busy}))),
    )
    const at = `${clients} clients, ${runs[0]?.perSecond}/s`
    row(`${at}: propagation p50 (ms)`, ours.p50, theirs.p50)
    row(`${at}: propagation p99 (ms)`, ours.p99, theirs.p99, {of: 'ratio', most: MOST})
    row(`${at}: acknowledged p50 (ms)`, ours.ack50, Number.NaN)
    row(`${at}: acknowledged p99 (ms)`, ours.ack99, Number.NaN)
    row(`${at}: processor time of the server (ms)`, ours.busy, theirs.busy)
  }
  if (burst.length > 0) {
    const [ours, theirs] = ['claimlight', 'y-websocket'].map(system => median(of(burst, system).map(run => run.perSecond)))
    row(`burst of ${burst[0].clients * burst[0].each} at ${burst[0].clients} clients (changes/s)`, ours, theirs)
  }
  if (firstSync.length > 0) {
    const [ours, theirs] = ['claimlight', 'y-websocket'].map(system => median(of(firstSync, system).map(run => run.milliseconds)))
    row(`first sync of ${firstSync[0].annotations} annotations (ms)`, ours, theirs)
  }
  if (memory.length > 0) {
    const [ours, theirs] = ['claimlight', 'y-websocket'].map(system =>
      mediansOf(of(memory, system).map(({before, middle, after}) => ({before, middle, after}))),
    )
    const sets = memory[0].sets
    row('memory before (MB)', ours.before, theirs.before)
    row(`memory after ${Math.floor(sets / 2)} sets opened and left (MB)`, ours.middle, theirs.middle)
    row(`memory after ${sets} sets opened and left (MB)`, ours.after, theirs.after)
  }
  if (large.length > 0) {
    const figures = mediansOf(large)
    const name = `${figures.articles} articles`
    row(`${name}: hub listens (ms)`, figures.listening, Number.NaN)
    row(`${name}: session answered (ms)`, figures.session, Number.NaN, {of: 'milliseconds', most: OPENS_WITHIN})
    row(`${name}: summaries answered (ms)`, figures.summaries, Number.NaN, {of: 'milliseconds', most: OPENS_WITHIN})
    row(`${name}: project document synced (ms)`, figures.synced, Number.NaN, {of: 'milliseconds', most: OPENS_WITHIN})
    row(`${name}: article list read (ms)`, figures.list, Number.NaN)
    row(`${name}: processor time of the hub until then (ms)`, figures.busy, Number.NaN)
    row(`${name}: memory of the hub (MB)`, figures.memory, Number.NaN)
  }
  return {rows, missed}
}
