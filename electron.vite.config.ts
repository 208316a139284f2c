import {resolve} from 'node:path'
import react from '@vitejs/plugin-react'
import {defineConfig} from 'electron-vite'

const at = (path: string) => resolve(import.meta.dirname, path)

export default defineConfig({
  main: {
    build: {
      externalizeDeps: true,
      sourcemap: true,
      rolldownOptions: {
        input: {index: at('src/main/index.ts'), cli: at('src/cli/main.ts'), 'task-thread': at('src/hub/tasks/task-thread.ts')},
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload can require nothing but electron, and only as CommonJS.
      externalizeDeps: false,
      isolatedEntries: true,
      sourcemap: true,
      rolldownOptions: {
        input: {index: at('src/preload/index.ts')},
        output: {format: 'cjs', entryFileNames: '[name].cjs'},
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    plugins: [react()],
    // For a browser it would read named characters of Markdown by setting HTML: this is its table of them, as in Node.
    resolve: {alias: {'decode-named-character-reference': at('node_modules/decode-named-character-reference/index.js')}},
    build: {
      // Every asset is a file: the window's content security policy allows no data: fonts or scripts.
      assetsInlineLimit: 0,
      sourcemap: true,
      rolldownOptions: {
        input: {index: at('src/renderer/index.html')},
        // In one file, which all others that make shapes import: however the rest is divided, it has run before them.
        output: {codeSplitting: {groups: [{name: 'shapes', test: /without-eval|node_modules[\\/]zod/}]}},
      },
    },
  },
})
