import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { openStore } from '../../../../packages/core/src/store/open-store.ts'
import { createRow, type Row } from '../row.ts'
import { median, medianRatio, takeTurns } from '../take-turns.ts'
import { listFailed } from './bench-list.ts'
import type { Corpora } from './bench-store.ts'
import { taskIdOf, withFolder } from './corpus.ts'
import { installBacklog } from './install-backlog.ts'

const COUNT = 10_000
const LIST = {
  name: `htmlgraph list --status failed, 1 % of ${COUNT}`,
  against: "backlog.md's list",
  limit: { atLeast: 100 },
}
const EDIT = {
  name: `an edit of a status, one of ${COUNT}, in process`,
  against: "backlog.md's edit",
  limit: { atLeast: 100 },
}
/** Neither git nor a remote: the least work that it can be asked for. */
const CONFIG = `project_name: "bench"
default_status: "To Do"
statuses: ["To Do", "Done", "Failed"]
date_format: yyyy-mm-dd
remote_operations: false
auto_commit: false
filesystem_only: true
check_active_branches: false
task_prefix: "task"
`

/** Lists and edits ten thousand tasks. One round: backlog.md takes many seconds for each. */
export async function benchBacklog({ middle }: Corpora): Promise<Row[]> {
  const backlog = await installBacklog()
  const list = listFailed(middle)
  if ('problem' in backlog || list === null) {
    const detail = 'problem' in backlog ? backlog.problem : 'not built: run `npm run build` first'
    return [LIST, EDIT].map((row) => createRow({ ...row, ratio: null, detail }))
  }
  return withFolder(async (folder) => {
    writeTasks(folder)
    const ask = (...args: string[]) => execa(backlog.path, args, { cwd: folder })
    const store = openStore({ root: middle })
    const edit = (): unknown =>
      store.taskDelegations.update(taskIdOf(1), ({ priority }) => ({
        status: 'failed',
        priority: priority + 1,
      }))
    edit()
    await list()
    const times = await takeTurns({
      rounds: 1,
      warmupRounds: 0,
      tasks: {
        backlogList: () => ask('task', 'list', '--status', 'Failed', '--plain'),
        list,
        backlogEdit: () => ask('task', 'edit', '7', '--status', 'Failed', '--plain'),
        edit: async () => edit(),
      },
    })
    store.close()
    const describe = (own: number, rival: number): string =>
      `${own.toFixed(1)} ms, backlog.md ${rival.toFixed(0)} ms`
    return [
      createRow({
        ...LIST,
        ratio: medianRatio(times.backlogList, times.list),
        detail: describe(median(times.list), median(times.backlogList)),
      }),
      createRow({
        ...EDIT,
        ratio: medianRatio(times.backlogEdit, times.edit),
        detail: describe(median(times.edit), median(times.backlogEdit)),
      }),
    ]
  })
}

/** Tasks of the length of our records, in backlog.md's own form. */
function writeTasks(folder: string): void {
  const tasks = join(folder, 'backlog', 'tasks')
  mkdirSync(tasks, { recursive: true })
  writeFileSync(join(folder, 'backlog', 'config.yml'), CONFIG)
  for (let id = 1; id <= COUNT; id += 1) {
    const status = id % 100 === 0 ? 'Failed' : 'Done'
    const head = `id: TASK-${id}\ntitle: Task ${id}\nstatus: ${status}\nassignee: []\n`
    const rest = "created_date: '2026-11-27 01:49'\nlabels: []\ndependencies: []\n"
    const text = `---\n${head}${rest}---\n\n## Description\n\n${'Mend the parser. '.repeat(120)}\n`
    writeFileSync(join(tasks, `task-${id} - Task-${id}.md`), text)
  }
}
