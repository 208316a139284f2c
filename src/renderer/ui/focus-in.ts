/** Whether what has the focus lies in such an element, or is one. */
export const isFocusIn = (selector: string): boolean => typeof document !== 'undefined' && document.activeElement?.closest(selector) != null
