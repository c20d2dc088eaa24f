import type { RunEvent } from '@htmlgraph/core'

/**
 * The made-up agent. Lines of its prompt that are events are printed as they are; `arguments` makes it say what it
 * was started with, `hang` makes it wait for a signal. It always ends with an `end` event, unless it hangs.
 */
export const MOCK_AGENT_SCRIPT: string = String.raw`
if (process.argv[2] === '--version') {
  console.log('mock-agent ' + (process.env.HOME ? '1.2.0' : 'without a home'))
  process.exit(0)
}
let prompt = ''
for await (const chunk of process.stdin) prompt += chunk
const lines = prompt.split('\n')
const say = (event) => console.log(JSON.stringify(event))
let last = ''
for (const line of lines) {
  if (line.startsWith('{')) {
    console.log(line)
    last = JSON.parse(line).text ?? last
  } else if (line === 'arguments') {
    say({ type: 'message', text: (last = process.argv[2]) })
  } else if (line === 'hang') {
    setInterval(() => {}, 60_000)
    await new Promise(() => {})
  } else {
    say({ type: 'message', text: (last = line) })
  }
}
if (!lines.some((line) => line.startsWith('{"type":"end"'))) {
  say({ type: 'end', response: last, failure: null })
}
`

/** A prompt that makes the made-up agent print these events. */
export function promptOf(...events: readonly RunEvent[]): string {
  return events.map((event) => JSON.stringify(event)).join('\n')
}
