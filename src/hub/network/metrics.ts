/** What a hub counts, as Prometheus reads it. No names, no addresses, no secrets. */
export interface Metrics {
  count(name: Counter, label?: string): void
  text(gauges: {readonly [name: string]: number}): string
  /** Nothing that was counted. */
  gauges(gauges: {readonly [name: string]: number}): string
}

const COUNTERS = {
  requests: {help: 'Requests answered, by status code.', label: 'status'},
  redeemed: {help: 'Invitations opened, by outcome.', label: 'outcome'},
  limited: {help: 'Times that somebody had to slow down, by limit.', label: 'limit'},
  messages: {help: 'Sync messages received.', label: undefined},
  bytes: {help: 'Bytes of sync messages received.', label: undefined},
  connections: {help: 'Sync channels opened.', label: undefined},
} as const

type Counter = keyof typeof COUNTERS

export function metrics(): Metrics & {add(name: Counter, amount: number): void} {
  const counts = new Map<Counter, Map<string, number>>()
  const add = (name: Counter, amount: number, label = ''): void => {
    const of = counts.get(name) ?? new Map<string, number>()
    counts.set(name, of.set(label, (of.get(label) ?? 0) + amount))
  }
  return {
    count: (name, label) => add(name, 1, label),
    add,
    text: gauges => {
      const lines: string[] = []
      for (const [name, {help, label}] of Object.entries(COUNTERS)) {
        const full = `claimlight_${name}_total`
        lines.push(`# HELP ${full} ${help}`, `# TYPE ${full} counter`)
        const of = counts.get(name as Counter)
        if (label === undefined) lines.push(`${full} ${of?.get('') ?? 0}`)
        else for (const [value, count] of of ?? []) lines.push(`${full}{${label}="${value}"} ${count}`)
      }
      return `${lines.join('\n')}\n${gaugeLines(gauges)}`
    },
    gauges: gaugeLines,
  }
}

const gaugeLines = (gauges: {readonly [name: string]: number}): string =>
  Object.entries(gauges)
    .map(([name, value]) => `# TYPE claimlight_${name} gauge\nclaimlight_${name} ${value}\n`)
    .join('')
