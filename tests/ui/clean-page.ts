import {cleanup} from '@testing-library/react'
import {afterEach} from 'vitest'

// Run before each file: modules stay from one to the next, the page does not. Some files have none.

// happy-dom has no top layer: popovers are simply there.
if (typeof HTMLElement !== 'undefined') HTMLElement.prototype.showPopover ??= () => {}

afterEach(cleanup)
