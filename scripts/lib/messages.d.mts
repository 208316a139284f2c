export function messagesIn(path: string, text: string): {readonly messages: readonly string[]; readonly problems: readonly string[]}
