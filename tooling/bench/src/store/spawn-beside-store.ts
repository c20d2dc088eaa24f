import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { openStore } from '../../../../packages/core/src/store/open-store.ts'
import { RARE_AGENT } from './corpus.ts'

const [root] = process.argv.slice(2)
const store = root === undefined ? null : openStore({ root })
store?.taskDelegations.where({ agent: RARE_AGENT })
store?.taskDelegations.groupBy('status', { strict: true })

process.on('message', async () => {
  const start = performance.now()
  await once(spawn('/bin/true', { stdio: 'ignore' }), 'exit')
  process.send?.(performance.now() - start)
})
process.send?.('ready')
