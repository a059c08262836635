import { describe, expect, it } from 'vitest';
import { mallocStats, renderMallocStats } from '../../../reference/memory/obmalloc/index.ts';
import { generate, SHAPES, TraceBuilder } from '../../../reference/memory/workloads/index.ts';
import { HOSTILE_TEXTS } from '../../hostile-results.ts';
import { HeapReplay } from './heap-replay.ts';
import { DEFAULT_SETTINGS } from './heap-settings.ts';
import { renderHeapText } from './heap-text.ts';

const CHURN = generate(SHAPES.churn, { operations: 2000 });
const PLAIN = { color: false, width: 100 };

function fourAndOne(name = 'four') {
  const builder = new TraceBuilder();
  for (let id = 1; id <= 4; id += 1) builder.malloc(id, 512);
  builder.free(2);
  return builder.build(name);
}

describe('renderHeapText', () => {
  it('draws pools, their classes, and the blocks of the pool that the operation was about', () => {
    const lines = renderHeapText(fourAndOne(), DEFAULT_SETTINGS, 5, PLAIN).split('\n');
    expect(lines.slice(0, 3)).toEqual([
      'four, classic64, after 5 of 5 operations',
      '5. free of id 2: block 1 of pool 0:0 (512 bytes) goes to the front of its free list.',
      '  3 reads, 3 writes.',
    ]);
    expect(lines).toContain(`  ▄${'·'.repeat(63)}`);
    expect(lines).toContain('  /');
    expect(lines).toContain('  freeblock → 1 → 4 → NULL');
    expect(lines).toContain('  █○██○··');
  });
  it('draws a pool as high as it is in use', () => {
    const builder = new TraceBuilder();
    for (let id = 1; id <= 7; id += 1) builder.malloc(id, 512);
    const drawn = [1, 2, 3, 4, 5, 6, 7].map((at) => {
      return /^ {2}(.)·{63}$/m.exec(renderHeapText(builder.build('seven'), DEFAULT_SETTINGS, at, PLAIN))?.[1];
    });
    expect(drawn.join('')).toBe('▂▃▄▅▆▇█');
  });
  it('ends with the numbers of _debugmallocstats', () => {
    const replay = new HeapReplay(CHURN, DEFAULT_SETTINGS);
    replay.seek(1234);
    expect(
      renderHeapText(CHURN, DEFAULT_SETTINGS, 1234, PLAIN).endsWith(renderMallocStats(mallocStats(replay.heap))),
    ).toBe(true);
  });
  it.each([30, 50, 80, 200])('draws within %i columns', (width) => {
    const text = renderHeapText(CHURN, DEFAULT_SETTINGS, 2000, { color: false, width });
    const drawn = text.slice(0, text.indexOf('Small block threshold'));
    for (const line of drawn.split('\n')) expect(line.length).toBeLessThanOrEqual(width);
  });
  it('colours classes where it may, and changes nothing else', () => {
    const colored = renderHeapText(CHURN, DEFAULT_SETTINGS, 2000, { ...PLAIN, color: true });
    const plain = renderHeapText(CHURN, DEFAULT_SETTINGS, 2000, PLAIN);
    expect(plain).not.toContain('\u001b');
    expect(colored).toContain('\u001b[38;2;');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequences are what is looked for.
    expect(colored.replace(/\u001b\[[\d;]*m/g, '')).toBe(plain);
  });
  it('shows an empty heap', () => {
    const text = renderHeapText(fourAndOne(), DEFAULT_SETTINGS, 0, PLAIN);
    expect(text).toContain('Before the first operation.');
    expect(text).toContain('Next: malloc(512) for id 1.');
    expect(text).toContain('usable_arenas: none');
  });
  it.each(HOSTILE_TEXTS)('lets nothing in the name %j act on the terminal', (name) => {
    const text = renderHeapText(fourAndOne(name), DEFAULT_SETTINGS, 5, PLAIN);
    expect(text).not.toMatch(/[^\P{C}\n]/u);
    expect(text).not.toMatch(/^\s*::|##\w*\[/m);
  });
});
