import type {ArticleAnnotation, RelationAnnotation} from '../../src/core/annotation/annotation.ts'
import type {Schema} from '../../src/core/schema/schema.ts'

/** Layers of each kind: what an article says of its subject, words, and how they go together. */
export const KINDS: Schema = {
  name: 'Argument',
  version: 1,
  layers: [
    {name: 'claim', label: 'Claim', key: 'c', look: {hue: 'amber', line: 'solid'}, features: [{name: 'note', label: 'Note', kind: 'text'}]},
    {name: 'premise', label: 'Premise', key: 'p', look: {hue: 'blue', line: 'dotted'}, features: []},
    {
      name: 'verdict',
      label: 'Verdict',
      key: 'v',
      look: {hue: 'green', line: 'double'},
      of: 'article',
      primary: 'says',
      features: [
        {
          name: 'says',
          label: 'Says',
          kind: 'choice',
          required: true,
          choices: [
            {value: 'yes', label: 'Yes', key: '1'},
            {value: 'no', label: 'No', key: '2'},
          ],
        },
        {name: 'note', label: 'Note', kind: 'text'},
      ],
    },
    {
      name: 'supports',
      label: 'Supports',
      key: 's',
      look: {hue: 'teal', line: 'solid'},
      of: 'relation',
      from: ['premise', 'claim'],
      to: ['claim'],
      primary: 'strength',
      features: [
        {
          name: 'strength',
          label: 'Strength',
          kind: 'choice',
          choices: [
            {value: 'strong', label: 'Strong', key: '1'},
            {value: 'weak', label: 'Weak', key: '2'},
          ],
        },
        {name: 'why', label: 'Why', kind: 'text'},
      ],
    },
    {name: 'linked', label: 'Linked', key: 'l', look: {hue: 'rose', line: 'wavy'}, of: 'relation', features: []},
  ],
}

const made = {by: 'alice', at: 1_700_000_000_000, origin: 'human', schemaVersion: 1, features: {}} as const

export const aRelation = (from: string, to: string, fields: Partial<RelationAnnotation> = {}): RelationAnnotation => ({
  ...made,
  id: `${from}-${to}`,
  layer: 'supports',
  from,
  to,
  ...fields,
})

export const aVerdict = (fields: Partial<ArticleAnnotation> = {}): ArticleAnnotation => ({...made, id: 'verdict', layer: 'verdict', ...fields})
