import { neutralise, neutraliseLine } from './neutralise.ts';

/** What can begin, end or shape something in Markdown or HTML, or join words into a link. */
const STRUCTURE = /[\\`*_[\]|~<>&$#]|^[-+=!]|(?<=^\d+)[.)]|[.:](?=\S)/g;

/**
 * Text of ours in Markdown's prose: what could be structure as numeric entities, which never are. `@` becomes a
 * look-alike, because GitHub finds mentions in the finished text.
 */
export function prose(text: string): string {
  return neutraliseLine(text)
    .replace(STRUCTURE, (char) => `&#${char.charCodeAt(0)};`)
    .replaceAll('@', '＠');
}

/**
 * Text of a student as a code span: no markup, link, image, mention or reference is found in one. Its fence is longer
 * than any run of backticks inside. Bars become look-alikes: in a table a bar parts cells even within a code span.
 */
export function codeSpan(text: string): string {
  const line = neutraliseLine(text).replaceAll('|', '│').trim();
  if (line === '') return '';
  const fence = '`'.repeat(longestRun(line, /`+/g) + 1);
  const padding = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${padding}${line}${padding}${fence}`;
}

/** Lines of a student as a fenced code block, closed by nothing inside. Stands between blank lines. */
export function codeBlock(text: string): string {
  const lines = neutralise(text);
  const fence = '`'.repeat(Math.max(3, longestRun(lines, /`+/g) + 1));
  return `${fence}text\n${lines}\n${fence}`;
}

function longestRun(text: string, runs: RegExp): number {
  return (text.match(runs) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}
