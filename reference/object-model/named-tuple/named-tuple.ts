import type { PyValue } from '../object/py-object.ts';
export function createNamedTuple(): PyValue {
  throw new Error('namedtuple');
}
