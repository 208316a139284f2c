export function messagesIn(path: string, text: string): {readonly messages: readonly string[]; readonly problems: readonly string[]}
export function plainRefusalsIn(path: string, text: string): readonly string[]
