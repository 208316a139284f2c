import {withoutMarkFloods} from '../../core/combining-marks.ts'

/** For comparing what people type: without case, accents and doubled spaces. */
export const fold = (text: string): string => withoutMarkFloods(text).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/gu, ' ').trim()
