// Runs after every install, whichever pnpm did it, so that the bootstrap need not install again.
import { fileURLToPath } from 'node:url'
import { writeStamp } from './src/install-state.mjs'

writeStamp(fileURLToPath(new URL('../..', import.meta.url)))
