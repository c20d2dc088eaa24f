import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const sources = ['packages', 'plugins', 'tooling']
const generated = ['**/node_modules/**', '**/dist/**', '**/.conformance/**']
const tests = (ending: string): string[] => sources.map((folder) => `${folder}/**/*${ending}`)

export default defineConfig({
  test: {
    // Most tests wait for processes: on two cores, one worker (the default) leaves both idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    reporters: ['default', './tooling/checks/src/summary-reporter.ts'],
    coverage: { include: ['{packages,plugins}/*/src/**'], exclude: ['**/*.test.ts'] },
    projects: [
      {
        test: {
          name: 'unit',
          globalSetup: './tooling/checks/src/no-process-left.ts',
          // Real processes take their time on a busy machine.
          testTimeout: 20_000,
          include: tests('.test.ts'),
          exclude: [...generated, ...tests('.browser.test.ts'), ...tests('.conformance.test.ts')],
        },
      },
      {
        test: {
          name: 'types',
          include: [],
          exclude: generated,
          typecheck: {
            enabled: true,
            only: true,
            include: tests('.test-d.ts'),
            tsconfig: './tsconfig.json',
            // The build and the linter report those; here they would count as tests.
            ignoreSourceErrors: true,
          },
        },
      },
      {
        test: {
          name: 'browser',
          include: tests('.browser.test.ts'),
          exclude: generated,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
