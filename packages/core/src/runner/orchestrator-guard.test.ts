import { describe, expect, it } from 'vitest'
import { findLeftOver, runOrchestrator, runToEnd, shell, start } from '../../test/run-program.ts'

/** Starts a stubborn child with a stubborn grandchild in another session, and prints their mark. */
const START = `
  const stubborn = "trap '' TERM; echo ready; while :; do sleep 600; done"
  const started = await helpers.start(
    helpers.shell('setsid sh -c "' + stubborn + '" & ' + stubborn, { killGraceMs: GRACE }),
  )
  await helpers.nextLine(started)
  await helpers.nextLine(started)
  console.log(started.mark)
`
const withGrace = (graceMs: number): string => START.replace('GRACE', String(graceMs))

const markIn = (output: string): string => /^[0-9a-f]{32}$/m.exec(output)?.[0] ?? 'no mark'

describe('an orchestrator with a running child', { timeout: 30_000 }, () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'takes it along when it dies by %s',
    async (signal) => {
      const end = await runOrchestrator(`
      runner.beforeDeath(() => console.log('left over', helpers.findLeftOver(started.mark).length))
      ${withGrace(100)}
      started.exit.then(({ stopReason }) => console.log(stopReason))
      process.kill(process.pid, '${signal}')
    `)
      expect(end).toMatchObject({ code: null, signal })
      expect(end.output).toMatch(/\ncancelled\nleft over 0\n$/)
      expect(findLeftOver(markIn(end.output))).toEqual([])
    },
  )

  it('starts nothing new while it is dying', async () => {
    const { output } = await runOrchestrator(`
      ${withGrace(100)}
      started.exit.then(async () => {
        const { failure } = await runner.startProcess(helpers.shell('true'))
        console.log(failure.kind, failure.message)
      })
      process.kill(process.pid, 'SIGINT')
    `)
    expect(output).toMatch(
      /\ncancelled Nothing was started: this process is ending \(SIGINT\)\.\n$/,
    )
  })

  it('does not wait any longer when it is told twice', async () => {
    const end = await runOrchestrator(`
      ${withGrace(600_000)}
      process.kill(process.pid, 'SIGINT')
      setTimeout(() => process.kill(process.pid, 'SIGINT'), 400)
    `)
    expect(end.signal).toBe('SIGINT')
    expect(findLeftOver(markIn(end.output))).toEqual([])
  })

  it('takes a signal that comes twice at once for one', async () => {
    const end = await runOrchestrator(`
      ${withGrace(200)}
      started.exit.then(({ stopReason }) => console.log(stopReason))
      process.kill(process.pid, 'SIGTERM')
      setTimeout(() => process.kill(process.pid, 'SIGTERM'), 10)
    `)
    expect(end.signal).toBe('SIGTERM')
    expect(end.output).toMatch(/\ncancelled\n$/)
  })

  it.each([
    ['process.exit', 'process.exit(7)', 7],
    ['an exception', "setTimeout(() => { throw new Error('thrown') })", 1],
  ])('takes it along when it ends by %s', async (_, how, code) => {
    const end = await runOrchestrator(`
      runner.beforeDeath(() => console.log('farewell'))
      runner.beforeDeath(() => console.log('never'))()
      ${withGrace(600_000)}
      ${how}
    `)
    expect(end).toMatchObject({ code, signal: null })
    expect(end.output).toMatch(/^[0-9a-f]{32}\nfarewell\n$/)
    expect(findLeftOver(markIn(end.output))).toEqual([])
  })

  it('leaves the decision to a host that listens itself', async () => {
    const end = await runOrchestrator(`
      process.on('SIGTERM', () => console.log('host'))
      ${withGrace(100)}
      process.kill(process.pid, 'SIGTERM')
      console.log((await started.exit).stopReason)
      console.log((await helpers.runToEnd(helpers.shell('echo goes on'))).lines[0])
    `)
    expect(end).toMatchObject({ code: 0, signal: null })
    expect(end.output).toMatch(/\nhost\ncancelled\ngoes on\n$/)
  })
})

describe('the listeners', () => {
  const count = (): number =>
    process.listenerCount('SIGINT') +
    process.listenerCount('SIGTERM') +
    process.listenerCount('SIGHUP')

  it('are there once while anything runs, and then gone', async () => {
    const before = count()
    const runs = await Promise.all([start(shell('cat')), start(shell('cat'))])
    expect(count()).toBe(before + 3)
    await Promise.all(runs.map((run) => run.exit))
    expect(count()).toBe(before)
    await runToEnd(shell('true'))
    expect(count()).toBe(before)
  })
})
