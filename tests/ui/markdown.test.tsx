import {screen} from '@testing-library/react'
import {expect, test} from 'vitest'
import {isSecureWebAddress} from '../../src/core/article/web-address.ts'
import {Markdown, OpenableContext} from '../../src/renderer/ui/markdown.tsx'
import {show} from './dom.tsx'

const shown = (): HTMLElement => document.querySelector<HTMLElement>('.markdown')!

test('[SEC44] what is written in Markdown is shown with its marks, each part in the direction of its own words, and HTML as text', () => {
  show(<Markdown below={2} text={'# Wann\n\nOnly **said** 🧊\nand *done*.\n\n- שלום\n- <img src=x onerror=alert(1)>\n\n3. c'} />)
  expect(screen.getByRole('heading', {level: 3, name: 'Wann'})).toBeDefined()
  expect(shown().innerHTML).toBe(
    '<h3 dir="auto">Wann</h3><p dir="auto">Only <strong>said</strong> 🧊<br>and <em>done</em>.</p>' +
      '<ul dir="auto"><li>שלום</li><li>&lt;img src=x onerror=alert(1)&gt;</li></ul><ol dir="auto" start="3"><li>c</li></ol>',
  )
})

test('its links open outside; one that this window opens nowhere stands there to be copied, and in a tip none is one', () => {
  const text = '[a](https://example.org/a) [b](http://example.org/b) [c](javascript:alert(1)) ![d](https://example.org/d.png)'
  const {again} = show(<Markdown below={2} text={text} />)
  expect(screen.getAllByRole('link').map(link => [link.textContent, link.getAttribute('href'), link.getAttribute('target'), link.getAttribute('rel')])).toEqual(
    [
      ['a', 'https://example.org/a', '_blank', 'noopener noreferrer'],
      ['b', 'http://example.org/b', '_blank', 'noopener noreferrer'],
      ['d', 'https://example.org/d.png', '_blank', 'noopener noreferrer'],
    ],
  )
  expect(document.querySelector('img')).toBeNull()
  again(
    <OpenableContext value={isSecureWebAddress}>
      <Markdown below={2} text={text} />
    </OpenableContext>,
  )
  expect(shown().textContent).toBe('a b (http://example.org/b) c d')
  again(<Markdown below={2} text={text} plain />)
  expect([screen.queryByRole('link'), shown().textContent]).toEqual([null, 'a b c d'])
})
