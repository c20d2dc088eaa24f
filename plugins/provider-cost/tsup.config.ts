import { defineConfig } from 'tsup'
import { settings } from '../../tsup.shared.ts'

export default defineConfig(settings({ index: 'src/index.ts' }))
