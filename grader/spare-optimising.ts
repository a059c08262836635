import { setFlagsFromString } from 'node:v8';

/** Bytes of bytecode that a function may run before V8 thinks of optimising it: three times the usual. */
const INTERRUPT_BUDGET = 400_000;

/**
 * Lets V8 optimise later. A process that runs for seconds, through the thousands of functions of a compiler, spends a
 * third of its CPU time on optimising what is soon thrown away or never used again.
 */
export function spareOptimising(): void {
  setFlagsFromString(`--interrupt-budget=${INTERRUPT_BUDGET}`);
}
