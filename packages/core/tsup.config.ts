import { defineConfig } from 'tsup'
import { settings } from '../../tsup.shared.ts'

/** In one file of its own: a process that only reads records would need longer to find the parts than to read. */
const store = settings({ store: 'src/store.ts' })

export default defineConfig([
  {
    ...settings({
      index: 'src/index.ts',
      orchestration: 'src/orchestration.ts',
      provider: 'src/provider.ts',
    }),
    clean: ['!store.js', '!store.js.map'],
  },
  { ...store, splitting: false, clean: false, noExternal: ['fastest-levenshtein'] },
])
