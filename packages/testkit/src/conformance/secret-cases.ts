import { SDK } from '@htmlgraph/core'
import type { RunEvent } from '@htmlgraph/core/provider'
import { expect } from 'vitest'
import { createSecrets, findSecrets, readTree } from './canaries.ts'
import type { ConformanceCase } from './conformance-case.ts'
import { createFakeAgent } from './fake-agent.ts'
import { watchFiles } from './watch-files.ts'

/** As it is, in pieces, as JSON writes it, as JSON may write it, and in two texts that stand side by side. */
const TELL = String.raw`const spell = (text) =>
  [...text].map((letter) => '\\u' + letter.charCodeAt(0).toString(16).padStart(4, '0')).join('')
const asJson = (text) => JSON.stringify(text).slice(1, -1)
const tell = async (secret) => {
  printLines([secret, JSON.stringify({ htmlgraph: secret, [secret]: true })])
  print('key: ' + secret + '\n', 2)
  await trickle('key=' + secret + '\n')
  await trickle('key=' + secret + '\n', 2)
  await trickle(saying(asJson(secret)) + '\n')
  const half = Math.floor(secret.length / 2)
  const halves = [secret.slice(0, half), secret.slice(half)].map(asJson)
  const texts = [spell(secret), asJson(JSON.stringify({ secret })), ...halves]
  printLines(texts.map(saying))
}
`

/** That no key of the caller comes out of a run, wherever the agent puts it. */
export const secretCases: readonly ConformanceCase[] = [
  {
    name: 'secrets-printed',
    title: 'keeps keys out of events and result, however the agent prints them',
    async run(subject) {
      const secrets = createSecrets(subject.provider)
      const values = Object.values(secrets)
      const script = `${TELL}begin()\nfor (const secret of data) await tell(secret)\nend()`
      const agent = await createFakeAgent(subject, script, values)
      const run = subject.spawn({ executable: agent.path, outputJson: true }, secrets)
      const events: RunEvent[] = []
      for await (const event of run) events.push(event)
      const result = await run
      expect(result).toMatchObject({ outcome: 'completed' })
      expect(findSecrets(events, values), 'keys in events').toEqual([])
      expect(findSecrets(result, values), 'keys in the result').toEqual([])
      expect(JSON.stringify(result.stderrTail), 'but what stood around them').toContain('key: ')
    },
  },
  {
    name: 'secrets-recorded',
    title:
      'keeps keys out of the record on disk, also when the run fails with one in its last words',
    async run(subject) {
      const secrets = createSecrets(subject.provider)
      const values = Object.values(secrets)
      const fail = 'print(data.join(" "), 2)\nprocess.exit(1)'
      const script = `${TELL}begin()\nfor (const secret of data) await tell(secret)\n${fail}`
      const agent = await createFakeAgent(subject, script, values)
      const root = subject.temporaryDirectory()
      const sdk = new SDK({ root, spawner: subject.spawner({ variables: secrets }) })
      const taskId = await sdk.delegate(subject.toTask({ executable: agent.path }))
      const record = await sdk.waitFor(taskId)
      expect(record).toMatchObject({ status: 'failed' })
      expect(findSecrets(record, values), 'keys in the record').toEqual([])
      expect(findSecrets(readTree(root), values), 'keys on disk').toEqual([])
    },
  },
  {
    name: 'secrets-collected',
    title: 'keeps keys out of the files that are read back',
    async run(subject) {
      const secrets = createSecrets(subject.provider)
      const values = Object.values(secrets)
      const script = `const text = data.flatMap((secret) => [secret, JSON.stringify({ secret })]).join('\\n')
        begin()
        for (const path of JSON.parse(readFileSync(new URL('wanted.json', import.meta.url), 'utf8'))) {
          mkdirSync(dirname(path), { recursive: true })
          writeFileSync(path, text)
        }
        end()`
      const agent = await createFakeAgent(subject, script, values)
      const { watched, seen } = await watchFiles(subject, agent)
      const result = await watched.spawn({ executable: agent.path }, secrets)
      expect(seen(), 'what is read back').toMatchObject({ isComplete: true })
      expect(findSecrets(seen().texts, values), 'keys in the files').toEqual([])
      expect(findSecrets(result, values), 'keys in the result').toEqual([])
    },
  },
]
