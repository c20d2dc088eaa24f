/** What authors write before a step to show how it stands. It is no part of what the step says. */
const MARK = /^\s*(?:✅|⏳|❌|🔄|☐|☑)\uFE0F?\s*/u

/** The text of a step without the mark before it. */
export function withoutMark(text: string): string {
  return text.replace(MARK, '').trim()
}

/** The mark before a step, with the space around it; `''` when there is none. */
export function markOf(text: string): string {
  return MARK.exec(text)?.[0] ?? ''
}

/** The mark of a step that is done, or of one that is not. */
export function markFor(completed: boolean): string {
  return completed ? '✅' : '⏳'
}
