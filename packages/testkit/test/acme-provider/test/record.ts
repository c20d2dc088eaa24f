import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createFakeExecutable, type Recording, recordRun } from '@htmlgraph/testkit/replay'

const RUNS: Readonly<Record<string, { readonly allow: string; readonly stdin: string }>> = {
  hello: { allow: 'nothing', stdin: 'Say hello' },
  writes: { allow: 'edits', stdin: 'Please write hello.txt' },
  denied: { allow: 'nothing', stdin: 'Please write hello.txt' },
  empty: { allow: 'nothing', stdin: 'Please say nothing' },
  'rate-limit': { allow: 'nothing', stdin: 'Ask too often' },
  network: { allow: 'nothing', stdin: 'Go on offline' },
  'no-login': { allow: 'nothing', stdin: 'Run without login' },
}

/** Runs the CLI once for each recording and writes `acme-1.4.0-<name>` into `directory`. */
export async function recordAcme(directory: string): Promise<Recording[]> {
  const script = readFileSync(join(import.meta.dirname, 'fake-acme.mjs'), 'utf8')
  const cli = createFakeExecutable({ name: 'acme', script })
  try {
    const runs = Object.entries(RUNS).map(([name, { allow, stdin }]) =>
      recordRun({
        executable: cli.path,
        args: ['run', '--json', '--allow', allow, '--tone', 'terse'],
        env: { ACME_API_KEY: 'dummy' },
        stdin,
        notes: ['version=1.4.0'],
        rewrite: { [cli.directory]: '/sandbox' },
        directory: join(directory, `acme-1.4.0-${name}`),
      }),
    )
    return await Promise.all(runs)
  } finally {
    cli.dispose()
  }
}

if (import.meta.main) await recordAcme(join(import.meta.dirname, 'recordings'))
