import type { Driver } from '../../../exercises/kit/driver.ts';
import { behaviourTask } from '../../sandbox/harness/behaviour-task.ts';
import { startHarness } from '../../sandbox/harness/harness.ts';
import { KIT } from '../../sandbox/harness/kit-modules.ts';
import { driver } from './sums.ts';

const DRIVERS = { sums: driver as unknown as Driver<unknown> };

deliver({ start: (host) => startHarness(host, behaviourTask(DRIVERS, KIT)), parts: null });
