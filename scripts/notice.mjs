import {readFileSync, writeFileSync} from 'node:fs'
import {inRoot} from './lib/root.mjs'
import {shippedPackages} from './lib/shipped-packages.mjs'

const HEAD = `Claimlight
Copyright 2026 The Claimlight authors

Claimlight is under the Apache License, Version 2.0 (see LICENSE). What is shipped with it, in the page, the desktop app, the hub or the
command line, has licences of its own. Each package is listed with its version and its licence, under the name that it has at
https://spdx.org/licenses; whose it is, and the text of its licence, is said in the package. The desktop app also ships Electron and Chromium, whose
licences are in the files LICENSE.electron.txt and LICENSES.chromium.html beside its program. This list is written by scripts/notice.mjs.

The fonts are under the SIL Open Font License, Version 1.1 (https://openfontlicense.org):
Inter, Copyright 2016 The Inter Project Authors; Source Serif 4, Copyright 2014-2023 Adobe.

The table of word boundaries is made from data files of Unicode, Copyright 1991-2025 Unicode, Inc., under the Unicode License v3
(https://www.unicode.org/license.txt).
`

const notice = `${HEAD}\n${shippedPackages().map(lineOf).join('\n')}\n`

if (!process.argv.includes('--check')) writeFileSync(inRoot('NOTICE'), notice)
else if (readFileSync(inRoot('NOTICE'), 'utf8') !== notice) {
  console.error('NOTICE does not list what is shipped. Write it anew with node scripts/notice.mjs.')
  process.exitCode = 1
}

function lineOf({name, version, licence, note}) {
  return `- ${name} ${version}: ${licence}${note === undefined ? '' : ` (${note})`}`
}
