export type ToastAction = {readonly label: string; readonly run: () => void}

export type ToastNews = {
  readonly text: string
  /** An `error` is read out at once and stays until it is dismissed. */
  readonly tone?: 'info' | 'success' | 'error'
  readonly action?: ToastAction
  /** News of the same subject take each other's place. */
  readonly subject?: string
  /** About the article on screen: it goes with it. */
  readonly here?: boolean
}

export type Toast = ToastNews & {readonly id: number}

/** More than this would cover the work; the oldest goes. */
const MOST = 4

/** Short news at the edge of the window. */
export interface Toasts {
  show(news: ToastNews): number
  dismiss(id: number): void
  /** What was said about a subject is so no more. */
  settle(subject: string): void
  /** Another article is on screen. */
  leave(): void
  subscribe(listener: () => void): () => void
  current(): readonly Toast[]
}

export function createToasts(): Toasts {
  let toasts: readonly Toast[] = []
  let last = 0
  const listeners = new Set<() => void>()
  const become = (next: readonly Toast[]) => {
    toasts = next
    for (const listener of listeners) listener()
  }
  return {
    show: news => {
      const others = toasts.filter(toast => news.subject === undefined || toast.subject !== news.subject)
      last += 1
      become([...others, {...news, id: last}].slice(-MOST))
      return last
    },
    dismiss: id => {
      if (toasts.some(toast => toast.id === id)) become(toasts.filter(toast => toast.id !== id))
    },
    settle: subject => {
      if (toasts.some(toast => toast.subject === subject)) become(toasts.filter(toast => toast.subject !== subject))
    },
    leave: () => {
      if (toasts.some(toast => toast.here)) become(toasts.filter(toast => !toast.here))
    },
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    current: () => toasts,
  }
}
