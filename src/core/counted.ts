/** “no problems”, “1 problem”, “2 problems”. */
export const counted = (many: number, noun: string): string => `${many === 0 ? 'no' : many} ${noun}${many === 1 ? '' : 's'}`
