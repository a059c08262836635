import { describe, expect, it } from 'vitest';
import { bool, float, int, list, str } from '../../../exercises/kit/builtins.ts';
import { PythonError } from '../../../exercises/kit/errors.ts';
import type { Json } from '../../../exercises/kit/json.ts';
import { Ellipsis, type PyValue } from '../../../exercises/kit/objects.ts';
import { repr } from '../../../exercises/kit/repr.ts';
import { readConversionsRecording } from './recording.ts';

const { conversions } = readConversionsRecording();

describe.each([int, str, float, bool, list])('$__name__', (convert) => {
  const rows = conversions.filter((row) => row.constructor === convert.__name__);

  it.each(rows.map((row) => [JSON.stringify(row.value).slice(0, 60), row] as const))(
    'converts %s as CPython does',
    (_shown, row) => {
      const seen = outcomeOf(() => repr(convert(decode(row.value))));
      if (row.expect.kind === 'error') expect(seen).toEqual(row.expect);
      else expect(seen).toEqual({ kind: 'value', value: row.repr });
    },
  );
});

function outcomeOf(act: () => string): unknown {
  try {
    return { kind: 'value', value: act() };
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    return { kind: 'error', error: { type: error.type, message: error.message } };
  }
}

function decode(value: Json): PyValue {
  if (typeof value !== 'object' || value === null) return value;
  const [kind, content] = Object.entries(value)[0] ?? [];
  if (kind === 'list' && Array.isArray(content)) return content.map(decode);
  if (kind === 'int') return BigInt(String(content));
  return kind === 'float' ? Number(String(content).replace('inf', 'Infinity')) : Ellipsis;
}
