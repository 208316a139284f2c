import type {Configuration} from 'electron-builder'

/** What is packed, and how each system is told about it. `tests/packaging` packs with it and looks inside. */
const config: Configuration = {
  appId: 'org.claimlight.Claimlight',
  productName: 'Claimlight',
  copyright: 'The Claimlight authors, Apache License 2.0',
  directories: {output: 'out/packed', buildResources: 'resources/packaging'},

  files: [
    'out/main/**',
    'out/preload/**',
    'out/renderer/**',
    'resources/sample/**',
    'resources/schemas/**',
    'LICENSE',
    'NOTICE',
    '!**/*.map',
    '!node_modules/**/*.{ts,cts,mts,tsx,flow,md,markdown}',
    // Where libsql has a library for musl beside the one for glibc: the packages made here are for glibc.
    '!node_modules/@libsql/*-musl/**',
  ],
  asar: true,
  // The system's loader opens libsql's library itself, and cannot look into an archive.
  asarUnpack: ['node_modules/@libsql/**', '**/*.node'],
  // libsql ships built libraries for N-API; nothing is compiled.
  npmRebuild: false,

  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  },

  electronLanguages: ['en-US'],
  protocols: [{name: 'Claimlight invitation', schemes: ['claimlight']}],

  linux: {
    target: ['AppImage', 'deb'],
    category: 'Science',
    synopsis: 'Annotate claims, stances and entities in articles',
    maintainer: 'The Claimlight authors <claimlight@users.noreply.github.com>',
  },
  mac: {
    target: ['dmg'],
    category: 'public.app-category.education',
    hardenedRuntime: true,
    // On macOS a project folder is a package: one thing in the Finder, opened by a double click. No other system has that.
    fileAssociations: [{ext: 'claimlight', name: 'Claimlight project', role: 'Editor', isPackage: true}],
  },
  win: {target: ['nsis']},
  nsis: {oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true, deleteAppDataOnUninstall: false},

  // Nothing is published from here: the release workflow makes a draft of what was packed.
  publish: null,
}

export default config
