import type { ReplayReport } from './replay.ts'

/** The report as a table for people. */
export function formatReport({ learnt, measured, verifier, chance, scores }: ReplayReport): string {
  const width = Math.max(...scores.map(({ policy }) => policy.length), 'policy'.length)
  const percent = (share: number | null): string =>
    share === null ? '' : `${(share * 100).toFixed(1)} %`
  const line = (name: string, cells: readonly string[]): string =>
    `${name.padEnd(width)}  ${cells.map((cell) => cell.padStart(9)).join('  ')}`.trimEnd()
  const rows = scores.map(({ policy, passRate, usdPerTask, shuffledPassRate }) =>
    line(policy, [percent(passRate), usdPerTask.toFixed(4), percent(shuffledPassRate)]),
  )
  return [
    `Learnt on ${learnt} tasks, measured on ${measured} others.`,
    `The check of the cascade accepts ${percent(verifier.trueAccept)} of right and ${percent(verifier.falseAccept)} of wrong answers.`,
    '',
    line('policy', ['solved', '$ a task', 'shuffled']),
    ...rows,
    '',
    `Shuffled: solved when all that a policy knows is shuffled. Chance is ${percent(chance)}.`,
    '',
  ].join('\n')
}
