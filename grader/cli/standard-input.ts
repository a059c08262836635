/** A lone `-`, standard input, comes from the parser of arguments as an empty text. */
export function dashIfEmpty(source: string): string {
  return source === '' ? '-' : source;
}
