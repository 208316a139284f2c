import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {Connection} from './connection.ts'
import {databaseSentence} from './database-problem.ts'

/**
 * Each entry brings the tables from the version before to its own, and is never changed once released. As in the embedded
 * store, `record`, `article`, `client_owner`, `past` and `common_file` must never be lost, `project.seq` numbers the records, and the rest can be
 * made again. `record.writer` is the store that appended it, null for what came of compaction: no hub knows that it has all of it. `record.at` and
 * `record.person` are its arrival, null for what was there before.
 */
const VERSIONS: readonly string[] = [
  `create table claimlight.project (id text primary key, seq bigint not null default 0, complete boolean not null default false);
   create table claimlight.record (project text not null references claimlight.project, seq bigint not null, name text not null,
     address text not null, bytes bytea not null, sum bigint not null, writer uuid, primary key (project, seq));
   create index record_of_document on claimlight.record (project, name, seq);
   create table claimlight.document (project text not null references claimlight.project, name text not null, address text not null,
     first bigint not null, primary key (project, name));
   create table claimlight.set_index (project text not null, name text not null, indexed bigint not null, layers text not null,
     rows jsonb not null, marks jsonb not null, primary key (project, name));
   create table claimlight.article (project text not null references claimlight.project, id text not null, text bytea not null,
     sidecar text not null, primary key (project, id));
   create table claimlight.common_file (project text not null references claimlight.project, name text not null, version bigint not null,
     content text not null, primary key (project, name));
   create table claimlight.article_words (project text not null, article text not null, title text not null, text text not null,
     digest text not null, words tsvector not null, primary key (project, article));
   create index article_by_word on claimlight.article_words using gin (words);`,
  `create table claimlight.client_owner (project text not null references claimlight.project, name text not null, client bigint not null,
     person text not null, primary key (project, name, client));`,
  `create table claimlight.damaged_record (project text not null references claimlight.project, seq bigint not null, name text not null,
     address text not null, bytes bytea not null, sum bigint not null, since timestamptz not null default now(), primary key (project, seq));`,
  `alter table claimlight.record add column at bigint, add column person text;
   create table claimlight.past (project text not null references claimlight.project, name text not null, annotation text not null, n integer not null,
     change text not null, primary key (project, name, annotation, n));`,
  `create table claimlight.annotation (project text not null, name text not null, id text collate "C" not null, layer text not null, removed boolean not null,
     body text not null, primary key (project, name, id));
   create table claimlight.pointer (project text not null, kind text not null, target text not null, name text not null, id text collate "C" not null,
     primary key (project, kind, target, name, id));
   create index pointer_of_row on claimlight.pointer (project, name, id);
   alter table claimlight.set_index drop column rows, add column rule integer not null default 0;`,
  `alter table claimlight.set_index add column words integer not null default 0;`,
  `delete from claimlight.annotation;
   delete from claimlight.pointer;
   alter table claimlight.annotation add column start bigint not null, add column stances jsonb not null;
   create index annotation_in_text on claimlight.annotation (project, name, start, id) where not removed;`,
]

/** Any number will do that no other program takes for its own: one hub makes the tables while the others wait. */
const ONE_AT_A_TIME = 0x434c4d31

/** Makes the tables, or brings those of an older Claimlight up to date. Refuses those of a newer one. */
export async function prepareTables(db: Connection): Promise<Result<null>> {
  try {
    return await db.tx(async query => {
      await query('select pg_advisory_xact_lock($1)', [ONE_AT_A_TIME])
      await query('create schema if not exists claimlight')
      await query('create table if not exists claimlight.version (version integer primary key, since timestamptz not null default now())')
      const [row] = await query('select coalesce(max(version), 0) as version from claimlight.version')
      const version = Number(row?.version)
      if (version > VERSIONS.length)
        return refused(
          message(
            'The database was written by a newer Claimlight (store version {version}; this one reads up to {length}). Update Claimlight on this machine.',
            {version, length: VERSIONS.length},
          ),
        )
      for (const [i, statements] of VERSIONS.entries()) {
        if (i < version) continue
        await query(statements)
        await query('insert into claimlight.version (version) values ($1)', [i + 1])
      }
      return ok(null)
    })
  } catch (error) {
    return refused(databaseSentence(message('The database could not be opened'), error))
  }
}
