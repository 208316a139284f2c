const SINGLE: Readonly<Record<string, string>> = {'“': '‘', '”': '’', '„': '‚', '‟': '‛', '«': '‹', '»': '›', '"': "'"}

/** Words as they stand between quotation marks: those within become single ones, as in any quotation. */
export const inQuotation = (words: string): string => words.replace(/[“”„‟«»"]/g, mark => SINGLE[mark] ?? mark)
