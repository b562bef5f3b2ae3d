/** A text as a literal of ClickHouse. */
export function clickhouseText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
