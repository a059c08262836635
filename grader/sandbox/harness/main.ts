import { behaviourTask } from './behaviour-task.ts';
import { DRIVERS } from './exercises.ts';
import { startHarness } from './harness.ts';
import { KIT } from './kit-modules.ts';

deliver({ start: (host) => startHarness(host, behaviourTask(DRIVERS, KIT)), parts: null });
