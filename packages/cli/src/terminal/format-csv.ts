/** Comma-separated values (RFC 4180, but lines end as they do here). A cell that a spreadsheet would run gets a quote. */
export function formatCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.map(formatCell).join(',')).join('\n')
}

function formatCell(cell: string): string {
  const text = /^[=+@\t\r-]/.test(cell) && Number.isNaN(Number(cell)) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
