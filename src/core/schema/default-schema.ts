import type {Schema} from './schema.ts'

/** "Coverage of one event from many sources": claims with stances and attribution, entities, sources, cues. */
export const DEFAULT_SCHEMA: Schema = {
  name: 'Coverage of one event from many sources',
  version: 1,
  layers: [
    {
      name: 'claim',
      label: 'Claim',
      key: 'c',
      look: {hue: 'amber', line: 'solid'},
      primary: 'commitment',
      features: [
        {
          name: 'stances',
          label: 'Stances',
          kind: 'stances',
          choices: [
            {value: 'favor', label: 'Favor', key: 'f'},
            {value: 'against', label: 'Against', key: 'a'},
            {value: 'neutral', label: 'Neutral', key: 'n'},
            {value: 'unclear', label: 'Unclear', key: 'u'},
          ],
        },
        {
          name: 'commitment',
          label: 'Commitment',
          kind: 'choice',
          choices: [
            {value: 'asserts', label: 'Asserts', key: '1'},
            {value: 'hedges', label: 'Hedges', key: '2'},
            {value: 'reports', label: 'Reports', key: '3'},
            {value: 'questions', label: 'Questions', key: '4'},
            {value: 'denies', label: 'Denies', key: '5'},
          ],
        },
        {
          name: 'voice',
          label: 'Voice',
          key: 'v',
          kind: 'choice',
          choices: [
            {value: 'outlet', label: 'Outlet'},
            {value: 'quoted', label: 'Quoted'},
            {value: 'paraphrased', label: 'Paraphrased'},
            {value: 'mixed', label: 'Mixed'},
          ],
        },
        {
          name: 'attributionSource',
          label: 'Attributed to',
          kind: 'reference',
          to: ['entity', 'mention', 'unnamed', 'none'],
          layers: ['source', 'entity'],
          key: 'p',
          role: 'attribution',
        },
        {name: 'attributionCue', label: 'Attribution cue', kind: 'reference', to: ['mention'], layers: ['cue'], key: 'q', role: 'cue'},
        {name: 'claimId', label: 'Story-wide claim', kind: 'reference', to: ['claim'], key: 'g', role: 'identity'},
        {
          name: 'checkWorthy',
          label: 'Check-worthy',
          key: 'w',
          kind: 'choice',
          choices: [
            {value: 'yes', label: 'Yes'},
            {value: 'no', label: 'No'},
            {value: 'unsure', label: 'Unsure'},
          ],
        },
        {name: 'note', label: 'Note', kind: 'text', countsForAgreement: false},
      ],
    },
    {
      name: 'entity',
      label: 'Entity',
      key: 'e',
      look: {hue: 'blue', line: 'dotted'},
      primary: 'type',
      features: [
        {
          name: 'type',
          label: 'Type',
          kind: 'choice',
          choices: [
            {value: 'PERSON', label: 'Person', key: '1'},
            {value: 'ORG', label: 'Organisation', key: '2'},
            {value: 'GPE', label: 'Country, city, state', key: '3'},
            {value: 'LOC', label: 'Place', key: '4'},
            {value: 'NORP', label: 'Group or nationality', key: '5'},
            {value: 'EVENT', label: 'Event', key: '6'},
            {value: 'OTHER', label: 'Other', key: '7'},
          ],
        },
        {name: 'entityId', label: 'Entity', kind: 'reference', to: ['entity'], role: 'identity'},
        {name: 'note', label: 'Note', kind: 'text', countsForAgreement: false},
      ],
    },
    {
      name: 'source',
      label: 'Source',
      key: 's',
      look: {hue: 'green', line: 'dashed'},
      features: [
        {name: 'entityId', label: 'Entity', kind: 'reference', to: ['entity'], role: 'identity'},
        {name: 'note', label: 'Note', kind: 'text', countsForAgreement: false},
      ],
    },
    {
      name: 'cue',
      label: 'Cue',
      key: 'd',
      look: {hue: 'violet', line: 'double'},
      features: [{name: 'note', label: 'Note', kind: 'text', countsForAgreement: false}],
    },
  ],
}
