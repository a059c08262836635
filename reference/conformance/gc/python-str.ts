import type { GcStep } from './step.ts';

/** As the recorder writes the result of an action: Python's `str()` of what it keeps until it is decoded. */
export function pythonStr({ op }: GcStep, result: unknown): string {
  if (op === 'get_count' || op === 'get_threshold') return `@${String(result)}`;
  if (op === 'stats') return `%${(result as readonly (readonly number[])[]).map(String).join(';')}`;
  if (Array.isArray(result)) return `=${result.join(',')}`;
  if (result === null) return 'None';
  if (typeof result === 'boolean') return result ? 'True' : 'False';
  return String(result);
}
