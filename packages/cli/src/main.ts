#!/usr/bin/env node
import { findNodeProblem } from './find-node-problem.ts'
import { isVersionAsked, printVersion } from './print-version.ts'

const ENVIRONMENT_EXIT_CODE = 4

const args = process.argv.slice(2)
const problem = findNodeProblem(process.versions.node)
if (isVersionAsked(args)) printVersion()
else if (problem === null) {
  process.exitCode = await (await import('./run-command-line.ts')).runCommandLine(args)
} else {
  process.stderr.write(`${problem}\n`)
  process.exitCode = ENVIRONMENT_EXIT_CODE
}
