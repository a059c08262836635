/** Combining marks kept on one letter; more would be drawn over the neighbouring lines. */
const MARKS_KEPT = 4;

/**
 * Everything that acts on a reader or a screen without being seen: control characters, bidirectional overrides,
 * zero-width and other default-ignorable characters, line and paragraph separators, half surrogates, private use.
 * A variation selector after a pictograph stays: it only chooses between two drawings.
 */
const INVISIBLE =
  /(?!(?<=\p{Extended_Pictographic})[\u{FE0E}\u{FE0F}])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}]/gu;
/** Most text has none of it. */
const PLAIN = /^[\x20-\x7e\n\t]*$/;
const MARK_FLOOD = new RegExp(`(\\p{M}{${MARKS_KEPT}})\\p{M}+`, 'gu');

/**
 * Makes hostile text harmless and visible, for every writer: ESC becomes `␛`, a right-to-left override
 * `‹U+202E›`. Line feeds and tabs stay (`\r\n` counts as a line feed); `neutraliseLine` takes them too.
 */
export function neutralise(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replaceAll('\r\n', '\n')
    .replace(INVISIBLE, (char) => (char === '\n' || char === '\t' ? char : visible(char)))
    .replace(MARK_FLOOD, '$1…');
}

/** As `neutralise`, for text that must stay on one line: a line feed becomes `␊`, a tab `␉`. */
export function neutraliseLine(text: string): string {
  return neutralise(text).replace(/[\n\t]/g, visible);
}

/** At most `limit` UTF-16 units of `text`, never half a character; what is left out is counted. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = isHighSurrogate(text.charCodeAt(limit - 1)) ? limit - 1 : limit;
  return `${text.slice(0, end)} … (${text.length - end} more characters)`;
}

function visible(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '␡';
  return `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
