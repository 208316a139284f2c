/** What `ask` answers, which is asked again once something that the answer follows from is another. */
export function keptAnswer<T>(follows: () => readonly unknown[], ask: () => T): () => T {
  let known: {readonly from: readonly unknown[]; readonly answer: T} | undefined
  return () => {
    const from = follows()
    if (known === undefined || known.from.some((each, n) => each !== from[n])) known = {from, answer: ask()}
    return known.answer
  }
}
