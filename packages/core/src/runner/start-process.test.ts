import { describe, expect, it } from 'vitest'
import {
  findLeftOver,
  node,
  readAll,
  runOrchestrator,
  runToEnd,
  shell,
  start,
} from '../../test/run-program.ts'

describe('a process', { timeout: 30_000 }, () => {
  it('gives its lines, its exit code and the end of its errors', async () => {
    const exit = await runToEnd(shell('echo one; echo two; printf three; echo oops >&2; exit 3'))
    expect(exit).toMatchObject({
      lines: ['one', 'two', 'three'],
      exitCode: 3,
      signal: null,
      stopReason: null,
      stderrTail: 'oops\n',
      longLines: 0,
    })
    expect(exit.durationMs).toBeGreaterThan(0)
    expect(findLeftOver(exit.mark)).toEqual([])
  })

  it('tells the signal that ended it', async () => {
    expect(await runToEnd(shell('kill -9 $$'))).toMatchObject({ exitCode: null, signal: 'SIGKILL' })
  })

  it('takes the end of a line as Windows writes it', async () => {
    expect((await runToEnd(shell("printf 'one\\r\\n\\r\\ntwo\\r'"))).lines).toEqual([
      'one',
      '',
      'two',
    ])
  })

  it('runs under the name it is given', async () => {
    const { lines } = await runToEnd(
      shell('echo $0', { args: ['-c', 'ps -o args= -p $$'], argv0: 'acme' }),
    )
    expect(lines[0]).toMatch(/^acme -c/)
  })

  it('has only the environment of its job, and the mark', async () => {
    const { lines, mark } = await runToEnd(
      node('console.log(JSON.stringify(process.env))', { env: { A: 'b' } }),
    )
    const env = JSON.parse(lines[0] ?? '') as Record<string, string>
    expect(Object.keys(env).sort()).toEqual(['A', 'HTMLGRAPH_RUN_MARK'])
    expect(env.HTMLGRAPH_RUN_MARK?.split(',').at(-1)).toBe(mark)
  })

  it('carries the marks of the orchestrators above it', async () => {
    const { output } = await runOrchestrator(`
      process.env.HTMLGRAPH_RUN_MARK = 'outer'
      const { lines, mark } = await helpers.runToEnd(helpers.shell('echo $HTMLGRAPH_RUN_MARK'))
      console.log(lines[0] === 'outer,' + mark)
    `)
    expect(output).toBe('true\n')
  })

  // Faults: an agent that waits for its standard input.
  it('gets its input, and then the end of it', async () => {
    expect((await runToEnd(shell('cat', { stdin: 'ünï\nend' }))).lines).toEqual(['ünï', 'end'])
    expect((await runToEnd(shell('cat; echo over'))).lines).toEqual(['over'])
  })

  // Faults: an agent that never reads its standard input.
  it('may leave a megabyte of input unread', async () => {
    const stdin = 'x'.repeat(1_000_000)
    expect(await runToEnd(shell('exit 0', { stdin }))).toMatchObject({ exitCode: 0, signal: null })
    expect(await runToEnd(shell('exec 0<&-; echo bye; exit 4', { stdin }))).toMatchObject({
      exitCode: 4,
      lines: ['bye'],
    })
  })

  // Faults: binary output, invalid UTF-8, a character split over chunks.
  it('decodes what is no text', async () => {
    const program = `
      const write = (bytes) => require('fs').writeSync(1, Buffer.from(bytes))
      const fox = Buffer.from('🦊')
      write(fox.subarray(0, 2))
      setTimeout(() => write([...fox.subarray(2), 10, 0xff, 0xfe, 0x41, 10, 0xc3]), 50)
    `
    expect((await runToEnd(node(program))).lines).toEqual(['🦊', '\ufffd\ufffdA', '\ufffd'])
  })

  it('removes secrets, also when they come in pieces', async () => {
    const key = `sk-${'ant-'}api03-${'canary'.repeat(5)}`
    const program = `
      const text = ${JSON.stringify(`literal-secret and ${key}`)} + '\\n'
      const write = (index) => {
        if (index === text.length) return
        require('fs').writeSync(1, text[index])
        require('fs').writeSync(2, text[index])
        setTimeout(write, 1, index + 1)
      }
      write(0)
    `
    const exit = await runToEnd(node(program, { secrets: ['literal-secret'] }))
    expect(exit.lines).toEqual(['[redacted] and [redacted]'])
    expect(exit.stderrTail).toBe('[redacted] and [redacted]\n')
  })

  it('keeps the last 8 KiB of its errors, as whole characters', async () => {
    const program = "process.stderr.write('begin' + 'ü'.repeat(100000) + 'end.')"
    const { stderrTail } = await runToEnd(node(program))
    expect(Buffer.byteLength(stderrTail)).toBe(8 * 1024)
    expect(stderrTail).toMatch(/^ü+end\.$/)
  })

  it('counts the lines that were cut', async () => {
    const exit = await runToEnd(shell('printf %0100d 7; echo; echo short', { maxLineBytes: 10 }))
    expect(exit).toMatchObject({ lines: ['0000000000', 'short'], longLines: 1 })
  })

  // Faults: 1 GB of output; one line of more than 512 MiB.
  it.each([
    ['1 GB of lines', 'yes "$(printf %0999d 7)" | head -c 1000000000', 1_000_000],
    ['a line of 600 MB', 'head -c 600000000 /dev/zero | tr "\\0" x; echo; echo end', 2],
  ])('needs little memory for %s', async (_, script, count) => {
    const { output } = await runOrchestrator(`
      const peak = () => process.resourceUsage().maxRSS / 1000
      await helpers.runToEnd(helpers.shell('echo warm'))
      const before = peak()
      const started = await helpers.start(helpers.shell(${JSON.stringify(script)}))
      let count = 0
      for await (const line of started.lines) count += 1
      await started.exit
      console.log(JSON.stringify({ count, growthMb: peak() - before }))
    `)
    const { count: seen, growthMb } = JSON.parse(output) as { count: number; growthMb: number }
    expect(seen).toBe(count)
    expect(growthMb).toBeLessThan(64)
  })

  it('is not held back by a consumer that left', async () => {
    const started = await start(shell('head -c 20000000 /dev/zero | tr "\\0" "\\n"; exit 5'))
    for await (const _line of started.lines) break
    expect(await started.exit).toMatchObject({ exitCode: 5, stopReason: null })
  })

  it('leaves what it printed to a consumer that comes late', async () => {
    const started = await start(shell('seq 100000'))
    await started.exit
    expect((await readAll(started)).length).toBe(100_000)
  })
})
