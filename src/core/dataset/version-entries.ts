import type {Message} from '../language/message.ts'
import {message} from '../language/message.ts'
import {iso} from '../iso-time.ts'
import type {KeptVersion} from '../schema/kept-version.ts'
import type {Schema} from '../schema/schema.ts'
import {parseSchema} from '../schema/schema-file.ts'
import {labelUnseen} from '../schema/schema-labels.ts'
import {schemaEntry} from './dataset-entries.ts'
import type {VersionEntry} from './dataset-document.ts'

/** The versions that were in force, the earliest first; none where no more is known than the one in force. What only a newer Claimlight reads is left out. */
export function versionEntries(versions: readonly KeptVersion[], inForce: Schema): readonly VersionEntry[] {
  const entries = versions.flatMap(({version, schema, by, at, note}): readonly VersionEntry[] => {
    if (schema === undefined) return []
    const {mappings: _mappings, ...own} = schema
    const how = {...(by !== undefined && {by}), ...(at !== undefined && {at: iso(at)}), ...(note !== undefined && {note})}
    return [{version, ...how, ...(version !== inForce.version && {schema: schemaEntry(own)})}]
  })
  return entries.some(entry => Object.keys(entry).length > 1) ? entries : []
}

export const snapshotVersion = ({version, by, at, note, schema}: VersionEntry, inForce: Schema): KeptVersion => ({
  version,
  schema: schema ?? inForce,
  ...(by !== undefined && {by}),
  ...(at !== undefined && {at: Date.parse(at)}),
  ...(note !== undefined && {note}),
})

/** What is wrong with one of them, as a sentence. */
export function versionProblem({version, schema}: VersionEntry, index: number, entries: readonly VersionEntry[], inForce: Schema): Message | undefined {
  const place = `versions[${index}]`
  if (version <= (entries[index - 1]?.version ?? 0))
    return message('{place} is {version}, which does not come after the one before it. Put the versions in order, each once.', {
      place: `${place}.version`,
      version,
    })
  if (version > inForce.version)
    return message('{place} is {version}, but the schema is of version {inForce}. Take it out.', {
      place: `${place}.version`,
      version,
      inForce: inForce.version,
    })
  if ((schema === undefined) !== (version === inForce.version))
    return schema === undefined
      ? message('{place} has no schema. Take it out.', {place})
      : message('{place} has a schema, which stands as "schema" in the file already. Take that out of it.', {place})
  if (schema === undefined) return undefined
  if (schema.version !== version)
    return message('{place} is {version}, but the entry is of version {entry}. Make them the same.', {
      place: `${place}.schema.version`,
      version: schema.version,
      entry: version,
    })
  const parsed = parseSchema(schema)
  const problem = parsed.ok ? labelUnseen(parsed.value) : parsed.error
  return problem === undefined ? undefined : message('{place}: {problem}', {place, problem})
}
