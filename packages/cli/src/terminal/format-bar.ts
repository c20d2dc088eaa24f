const WIDTH = 20
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

/** A share of 0 to 1 as a bar of up to 20 cells, with its per cent. */
export function formatBar(share: number): string {
  const eighths = Math.round(share * WIDTH * 8)
  const bar = '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '')
  return `${bar} ${Math.round(share * 100)} %`.trimStart()
}
