/** More than any answer has. */
const MOST_CHARACTERS = 32 * 1024 * 1024

/** What an answer begins with, which says what it is about. */
const HEAD_CHARACTERS = 64 * 1024

/** Stands in the place of what was left out. */
const GAP = '[…]'

/** The messages of an agent as one text in bounded memory: of more than 32 Mi characters the head and the end are kept. */
export class MessageLog {
  #head: string[] = []
  #headCharacters = 0
  #end: string[] = []
  #endCharacters = 0
  #hasGap = false

  get isEmpty(): boolean {
    return this.#head.length + this.#end.length === 0
  }

  /** The messages, joined by blank lines. */
  get text(): string {
    return [...this.#head, ...(this.#hasGap ? [GAP] : []), ...this.#end].join('\n\n')
  }

  /** @returns Whether something had to be left out. */
  add(message: string): boolean {
    const isHead = this.#end.length === 0 && !this.#hasGap
    if (isHead && this.#headCharacters + message.length <= HEAD_CHARACTERS) {
      this.#head.push(message)
      this.#headCharacters += message.length
      return false
    }
    this.#end.push(message)
    this.#endCharacters += message.length
    const before = this.#endCharacters
    while (this.#endCharacters > MOST_CHARACTERS && this.#end.length > 1) {
      this.#endCharacters -= this.#end.shift()?.length ?? 0
      this.#hasGap = true
    }
    return this.#endCharacters < before
  }
}
