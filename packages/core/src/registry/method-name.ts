/** The spawner's method for a provider: `my-agent` is spawned by `spawnMyAgent`. */
export function methodName(id: string): string {
  return `spawn${id.replace(/(?:^|-)(.)/g, (_match, letter: string) => letter.toUpperCase())}`
}
