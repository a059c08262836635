import { manifest as methodResolutionOrder } from '../../../exercises/02-method-resolution-order/manifest.ts';
import { workloads as orders } from '../../../exercises/02-method-resolution-order/workloads.ts';
import { manifest as initSubclass } from '../../../exercises/06-init-subclass/manifest.ts';
import { workloads as fields } from '../../../exercises/06-init-subclass/workloads.ts';
import { manifest as obmalloc } from '../../../exercises/17-obmalloc/manifest.ts';
import { workloads as allocations } from '../../../exercises/17-obmalloc/workloads.ts';
import type { Exercise } from '../../../exercises/kit/exercise.ts';
import type { Manifest } from '../../../exercises/kit/manifest.ts';
import { oracle as allocator } from '../../../solutions/17-obmalloc/oracle.ts';
import { startHarness } from './harness.ts';
import { KIT } from './kit-modules.ts';
import { type Measured, measureParts, measureTask } from './measure-task.ts';

const MEASURED = Object.fromEntries([
  measured(methodResolutionOrder, orders),
  measured(initSubclass, fields),
  // The only one that is timed against the reference, and so the only one whose reference is here.
  measured(obmalloc, allocations, allocator),
]);

function measured(manifest: Manifest, workloads: unknown, oracle?: unknown): readonly [string, Measured] {
  return [manifest.id, { manifest, workloads: workloads as Exercise['workloads'], oracle }];
}

deliver({ start: (host) => startHarness(host, measureTask(KIT)), parts: measureParts(MEASURED, KIT) });
