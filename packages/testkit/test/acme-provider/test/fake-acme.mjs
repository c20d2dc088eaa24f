// The made-up CLI `acme` 1.4.0: prints JSON lines, takes the prompt on standard input.
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    allow: { type: 'string', default: 'nothing' },
    tone: { type: 'string', default: 'terse' },
    model: { type: 'string', default: 'acme-2' },
  },
})
const print = (event, details) => console.log(JSON.stringify({ event, ...details }))
const prompt = await text(process.stdin)

if (prompt.includes('without login')) {
  console.error('acme: not logged in; run "acme login".')
  process.exit(3)
}
print('start', { session: 'session-1', model: values.model })
if (prompt.includes('write')) {
  const isAllowed = values.allow === 'edits'
  print('tool', { id: 'tool-1', name: 'write' })
  if (!isAllowed) print('refused', { name: 'write' })
  print('tool-done', { id: 'tool-1', ok: isAllowed })
}
if (!prompt.includes('say nothing')) {
  print('say', { text: values.tone === 'terse' ? 'Done.' : 'All done, with pleasure!' })
}
print('usage', { input: 120, output: 8 })
const limit = { kind: 'rate-limit', message: 'Too many requests; wait a minute.' }
const cut = { kind: 'network', message: 'The connection was lost.' }
const error = prompt.includes('too often') ? limit : prompt.includes('offline') ? cut : null
print('done', { error })
process.exitCode = error === null ? 0 : 1
