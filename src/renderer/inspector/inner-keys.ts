/** Labels without keys of their own have the digit of their place while their field has the focus, unless another label has that. */
export function withDigits<C extends {readonly value: string; readonly key?: string}>(choices: readonly C[]): readonly C[] {
  const taken = new Set(choices.map(({key}) => key))
  return choices.map((choice, at) => (choice.key !== undefined || at > 8 || taken.has(`${at + 1}`) ? choice : {...choice, key: `${at + 1}`}))
}
