import { describe, expect, it } from 'vitest'
import {
  createJob,
  findLeftOver,
  isAlive,
  nextLine,
  node,
  readAll,
  runToEnd,
  shell,
  start,
} from '../../test/run-program.ts'

/** Longer than any test waits; a process that lives this long was forgotten. */
const FOREVER = 'sleep 600'

describe('a deadline', { timeout: 30_000 }, () => {
  it('ends a run that takes too long, and keeps what it printed', async () => {
    const exit = await runToEnd(shell(`echo half; ${FOREVER}`, { timeoutMs: 300 }))
    expect(exit).toMatchObject({ lines: ['half'], stopReason: 'timeout', signal: 'SIGTERM' })
    expect(findLeftOver(exit.mark)).toEqual([])
  })

  it('ends a run that has gone silent', async () => {
    const exit = await runToEnd(shell(FOREVER, { timeoutMs: 20_000, idleTimeoutMs: 200 }))
    expect(exit).toMatchObject({ stopReason: 'idle-timeout' })
  })

  it('hears both outputs as signs of life', async () => {
    const script = 'for i in 1 2 3 4 5 6; do echo $i; sleep 0.2; echo $i >&2; sleep 0.2; done'
    const exit = await runToEnd(shell(script, { idleTimeoutMs: 1_500 }))
    expect(exit).toMatchObject({ exitCode: 0, stopReason: null })
  })

  it('does not take it for silence that nobody reads, and holds the child back', async () => {
    const program = `
      let written = 0
      const chunk = 'x'.repeat(65535) + '\\n'
      const write = () => process.stdout.write(chunk, () => { written += chunk.length; write() })
      process.on('SIGTERM', () => { console.error(written); process.exit(0) })
      write()
    `
    const started = await start(node(program, { timeoutMs: 4_000, idleTimeoutMs: 1_200 }))
    const exit = await started.exit
    expect(exit.stopReason).toBe('timeout')
    expect(Number(exit.stderrTail)).toBeGreaterThan(0)
    expect(Number(exit.stderrTail)).toBeLessThan(8_000_000)
  })

  it('counts for nothing after the end', async () => {
    const started = await start(shell('exit 0', { timeoutMs: 60_000 }))
    const exit = await started.exit
    started.stop('timeout')
    expect(exit.stopReason).toBeNull()
    expect(started.stopReason).toBeNull()
  })
})

describe('stopping', { timeout: 30_000 }, () => {
  it('tells the first of several reasons', async () => {
    const started = await start(shell(`echo ready; ${FOREVER}`))
    await nextLine(started)
    started.stop('cancelled')
    started.stop('timeout')
    expect(started.stopReason).toBe('cancelled')
    expect((await started.exit).stopReason).toBe('cancelled')
  })

  it('lets a child clean up', async () => {
    const script = `trap 'echo cleaning; exit 7' TERM; echo ready; ${FOREVER} & wait`
    const started = await start(shell(script, { killGraceMs: 20_000 }))
    expect(await nextLine(started)).toBe('ready')
    started.stop('cancelled')
    expect(await readAll(started)).toEqual(['cleaning'])
    expect(await started.exit).toMatchObject({ exitCode: 7, stopReason: 'cancelled' })
    expect(findLeftOver(started.mark)).toEqual([])
  })

  it('lets the rest of the group clean up when the first process goes at once', async () => {
    const inner = "trap 'echo inner cleaned; exit' TERM; echo ready; sleep 600 & wait"
    const started = await start(shell(`sh -c "${inner}" & wait`, { killGraceMs: 20_000 }))
    await nextLine(started)
    started.stop('cancelled')
    expect(await readAll(started)).toEqual(['inner cleaned'])
    await started.exit
    expect(findLeftOver(started.mark)).toEqual([])
  })

  // Faults: SIGTERM is ignored.
  it('kills a child that does not want to go', async () => {
    const started = await start(shell(`trap '' TERM; echo ready; while :; do ${FOREVER}; done`))
    await nextLine(started)
    started.stop('cancelled')
    expect(await started.exit).toMatchObject({ signal: 'SIGKILL', stopReason: 'cancelled' })
    expect(findLeftOver(started.mark)).toEqual([])
  })

  // Faults: a grandchild in a session of its own.
  it('does not wait for a grandchild that has left the group', async () => {
    const exit = await runToEnd(shell(`setsid ${FOREVER}`, { timeoutMs: 300 }))
    expect(exit.stopReason).toBe('timeout')
    expect(findLeftOver(exit.mark)).toEqual([])
  })

  it('finds a descendant that has left the group and dropped its environment', async () => {
    const started = await start(shell("env -i setsid sh -c 'echo $$; exec sleep 600' & wait"))
    const pid = Number(await nextLine(started))
    expect(isAlive(pid)).toBe(true)
    started.stop('cancelled')
    await started.exit
    expect(isAlive(pid)).toBe(false)
  })

  it('finds a grandchild whose parents are gone', async () => {
    const started = await start(shell(`(setsid ${FOREVER} &) ; echo ready; ${FOREVER}`))
    await nextLine(started)
    started.stop('cancelled')
    await started.exit
    expect(findLeftOver(started.mark)).toEqual([])
  })
})

describe('after a normal end', { timeout: 30_000 }, () => {
  // Faults: a grandchild holds the outputs open.
  it('waits only shortly for who holds the output, and keeps what was printed', async () => {
    const exit = await runToEnd(shell(`echo done; ${FOREVER} & exit 0`))
    expect(exit).toMatchObject({ lines: ['done'], exitCode: 0, stopReason: null })
    expect(exit.durationMs).toBeGreaterThan(900)
    expect(findLeftOver(exit.mark)).toEqual([])
  })

  it('lets a descendant finish its last words', async () => {
    const exit = await runToEnd(shell('(sleep 0.1; echo last) & exit 0'))
    expect(exit.lines).toEqual(['last'])
  })

  it('sweeps what was left in the background', async () => {
    const exit = await runToEnd(shell(`nohup setsid ${FOREVER} >/dev/null 2>&1 & exit 0`))
    expect(exit.exitCode).toBe(0)
    expect(findLeftOver(exit.mark)).toEqual([])
  })

  it('kills what was left and does not want to go', async () => {
    const stubborn = "trap '' TERM HUP; while :; do sleep 600; done"
    const exit = await runToEnd(shell(`setsid sh -c "${stubborn}" >/dev/null 2>&1 & exit 0`))
    expect(findLeftOver(exit.mark)).toEqual([])
  })

  // Faults: a helper of a sandbox that was still being set up when its CLI ended.
  it('sweeps what has left the group, dropped its environment and lost its parent', async () => {
    const script = `set -m; env -i ${FOREVER} >/dev/null 2>&1 & echo $!`
    const exit = await runToEnd(createJob('/bin/bash', ['-c', script]))
    const pid = Number(exit.lines[0])
    expect(pid).toBeGreaterThan(1)
    expect(isAlive(pid)).toBe(false)
  })
})
