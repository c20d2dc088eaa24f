import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Provider } from '@htmlgraph/core/provider'
import { asJson } from './sample-parts.ts'

const SECRET_NAME = /KEY|TOKEN|SECRET|PASSW|CREDENTIAL/i

/** A value for each variable of the provider that is named like a key, and for one of somebody else. */
export function createSecrets({ environment }: Provider): Readonly<Record<string, string>> {
  const names = [...environment.filter((name) => SECRET_NAME.test(name)), 'OTHER_API_KEY']
  const values = names.map((name, index) => [name, `canary-${index}-"q&<\\-${'x0'.repeat(8)}`])
  return Object.fromEntries(values)
}

/** Which secrets stand somewhere in a value, as they are or as JSON writes them. */
export function findSecrets(value: unknown, secrets: readonly string[]): string[] {
  const texts = textsIn(value)
  return secrets.filter((secret) =>
    texts.some((text) => text.includes(secret) || text.includes(asJson(secret))),
  )
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return [...Object.keys(value), ...Object.values(value).flatMap(textsIn)]
}

const ENTITIES = { '&quot;': '"', '&lt;': '<', '&gt;': '>', '&#39;': "'", '&amp;': '&' }

/** The files of a directory, as they are and as HTML means them. */
export function readTree(directory: string): string[] {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .flatMap((text) => [
      text,
      Object.entries(ENTITIES).reduce((meant, [code, sign]) => meant.replaceAll(code, sign), text),
    ])
}
