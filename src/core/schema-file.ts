import * as z from 'zod'
import type {Result} from './result.ts'
import {ok, refused} from './result.ts'
import type {Layer, Schema} from './schema.ts'
import {shapeProblems} from './shape-problem.ts'

const name = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]*$/, 'must start with a letter and hold only letters, digits, - and _')
const label = z.string().min(1)
const choice = z.strictObject({value: z.string().min(1), label, key: z.string().length(1).exactOptional()})
const letter = z.string().regex(/^[a-z]$/)
const named = {name, label, key: letter.exactOptional()}
const feature = z.discriminatedUnion('kind', [
  z.strictObject({...named, kind: z.literal('choice'), choices: z.array(choice).min(1)}),
  z.strictObject({...named, kind: z.literal('text')}),
  z.strictObject({...named, kind: z.literal('number'), min: z.number().exactOptional(), max: z.number().exactOptional()}),
  z.strictObject({
    ...named,
    kind: z.literal('reference'),
    to: z.array(z.enum(['entity', 'claim', 'mention', 'unnamed', 'none'])).min(1),
    layers: z.array(name).min(1).exactOptional(),
  }),
  z.strictObject({...named, kind: z.literal('stances'), choices: z.array(choice).min(1)}),
])
const look = z.strictObject({
  hue: z.enum(['amber', 'blue', 'green', 'violet', 'rose', 'teal']),
  line: z.enum(['solid', 'dotted', 'dashed', 'double', 'wavy']),
})
const layer = z.strictObject({name, label, key: letter, look, primary: name.exactOptional(), features: z.array(feature)})

/** The shape of a schema in files, in the project document and in datasets. */
export const schemaShape: z.ZodType<Schema> = z.strictObject({name: label, version: z.number().int().min(1), layers: z.array(layer).min(1)})

/** Reads a schema from anything. Refuses with the place, what is wrong there and what to do; the first problem only. */
export function parseSchema(value: unknown): Result<Schema> {
  const parsed = schemaShape.safeParse(value)
  if (!parsed.success) {
    const [problem] = shapeProblems(parsed.error.issues, value, 'schema', 'The schema')
    return refused(problem ?? 'The schema has a form that is not known here.')
  }
  const problem = schemaProblem(parsed.data)
  return problem === undefined ? ok(parsed.data) : refused(problem)
}

function schemaProblem({layers}: Schema): string | undefined {
  const name = firstTwice(layers.map(each => each.name))
  if (name !== undefined) return `schema.layers: two layers are named "${name}". Give each a name of its own.`
  const key = firstTwice(layers.map(each => each.key))
  if (key !== undefined) return `schema.layers: two layers have the key "${key}". Give each a key of its own.`
  for (const [index, layer] of layers.entries()) {
    const problem = layerProblem(layer, layers)
    if (problem !== undefined) return `schema.layers[${index}] (${layer.name}): ${problem}`
  }
  return undefined
}

function layerProblem({features, primary}: Layer, layers: readonly Layer[]): string | undefined {
  const name = firstTwice(features.map(each => each.name))
  if (name !== undefined) return `two features are named "${name}". Give each a name of its own.`
  if (primary !== undefined && features.find(each => each.name === primary)?.kind !== 'choice') {
    return `primary is "${primary}", which is no choice feature of this layer. Name one, or leave primary out.`
  }
  for (const feature of features) {
    const value = 'choices' in feature ? firstTwice(feature.choices.map(choice => choice.value)) : undefined
    if (value !== undefined) return `the feature ${feature.name} lists the label "${value}" twice. Take one out.`
    if ((feature.kind === 'stances') !== (feature.name === 'stances'))
      return `the feature ${feature.name} is of the kind ${feature.kind}: "stances" names the feature of that kind, and no other. Rename it.`
    const unknown = feature.kind === 'reference' && feature.layers?.find(each => !layers.some(layer => layer.name === each))
    if (typeof unknown === 'string') return `the feature ${feature.name} names the layer "${unknown}", which is none of this schema. Name one, or leave it out.`
    if (feature.kind === 'number' && feature.min !== undefined && feature.max !== undefined && feature.min > feature.max) {
      return `the feature ${feature.name} has a min of ${feature.min} above its max of ${feature.max}. Exchange them.`
    }
  }
  const letter = firstTwice(features.flatMap(feature => feature.key ?? []))
  if (letter !== undefined) return `the key "${letter}" goes to two features. Give each a key of its own.`
  const keys = features
    .flatMap(feature => ('choices' in feature && (feature.name === primary || feature.kind === 'stances') ? feature.choices : []))
    .flatMap(choice => choice.key ?? [])
  const key = firstTwice(keys)
  return key === undefined ? undefined : `the key "${key}" chooses two labels. Give each a key of its own.`
}

function firstTwice(values: readonly string[]): string | undefined {
  const seen = new Set<string>()
  return values.find(value => seen.size === seen.add(value).size)
}
