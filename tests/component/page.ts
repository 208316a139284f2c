// What happy-dom lacks of a browser and the window asks for. Nothing is laid out or painted here.

/** Some rules are beyond it, those of highlights for one. */
const {insertRule} = CSSStyleSheet.prototype
CSSStyleSheet.prototype.insertRule = function (rule, index) {
  try {
    return insertRule.call(this, rule, index)
  } catch {
    return insertRule.call(this, '.unknown {}', index)
  }
}

/** It loads no fonts. */
Object.defineProperty(document, 'fonts', {value: new EventTarget(), configurable: true})

/** Nothing has a height: without one a list would show none of its lines. */
const sized = (property: 'clientHeight' | 'offsetHeight', height: number): void =>
  void Object.defineProperty(HTMLElement.prototype, property, {configurable: true, get: () => height})
sized('clientHeight', 800)
sized('offsetHeight', 60)
/** A grid without a width would show none of its columns; nothing else has one. */
Object.defineProperty(HTMLElement.prototype, 'clientWidth', {
  configurable: true,
  get(this: HTMLElement) {
    return this.role === 'grid' ? 1200 : 0
  },
})

/** Whoever waits for an idle moment has one at once. */
window.requestIdleCallback ??= callback => window.setTimeout(() => callback({didTimeout: false, timeRemaining: () => 50}))
window.cancelIdleCallback ??= handle => window.clearTimeout(handle)
