import { connect } from 'node:net'

const HTTPS_PORT = 443

/** Whether an API host answers. */
export interface HostReport {
  readonly host: string
  /** `null` when it answers. */
  readonly problem: string | null
}

/**
 * Opens a TCP connection and closes it; nothing is sent.
 *
 * @param host A name, or `name:port`. @param timeoutMs After this long it counts as silent.
 */
export function reachHost(host: string, timeoutMs = 5000): Promise<HostReport> {
  const [name = host, port = HTTPS_PORT] = host.split(':')
  return new Promise((resolve) => {
    const socket = connect({ host: name, port: Number(port), timeout: timeoutMs })
    const settle = (problem: string | null): void => {
      socket.destroy()
      resolve({ host, problem })
    }
    socket.once('connect', () => settle(null))
    socket.once('timeout', () => settle(`did not answer within ${timeoutMs / 1000} s`))
    socket.once('error', (error: NodeJS.ErrnoException) => settle(error.code ?? error.message))
  })
}
