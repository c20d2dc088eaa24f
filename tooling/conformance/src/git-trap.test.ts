import { execFileSync } from 'node:child_process'
import { expect, it, onTestFinished } from 'vitest'
import { setGitTrap } from './git-trap.ts'
import { createWorkspace } from './workspace.ts'

it('leaves a file outside as soon as somebody asks git for the status', () => {
  const workspace = createWorkspace()
  onTestFinished(workspace.remove)
  setGitTrap(workspace)
  expect(workspace.snapshot(workspace.outside)).toEqual({})
  execFileSync('git', ['-C', workspace.cwd, 'status'])
  expect(workspace.snapshot(workspace.outside)).toEqual({ ran: '' })
})
