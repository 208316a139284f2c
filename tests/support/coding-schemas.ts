import type {Choice, Feature, Layer, Schema} from '../../src/core/schema/schema.ts'

const choice = (value: string): Choice => ({value, label: value})
const LOOK = {hue: 'teal', line: 'dotted'} as const

/** Features of four kinds, each with these labels. */
export const featuresWith = (labels: readonly string[], names = {kind: 'kind', note: 'note'}): readonly Feature[] => [
  {name: names.kind, label: names.kind, kind: 'choice', choices: labels.map(choice)},
  {name: 'topics', label: 'Topics', kind: 'choices', choices: labels.map(choice)},
  {name: 'position', label: 'Position', kind: 'stances', choices: labels.map(choice)},
  {name: names.note, label: names.note, kind: 'text'},
]

export const aLayer = (name: string, features: readonly Feature[], key = 'k'): Layer => ({name, label: name, key, look: LOOK, features})

export const aSchema = (layers: readonly Layer[], version = 1): Schema => ({name: 'Kodierung 和平', version, layers})
