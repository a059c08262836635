import { driver as howThisWorks } from '../../../exercises/00-how-this-works/driver.ts';
import { driver as methodResolutionOrder } from '../../../exercises/02-method-resolution-order/driver.ts';
import { driver as initSubclass } from '../../../exercises/06-init-subclass/driver.ts';
import { driver as obmalloc } from '../../../exercises/17-obmalloc/driver.ts';
import type { Driver } from '../../../exercises/kit/driver.ts';
import type { Json } from '../../../exercises/kit/json.ts';
import type { Drivers } from './behaviour-task.ts';

/** Drivers alone: what scenarios expect is no part of the script that runs beside student code. */
export const DRIVERS: Drivers = {
  '00-how-this-works': forget(howThisWorks),
  '02-method-resolution-order': forget(methodResolutionOrder),
  '06-init-subclass': forget(initSubclass),
  '17-obmalloc': forget(obmalloc),
};

/** As `defineExercise` does, and for the same reason. */
function forget<Module, Step extends Json>(driver: Driver<Module, Step>): Driver<unknown> {
  return driver as unknown as Driver<unknown>;
}
