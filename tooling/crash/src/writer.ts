import { openStore, type TaskDelegations } from '@htmlgraph/core/store'
import { SHARED, textOf } from './crash-records.ts'
import { type Entry, note } from './history.ts'

// Writes, changes and deletes records until it is killed, and notes each call before it and after it.
// Arguments: the root of the project, its own name, the file of its history.
const [root = '', name = '', history = ''] = process.argv.slice(2)

const OWN_RECORDS = 6

const { taskDelegations } = openStore({ root })
const values = new Map<string, number>()

function doOne(entry: Extract<Entry, { invoke: unknown }>, records: TaskDelegations): void {
  note(history, entry)
  try {
    write(entry, records)
  } catch (error) {
    note(history, { failed: `${entry.invoke} ${entry.id}: ${String(error)}` })
    return
  }
  note(history, { ok: true })
}

function write(entry: Extract<Entry, { invoke: unknown }>, records: TaskDelegations): void {
  const { id } = entry
  if (entry.invoke === 'count') {
    records.update(id, ({ priority, properties }) => ({
      priority: priority + 1,
      properties: { [name]: Number(properties[name] ?? 0) + 1 },
    }))
  } else if (entry.invoke === 'delete') {
    records.delete(id)
    values.delete(id)
  } else {
    const fields = { priority: entry.value, output: textOf(entry.value), agent: name }
    if (values.has(id)) records.update(id, fields)
    else records.create({ taskId: id, ...fields })
    values.set(id, entry.value)
  }
}

/** Asks for what this writer has just written. */
function ask(id: string): void {
  const [row] = taskDelegations.select(['priority'], { taskId: id })
  const wanted = values.get(id) ?? null
  if ((row?.priority ?? null) !== wanted) {
    note(history, { stale: `${id} is ${row?.priority ?? null}, not ${wanted}` })
  }
  const count = taskDelegations.count({ agent: name })
  if (count !== values.size) {
    note(history, { stale: `${name} has ${count} records, not ${values.size}` })
  }
}

process.send?.('ready')
for (let value = 1; ; value += 1) {
  const id = `${name}-${Math.floor(Math.random() * OWN_RECORDS)}`
  const lot = Math.random()
  if (lot < 0.35) {
    const shared = SHARED[Math.floor(Math.random() * SHARED.length)] as string
    doOne({ invoke: 'count', id: shared }, taskDelegations)
  } else if (lot < 0.45 && values.has(id)) doOne({ invoke: 'delete', id }, taskDelegations)
  else doOne({ invoke: 'put', id, value }, taskDelegations)
  ask(id)
}
