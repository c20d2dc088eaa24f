import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A proxy that lets nobody out. */
export interface Proxy {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  /** The hosts that somebody wanted to reach, in order. */
  readonly hosts: readonly string[]
  close(): Promise<void>
}

/** Starts a proxy on loopback that notes who is asked for, and refuses. */
export async function startProxy(): Promise<Proxy> {
  const hosts: string[] = []
  const server = createServer((request, response) => {
    hosts.push(new URL(request.url ?? '', 'http://proxy').host)
    response.writeHead(502).end()
  })
  server.on('connect', ({ url = '' }, socket) => {
    hosts.push(url)
    // A client that is refused may break off first.
    socket.on('error', () => socket.destroy())
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
  })
  const listening = Promise.withResolvers<void>()
  server.once('error', listening.reject).listen(0, '127.0.0.1', listening.resolve)
  await listening.promise
  const { port } = server.address() as AddressInfo
  const close = (): Promise<void> => {
    const closed = Promise.withResolvers<void>()
    server.close(() => closed.resolve())
    server.closeAllConnections()
    return closed.promise
  }
  return { url: `http://127.0.0.1:${port}`, hosts, close }
}
