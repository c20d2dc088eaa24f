/** What to look for in the output of npx or pnpm, and what to tell a stranger about it. */
const explanations = [
  {
    signs:
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network|dns error|error sending request/i,
    sentence:
      'The dependencies could not be fetched: the npm registry does not answer. ' +
      'Check the connection, the proxy and the `registry` setting of npm, then run the command again.',
  },
  {
    signs: /ENOSPC|no space left/i,
    sentence:
      'The dependencies could not be installed: the disk is full. Free about 1 GB and run the command again.',
  },
  {
    signs: /EACCES|EPERM|EROFS|permission denied|read-only file system/i,
    sentence:
      'The dependencies could not be installed: a folder is not writable for this user. ' +
      'Look at the owner of the clone and of the npm cache (`npm config get cache`).',
  },
  {
    signs: /OUTDATED_LOCKFILE|frozen.?lockfile|not up to date with/i,
    sentence:
      'pnpm-lock.yaml does not match a package.json. After a change of dependencies, run ' +
      '`npx pnpm@12 install --no-frozen-lockfile` once.',
  },
  {
    signs: /npx: (command )?not found|spawn npx ENOENT/i,
    sentence:
      'npx was not found. It comes with npm: install Node from https://nodejs.org, then run the command again.',
  },
]

const shownLines = 15

/**
 * One sentence about why an install failed; where nothing is recognised, what was printed last.
 *
 * @param {string} output
 */
export function explainFailure(output) {
  const known = explanations.find(({ signs }) => signs.test(output))
  if (known) return known.sentence
  const last = output.trim().split('\n').slice(-shownLines).join('\n')
  return `${last}\nThe dependencies could not be installed, for the reason above.`
}
