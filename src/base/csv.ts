/** Lines of CSV: RFC 4180, safe for spreadsheets. */

/**
 * One line with its end. A text that a spreadsheet would take for a formula is made plain text: a place's name must not
 * run.
 *
 * @example
 * formatCsvLine(["a", 'said "yes", twice', "=1+1", 7]); //=> 'a,"said ""yes"", twice",\'=1+1,7\r\n'
 */
export function formatCsvLine(cells: readonly (string | number)[]): string {
  return `${cells.map(formatCell).join(",")}\r\n`;
}

function formatCell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const plain = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
