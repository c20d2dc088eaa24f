import { execFileSync } from 'node:child_process'
import { chmodSync, realpathSync } from 'node:fs'
import type { CaseContext } from './case-context.ts'
import { requirePrograms } from './require-programs.ts'

const NAMESPACE = ['--map-root-user', '--net', '--']

/**
 * A program that runs the CLI in a network namespace without any interface.
 *
 * @returns Its path.
 * @throws Error where there are no such namespaces: a case that is left out would look like one that holds.
 */
export function isolateFromNetwork({ cli, executable, workspace }: CaseContext): string {
  requirePrograms(['unshare'], 'the network is cut with it. It is part of util-linux, on Linux.')
  execFileSync('unshare', [...NAMESPACE, 'true'], { stdio: ['ignore', 'ignore', 'pipe'] })
  const real = realpathSync(executable)
  const [provider] = cli.plugin.providers
  const program = provider?.executable.native?.(real) ?? real
  const wrapper = workspace.write(
    `${workspace.root}/bin/${cli.id}`,
    `#!/bin/sh\nexec unshare ${NAMESPACE.join(' ')} '${program}' "$@"\n`,
  )
  chmodSync(wrapper, 0o755)
  return wrapper
}
