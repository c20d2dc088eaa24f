import { spawn } from 'node:child_process'
import { delimiter, parse } from 'node:path'
import { pathToFileURL } from 'node:url'
import { safePathEntries } from '@htmlgraph/core'
import type { CommandContext } from './command.ts'

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}

/**
 * Opens a file with what the desktop has for it, never with a program of the working directory.
 *
 * @param path Absolute. @returns whether that could be started.
 */
export async function openInBrowser(path: string, { cwd, env }: CommandContext): Promise<boolean> {
  const [command, ...args] = OPENERS[process.platform] ?? ['xdg-open']
  return new Promise((resolve) => {
    const opener = spawn(command, [...args, pathToFileURL(path).href], {
      env: { ...env, PATH: safePathEntries(env.PATH, cwd).join(delimiter) },
      cwd: parse(path).root,
      stdio: 'ignore',
      detached: true,
    })
    opener.once('error', () => resolve(false))
    opener.once('spawn', () => {
      opener.unref()
      resolve(true)
    })
  })
}
