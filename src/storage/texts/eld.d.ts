/** As much of the package as is used: its own types come with functions that fetch other tables, or write some. */
declare module 'eld/extrasmall' {
  export const eld: {
    /** Looks at the first thousand UTF-16 units. */
    detect(text: string): {readonly language: string; isReliable(): boolean; getScores(): {readonly [language: string]: number}}
  }
}
