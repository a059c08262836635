import { types } from 'node:util';
import { createContext, Script } from 'node:vm';

const script = new Script('run()');

/**
 * Runs code that does not wait for anything, and ends it after so many milliseconds, also within a loop; says whether it
 * came to its own end. What it throws is thrown.
 *
 * Source: `timeout` of Node's `vm`, which ends whatever the script has called, unlike any timer.
 */
export function endsWithin(ms: number, run: () => void): boolean {
  try {
    script.runInContext(createContext({ run }), { timeout: ms });
    return true;
  } catch (error) {
    // An error of the context, whose classes are not ours.
    if (types.isNativeError(error) && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false;
    throw error;
  }
}
