import { defineConfig } from 'tsup'
import { settings } from '../../tsup.shared.ts'

export default defineConfig(
  settings({
    index: 'src/index.ts',
    'replay/index': 'src/replay/index.ts',
    'model-server/index': 'src/model-server/index.ts',
  }),
)
