import * as z from 'zod'
import type {Result} from './result.ts'
import {ok, refused} from './result.ts'
import type {Schema} from './schema.ts'

const name = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]*$/, 'must start with a letter and hold only letters, digits, - and _')
const label = z.string().min(1)
const choice = z.strictObject({value: z.string().min(1), label, key: z.string().length(1).exactOptional()})
const feature = z.discriminatedUnion('kind', [
  z.strictObject({name, label, kind: z.literal('choice'), choices: z.array(choice).min(1)}),
  z.strictObject({name, label, kind: z.literal('text')}),
  z.strictObject({name, label, kind: z.literal('number'), min: z.number().exactOptional(), max: z.number().exactOptional()}),
  z.strictObject({name, label, kind: z.literal('reference'), to: z.array(z.enum(['entity', 'claim', 'mention', 'unnamed', 'none'])).min(1)}),
  z.strictObject({name, label, kind: z.literal('stances'), choices: z.array(choice).min(1)}),
])
const look = z.strictObject({
  hue: z.enum(['amber', 'blue', 'green', 'violet', 'rose', 'teal']),
  line: z.enum(['solid', 'dotted', 'dashed', 'double', 'wavy']),
})
const layer = z.strictObject({name, label, key: z.string().regex(/^[a-z]$/), look, primary: name.exactOptional(), features: z.array(feature)})

/** The shape of a schema in files, in the project document and in datasets. */
export const schemaShape: z.ZodType<Schema> = z.strictObject({name: label, version: z.number().int().min(1), layers: z.array(layer).min(1)})

/** Reads a schema from anything. Refuses with the place and what to do: names twice, keys twice, a `primary` that is no choice feature. */
export function parseSchema(value: unknown): Result<Schema> {
  const parsed = schemaShape.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return refused(`schema${issue === undefined ? '' : `, ${issue.path.join('.') || 'top level'}: ${issue.message}`}`)
  }
  const schema = parsed.data
  const twice = firstTwice(schema.layers.map(each => each.name)) ?? firstTwice(schema.layers.map(each => each.key))
  if (twice !== undefined) return refused(`schema, layers: "${twice}" is used by two layers. Give each layer a name and a key of its own.`)
  for (const {name: layerName, primary, features} of schema.layers) {
    const doubled = firstTwice(features.map(each => each.name))
    if (doubled !== undefined) return refused(`schema, layer ${layerName}: the feature "${doubled}" is declared twice.`)
    if (primary !== undefined && features.find(each => each.name === primary)?.kind !== 'choice') {
      return refused(`schema, layer ${layerName}: primary is "${primary}", which is not a choice feature of this layer.`)
    }
    for (const each of features) {
      if (!('choices' in each)) continue
      const label = firstTwice(each.choices.map(one => one.value))
      if (label !== undefined) return refused(`schema, layer ${layerName}, feature ${each.name}: the label "${label}" is listed twice.`)
    }
  }
  return ok(schema)
}

function firstTwice(values: readonly string[]): string | undefined {
  const seen = new Set<string>()
  return values.find(value => seen.size === seen.add(value).size)
}
