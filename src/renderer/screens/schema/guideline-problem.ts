import {LONGEST_GUIDELINE} from '../../../core/schema/schema-labels.ts'
import {say} from '../../ui/say.ts'

/** Why a guideline cannot be taken as it is typed. */
export const guidelineProblem = (text: string): string | undefined =>
  text.length > LONGEST_GUIDELINE ? say('These are more than {most, number} characters. Shorten it.', {most: LONGEST_GUIDELINE}) : undefined
