import {Pool} from 'pg'

export type Row = {readonly [column: string]: unknown}
export type Query = (sql: string, values?: readonly unknown[]) => Promise<readonly Row[]>

/** The two ways this room speaks to PostgreSQL. Connections that break are replaced by themselves; what was asked on one rejects. */
export interface Connection {
  readonly query: Query
  /** One transaction. Whatever is thrown undoes it. */
  tx<T>(change: (query: Query) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Milliseconds until a server that does not answer counts as gone. */
const UNREACHABLE = 5000
const UNANSWERED = 30_000

/** Nothing is sent before the first query. The address may hold a password: it must not be shown or logged. */
export function connection(url: string): Connection {
  const pool = new Pool({
    connectionString: url,
    application_name: 'claimlight',
    max: 8,
    connectionTimeoutMillis: UNREACHABLE,
    query_timeout: UNANSWERED,
    // A hub that hangs in the middle of a transaction must not keep the others waiting.
    idle_in_transaction_session_timeout: UNANSWERED,
    keepAlive: true,
    // A server may be set to answer before the disk has it; what we acknowledge must survive.
    options: '-c synchronous_commit=on',
  })
  // Without a listener an idle connection that breaks would end the process; the next query takes another one.
  pool.on('error', () => undefined)
  return {
    query: async (sql, values) => (await pool.query<Row>(sql, values as unknown[])).rows,
    tx: async change => {
      const client = await pool.connect()
      client.on('error', ignore)
      let broken: Error | undefined
      try {
        await client.query('begin')
        const value = await change(async (sql, values) => (await client.query<Row>(sql, values as unknown[])).rows)
        await client.query('commit')
        return value
      } catch (error) {
        await client.query('rollback').catch((failure: Error) => {
          broken = failure
        })
        throw error
      } finally {
        client.off('error', ignore)
        client.release(broken)
      }
    },
    close: () => pool.end(),
  }
}

const ignore = (): void => undefined
