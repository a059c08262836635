import type { Json } from '../kit/json.ts';
import { Ellipsis, isBuiltinType, PyClass, PyInstance, typeName } from '../kit/objects.ts';
import type { Contract } from './contract.ts';

/** The deepest nesting that is shown. */
const MAX_DEPTH = 20;

/**
 * A value as plain data, ints and floats apart: see `Encoded`. Besides those: `{"field": name}` a Field,
 * `{"dict": [[key, value], …]}`, `{"obj": class}` an instance, `{"cls": name}`, `{"builtin": "int"}`.
 * What is no value of Python's is `{"foreign": what}`.
 */
export function encode(value: unknown, Field: Contract['Field'], depth = MAX_DEPTH): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'bigint') return { int: value.toString() };
  if (typeof value === 'number') return encodeFloat(value);
  if (typeof value !== 'object' && typeof value !== 'function') return { foreign: typeof value };
  if (depth === 0) return { foreign: 'too deep' };
  if (value instanceof Field) return { field: String(value.name) };
  if (Array.isArray(value)) return { list: value.map((item) => encode(item, Field, depth - 1)) };
  if (value instanceof Map) {
    return {
      dict: Array.from(value, ([key, item]) => [encode(key, Field, depth - 1), encode(item, Field, depth - 1)]),
    };
  }
  if (value === Ellipsis) return { const: 'Ellipsis' };
  if (value instanceof PyInstance) return { obj: value.cls.name };
  if (value instanceof PyClass) return { cls: value.name };
  if (isBuiltinType(value)) return { builtin: value.__name__ };
  return { foreign: String(typeName(value)) };
}

function encodeFloat(value: number): Json {
  if (Number.isNaN(value)) return { float: 'nan' };
  if (!Number.isFinite(value)) return { float: value > 0 ? 'inf' : '-inf' };
  return Object.is(value, -0) ? { float: '-0.0' } : value;
}
