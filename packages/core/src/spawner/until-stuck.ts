/** After the process has ended, all it printed is there: whoever needs longer to read on never will. */
const LIMIT_MS = 5_000

/**
 * The same items, until their maker lets us wait in vain for the next one.
 *
 * @param exit Settles when the process has ended. Waiting before that is what a parser does; a slow reader of the items
 *   has all the time it wants.
 * @throws Error when there is no next item, and no end, 5 s after the exit.
 */
export async function* untilStuck<Item>(
  items: AsyncIterable<Item>,
  exit: Promise<unknown>,
): AsyncGenerator<Item, void, undefined> {
  const iterator = items[Symbol.asyncIterator]()
  let giveUp: ((error: Error) => void) | null = null
  let timer: NodeJS.Timeout | null = null
  let hasExited = false
  const watch = (): void => {
    if (!hasExited || giveUp === null) return
    const reject = giveUp
    timer = setTimeout(() => reject(new Error('it did not come to an end')), LIMIT_MS)
  }
  void exit.then(() => {
    hasExited = true
    watch()
  })
  for (;;) {
    const step = await new Promise<IteratorResult<Item>>((resolve, reject) => {
      giveUp = reject
      watch()
      iterator.next().then(resolve, reject)
    })
    giveUp = null
    if (timer !== null) clearTimeout(timer)
    if (step.done === true) return
    yield step.value
  }
}
