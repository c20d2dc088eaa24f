import { dirname } from 'node:path'

/** A directory and all above it, the nearest first. */
export function upwards(directory: string): readonly string[] {
  const above = dirname(directory)
  return above === directory ? [directory] : [directory, ...upwards(above)]
}
