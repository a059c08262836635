import type * as Fs from 'node:fs';
import type * as Vm from 'node:vm';

/** What `boot.cjs` hands to the harness. Nothing of it is left where student code could find it. */
export interface Host {
  readonly fs: typeof Fs;
  readonly vm: typeof Vm;
  readonly process: NodeJS.Process;
  /** Ends the process at once; what is pending is never run. */
  readonly exit: () => never;
  /** Another evaluation of the harness's script: its own copy of the kit, the exercises and the measuring loop. */
  evaluate(): HarnessCopy;
}

/** One evaluation of the harness's script. */
export interface HarnessCopy {
  start(host: Host): void;
  /** Whatever the script's jobs need of a copy. */
  readonly parts: unknown;
}

/** Called once by each evaluation. The script is wrapped in a function of which this is a parameter. */
declare global {
  var deliver: (copy: HarnessCopy) => void;
}
