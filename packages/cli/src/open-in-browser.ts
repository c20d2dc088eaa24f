import { spawn } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import type { CommandContext } from './command.ts'

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}

/** Opens a file with what the desktop has for it. @returns whether that could be started. */
export function openInBrowser(path: string, { env }: CommandContext): Promise<boolean> {
  const [command, ...args] = OPENERS[process.platform] ?? ['xdg-open']
  return new Promise((resolve) => {
    const opener = spawn(command, [...args, pathToFileURL(path).href], {
      env,
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
