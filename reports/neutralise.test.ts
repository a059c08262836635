import { describe, expect, it } from 'vitest';
import { clip, neutralise, neutraliseLine } from './neutralise.ts';

describe('neutralise', () => {
  it.each([
    ['an ANSI colour', '\u001b[31mred\u001b[0m', '␛[31mred␛[0m'],
    ['an OSC link', '\u001b]8;;http://x\u0007here', '␛]8;;http://x␇here'],
    ['a C1 control sequence introducer', '\u009b2J', '‹U+009B›2J'],
    ['a right-to-left override', 'a\u202egnp.exe', 'a‹U+202E›gnp.exe'],
    ['an isolate', '\u2066x\u2069', '‹U+2066›x‹U+2069›'],
    ['a zero-width space', 'ad\u200bmin', 'ad‹U+200B›min'],
    ['a byte order mark', '\ufeffx', '‹U+FEFF›x'],
    ['a soft hyphen', 'ad\u00admin', 'ad‹U+00AD›min'],
    ['a tag character', 'x\u{e0041}', 'x‹U+E0041›'],
    ['a Hangul filler', '\u3164', '‹U+3164›'],
    ['a line separator', 'a\u2028b\u2029c', 'a‹U+2028›b‹U+2029›c'],
    ['half a surrogate pair', 'a\ud800b\udc00', 'a‹U+D800›b‹U+DC00›'],
    ['a lone carriage return', 'a\rb', 'a␍b'],
    ['a null', 'a\0b', 'a␀b'],
    ['a delete', 'a\u007f', 'a␡'],
    ['a variation selector that follows a letter', 'a\ufe0f', 'a‹U+FE0F›'],
  ])('shows %s', (_, text, shown) => {
    expect(neutralise(text)).toBe(shown);
  });

  it.each([
    ['letters of any script', 'Ågot Ødegård, 李雷, محمد, हिन्दी'],
    ['line feeds and tabs', 'a\n\tb'],
    ['box drawing', '┌─┐ ■□'],
    ['an emoji and its variation selector', '⚠\ufe0f 👍'],
  ])('leaves %s as they are', (_, text) => {
    expect(neutralise(text)).toBe(text);
  });

  it('takes the carriage return out of a Windows line end', () => expect(neutralise('a\r\nb')).toBe('a\nb'));
  it('cuts a flood of combining marks', () => {
    expect(neutralise(`Z${'\u0301'.repeat(500)}!`)).toBe(`Z${'\u0301'.repeat(4)}…!`);
  });
  it('gives its own result unchanged', () => {
    const once = neutralise('\u001b\u202e\ud800');
    expect(neutralise(once)).toBe(once);
  });
});

describe('neutraliseLine', () => {
  it('keeps the text on one line', () => expect(neutraliseLine('a\r\nb\tc')).toBe('a␊b␉c'));
});

describe('clip', () => {
  it('counts what is left out', () => expect(clip('abcdef', 4)).toBe('abcd … (2 more characters)'));
  it('leaves a short text alone', () => expect(clip('abcd', 4)).toBe('abcd'));
  it('never cuts a character in half', () => expect(clip('ab😀d', 3)).toBe('ab … (3 more characters)'));
});
