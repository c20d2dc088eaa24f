#!/usr/bin/env node
// A made-up agent CLI for tests: each line of its prompt is something it does, in order.
//   say TEXT · tool NAME ok|failed · deny NAME · change PATH · usage INPUT OUTPUT MICRO_USD · structured JSON
//   print TEXT (no JSON) · stderr TEXT · wait MS · hang · exit CODE · die SIGNAL · env NAME · args · flood MEGABYTES · nul · end [TEXT] · fail KIND TEXT
//   once PATH ACTION…, only when PATH is not there, which it makes · unless NAME ACTION…, without that variable
import { existsSync, writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

let prompt = ''
for await (const chunk of process.stdin.setEncoding('utf8')) prompt += chunk

const emit = (event) => console.log(JSON.stringify(event))

const actions = {
  say: (...words) => emit({ type: 'say', text: words.join(' ') }),
  tool: (tool, ending) => emit({ type: 'tool', tool, ok: ending === 'ok' }),
  deny: (tool) => emit({ type: 'deny', tool }),
  change: (path) => emit({ type: 'change', path }),
  usage: (input, output, micro) =>
    emit({ type: 'usage', input: Number(input), output: Number(output), micro: Number(micro) }),
  structured: (...words) =>
    emit({ type: 'end', text: '', structured: JSON.parse(words.join(' ')) }),
  print: (...words) => console.log(words.join(' ')),
  stderr: (...words) => console.error(words.join(' ')),
  wait: (ms) => wait(Number(ms)),
  hang: () => wait(600_000),
  exit: (code) => process.exit(Number(code)),
  die: (signal) => process.kill(process.pid, signal) && wait(10_000),
  env: (name) => emit({ type: 'say', text: `${name}=${process.env[name] ?? ''}` }),
  args: () => emit({ type: 'say', text: JSON.stringify(process.argv.slice(2)) }),
  flood: async (count) => {
    for (let n = Number(count); n > 0; n--) {
      emit({ type: 'say', text: 'x'.repeat(1024 * 1024) })
      await new Promise(setImmediate)
    }
  },
  nul: () => emit({ type: 'end', text: 'a\0b' }),
  end: (...words) => emit({ type: 'end', text: words.join(' ') }),
  once: (path, ...action) => {
    if (existsSync(path)) return
    writeFileSync(path, '')
    return act(...action)
  },
  unless: (name, ...action) => (process.env[name] === undefined ? act(...action) : undefined),
  fail: (kind, ...words) => emit({ type: 'end', text: '', kind, message: words.join(' ') }),
}

const act = (action, ...words) => actions[action](...words)

emit({ type: 'hello', session: 'session-1', model: 'echo-large-1' })
for (const line of prompt.split('\n').filter((text) => text !== '')) {
  await act(...line.split(' '))
}
