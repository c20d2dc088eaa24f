import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Provider } from '@htmlgraph/core/provider'
import type { FakeAgent } from './fake-agent.ts'
import { linesOf } from './lines.ts'
import type { Subject } from './subject.ts'

/** What was read back after a run. */
export interface FilesSeen {
  /** Whether each file that was asked for came. */
  readonly isComplete: boolean
  readonly texts: readonly string[]
}

/** A provider that says which files it wants, and which it got. */
export interface WatchedFiles {
  readonly watched: Subject
  seen(): FilesSeen
}

/** The same provider; an agent finds the paths of what is read back in `wanted.json`, beside its script. */
export async function watchFiles(subject: Subject, agent: FakeAgent): Promise<WatchedFiles> {
  const sessionId = await findSession(subject)
  let seen: FilesSeen = { isComplete: false, texts: [] }
  const provider: Provider = Object.freeze({
    ...subject.provider,
    command: (...given: Parameters<Provider['command']>) => {
      const command = subject.provider.command(...given)
      const paths = (command.collect ?? []).map(({ path }) =>
        path.replaceAll('{sessionId}', sessionId).replaceAll('*', 'x'),
      )
      writeFileSync(join(agent.directory, 'wanted.json'), JSON.stringify(paths))
      seen = { isComplete: paths.length === 0, texts: [] }
      return command
    },
    finish: (...given: Parameters<Provider['finish']>) => {
      const texts = [...given[1].files.values()]
      seen = { isComplete: seen.isComplete || texts.length > 0, texts }
      return subject.provider.finish(...given)
    },
  })
  return { watched: subject.with(provider), seen: () => seen }
}

async function findSession(subject: Subject): Promise<string> {
  const events = await subject.parse(linesOf(subject.sample().stdout))
  const sessions = events.flatMap((event) => (event.type === 'session' ? event.sessionId : []))
  return sessions.find((sessionId) => sessionId !== null) ?? 'none'
}
