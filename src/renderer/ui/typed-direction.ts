/** What is typed runs as its letters do. An empty field runs as the window: so does what it asks for. */
export const typedDirection = (text: string): 'auto' | undefined => (text === '' ? undefined : 'auto')
