import type {Look} from '../../../src/renderer/article/look.ts'

export const LOOKS: readonly Look[] = [
  {name: 'claim', hue: 'amber', line: 'solid'},
  {name: 'claim-favor', hue: 'green', line: 'solid'},
  {name: 'claim-against', hue: 'rose', line: 'dashed'},
  {name: 'claim-neutral', hue: 'slate', line: 'dotted'},
  {name: 'entity-PERSON', hue: 'violet', line: 'dotted', ground: 'none'},
  {name: 'entity-ORG', hue: 'teal', line: 'dashed', ground: 'none'},
  {name: 'entity-GPE', hue: 'blue', line: 'double', ground: 'none'},
  {name: 'cue', hue: 'slate', line: 'wavy', ground: 'none'},
]
