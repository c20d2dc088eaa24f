/**
 * One line about what goes on, on standard error: standard output belongs to the command.
 *
 * @param {string} sentence
 */
export function say(sentence) {
  process.stderr.write(`htmlgraph: ${sentence}\n`)
}
