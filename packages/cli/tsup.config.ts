import { defineConfig } from 'tsup'
import { settings } from '../../tsup.shared.ts'

export default defineConfig(settings({ main: 'src/main.ts' }))
