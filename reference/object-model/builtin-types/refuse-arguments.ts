import { PyTypeError } from '../../../exercises/kit/errors.ts';
import type { Keywords, PyValue } from '../object/py-object.ts';

/**
 * Source: CPython 3.11, Python/getargs.c, `_PyArg_NoKeywords`.
 *
 * @throws {PyTypeError}
 */
export function refuseKeywords(name: string, kwds: Keywords): void {
  if (kwds.size > 0) throw new PyTypeError(`${name}() takes no keyword arguments`);
}

/**
 * More than one argument.
 *
 * Source: CPython 3.11, Python/getargs.c, `_PyArg_CheckPositional`.
 *
 * @throws {PyTypeError}
 */
export function refuseMany(name: string, args: readonly PyValue[]): void {
  if (args.length > 1) throw new PyTypeError(`${name} expected at most 1 argument, got ${args.length}`);
}
