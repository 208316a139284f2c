import {afterAll, beforeAll} from 'vitest'
import type {Connection} from '../../src/storage/postgres/connection.ts'
import {connection} from '../../src/storage/postgres/connection.ts'
import {prepareTables} from '../../src/storage/postgres/tables.ts'
import type {TestServer} from './servers.ts'
import {postgresServer} from './servers.ts'

/** For the tests of one group a database in which a project is, `p1`. */
export function commonDatabase(): {readonly db: () => Connection} {
  let server: TestServer
  let db: Connection
  beforeAll(async () => {
    server = await postgresServer()
    db = connection(server.url)
    await prepareTables(db)
    await db.query(`insert into claimlight.project (id, complete) values ('p1', true)`)
  })
  afterAll(async () => {
    await db?.close()
    await server?.remove()
  })
  return {db: () => db}
}
