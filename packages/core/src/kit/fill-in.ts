/**
 * JSON data with values in place of each `{name}` in its texts and in the names of its members. A name that has no
 * value stays.
 *
 * ```ts
 * fillIn({ '{home}/.ssh': 'deny' }, { home: '/home/ada' }) // { '/home/ada/.ssh': 'deny' }
 * ```
 */
export function fillIn<Data>(data: Data, values: Readonly<Record<string, string>>): Data {
  const text = JSON.stringify(data).replaceAll(/\{(\w+)\}/g, (placeholder, name: string) =>
    Object.hasOwn(values, name) ? JSON.stringify(values[name]).slice(1, -1) : placeholder,
  )
  return JSON.parse(text) as Data
}
