import { mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMockProject, type MockProject } from '../../test/mock-project.ts'

let project: MockProject
beforeEach(() => {
  project = createMockProject()
  rmSync(join(project.root, 'htmlgraph.config.json'))
})
afterEach(() => project[Symbol.dispose]())

const read = (path: string): string => readFileSync(join(project.root, path), 'utf8')

/** Makes packages of this repository dependencies of the project. */
function install(...names: string[]): void {
  mkdirSync(join(project.root, 'node_modules', '@htmlgraph'), { recursive: true })
  for (const name of names) {
    const own = fileURLToPath(new URL(`../../node_modules/@htmlgraph/${name}`, import.meta.url))
    symlinkSync(own, join(project.root, 'node_modules', '@htmlgraph', name))
  }
  const dependencies = Object.fromEntries(names.map((name) => [`@htmlgraph/${name}`, '*']))
  const manifest = JSON.stringify({ name: 'mock', type: 'module', dependencies })
  writeFileSync(join(project.root, 'package.json'), manifest)
}

describe('htmlgraph init', { timeout: 60_000 }, () => {
  it('writes what a project needs, and says what', async () => {
    const { code, stdout } = await project.run(['init', '--yes'])
    expect(code).toBe(0)
    for (const path of [
      '.htmlgraph/',
      'htmlgraph.config.mjs',
      'htmlgraph-env.d.ts',
      '.gitignore',
    ]) {
      expect(stdout).toContain(`  ${path}  `)
    }
    expect(statSync(join(project.root, '.htmlgraph')).mode & 0o777).toBe(0o700)
    expect(read('.gitignore')).toContain('.htmlgraph/index.sqlite*\n.htmlgraph/runs/\n')
    expect((await project.run(['doctor'])).stdout).not.toContain('HG_CONFIG_INVALID')
  })

  it('writes TypeScript where the project has it, and imports what is installed', async () => {
    install('core', 'provider-claude')
    writeFileSync(join(project.root, 'tsconfig.json'), '{}')
    expect((await project.run(['init', '--yes'])).code).toBe(0)
    expect(read('htmlgraph.config.ts')).toContain("import { defineConfig } from '@htmlgraph/core'")
    expect(read('htmlgraph-env.d.ts')).toContain("import '@htmlgraph/provider-claude'\n")
    const { stdout, stderr } = await project.run(['doctor'])
    expect(stdout).toContain('@htmlgraph/provider-claude')
    expect(stderr).toBe('')
  })

  it('changes nothing that is there, and has nothing to do the second time', async () => {
    writeFileSync(join(project.root, 'htmlgraph.config.json'), '{}')
    writeFileSync(join(project.root, '.gitignore'), 'dist/')
    const first = await project.runJson(['init', '--yes'])
    expect(first.data).toMatchObject({
      root: project.root,
      written: [{ path: '.htmlgraph/' }, { path: 'htmlgraph-env.d.ts' }, { path: '.gitignore' }],
      kept: ['htmlgraph.config.json'],
    })
    expect(read('htmlgraph.config.json')).toBe('{}')
    expect(read('.gitignore')).toMatch(/^dist\/\n\n# HtmlGraph/)
    const ignored = read('.gitignore')
    expect(await project.run(['init'])).toMatchObject({ code: 0, stderr: '' })
    expect(read('.gitignore')).toBe(ignored)
  })

  it('writes nothing where nobody can be asked', async () => {
    const { code, stderr } = await project.run(['init'])
    expect(code).toBe(2)
    expect(stderr).toContain('Add --yes')
    expect(() => read('htmlgraph-env.d.ts')).toThrow('ENOENT')
  })
})
