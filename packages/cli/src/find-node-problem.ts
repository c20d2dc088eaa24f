/** The oldest Node that runs this: its `require` loads ES modules, and it runs TypeScript. */
const OLDEST: readonly [major: number, minor: number] = [22, 18]

/** Why this Node cannot run the command; `null` when it can. */
export function findNodeProblem(version: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return null
  return `htmlgraph needs Node ${OLDEST.join('.')} or newer; this is Node ${version}. Install a newer Node, or in a clone of the repository use: npm run htmlgraph --`
}
