/**
 * `NODE_OPTIONS` for a CLI in Node.js that exits while its reader is behind, by which the rest of its output is lost:
 * it now waits until all is read. What the CLI starts does not see the variable.
 */
export const WHOLE_OUTPUT: string = `--import=data:text/javascript,${encodeURIComponent(
  'delete process.env.NODE_OPTIONS; process.stdout._handle?.setBlocking?.(true)',
)}`
