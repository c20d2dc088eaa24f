import { defineConfig } from 'tsup'
import { settings } from '../../tsup.shared.ts'

export default defineConfig(
  settings({
    index: 'src/index.ts',
    orchestration: 'src/orchestration.ts',
    provider: 'src/provider.ts',
  }),
)
