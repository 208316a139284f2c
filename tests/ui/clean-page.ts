import {cleanup, configure} from '@testing-library/react'
import {afterEach} from 'vitest'

// Run before each file: modules stay from one to the next, the page does not. Some files have none.

// happy-dom has no top layer: popovers are simply there.
if (typeof HTMLElement !== 'undefined') HTMLElement.prototype.showPopover ??= () => {}

// A second, as it is by default, is not enough where a hub waits for a busy disk.
configure({asyncUtilTimeout: 60_000})

afterEach(cleanup)
