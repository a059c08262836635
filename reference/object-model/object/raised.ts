import { PythonError } from '../../../exercises/kit/errors.ts';

/** `except type:`: whether what was thrown is an exception of Python's of exactly this type. */
export function isRaised(error: unknown, type: string): error is PythonError {
  return error instanceof PythonError && error.type === type;
}
