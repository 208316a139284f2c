import type {Layer, Schema} from '../../src/core/schema/schema.ts'

/** A layer with every way of asking. */
export const RUMOUR: Layer = {
  name: 'rumour',
  label: 'Rumour',
  key: 'r',
  look: {hue: 'rose', line: 'wavy'},
  guideline: 'What *nobody* has confirmed.',
  features: [
    {
      name: 'topics',
      label: 'Topics',
      kind: 'choices',
      required: true,
      guideline: 'All that it is **about**.',
      choices: [
        {value: 'war', label: 'War'},
        {value: 'نزوح', label: 'Displacement', parent: 'war', guideline: 'People who flee.'},
        {value: '停火', label: 'Ceasefire 🕊️', parent: 'war'},
        {value: 'money', label: 'Money'},
      ],
    },
    {name: 'confirmed', label: 'Confirmed', kind: 'yes-no', required: true},
    {name: 'when', label: 'Since when', kind: 'text', when: {feature: 'confirmed', is: true}},
    {
      name: 'side',
      label: 'Side',
      kind: 'choice',
      choices: [
        {value: 'a', label: 'A'},
        {value: 'b', label: 'B'},
      ],
      when: {feature: 'topics', is: ['war', 'money']},
    },
    {name: 'why', label: 'Why', kind: 'text', when: {feature: 'side', is: 'b'}, countsForAgreement: false},
  ],
}
export const RUMOURS: Schema = {name: 'Rumours', version: 1, layers: [RUMOUR]}
