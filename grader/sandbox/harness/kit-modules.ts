import * as builtins from '../../../exercises/kit/builtins.ts';
import * as classes from '../../../exercises/kit/classes.ts';
import * as errors from '../../../exercises/kit/errors.ts';
import * as memory from '../../../exercises/kit/memory.ts';
import * as objects from '../../../exercises/kit/objects.ts';
import * as layout from '../../../exercises/kit/obmalloc-layout.ts';
import * as repr from '../../../exercises/kit/repr.ts';
import * as system from '../../../exercises/kit/system.ts';
import * as typeHints from '../../../exercises/kit/type-hints.ts';
import type { KitModules } from './student-module.ts';

/** Modules that a manifest may open to the student's file, by name. The same objects as the drivers use. */
export const KIT: KitModules = {
  builtins: asModule(builtins),
  classes: asModule(classes),
  errors: asModule(errors),
  memory: asModule(memory),
  objects: asModule(objects),
  'obmalloc-layout': asModule(layout),
  repr: asModule(repr),
  system: asModule(system),
  'type-hints': asModule(typeHints),
};

/** As `require` of compiled code expects it. Nobody can change it. */
function asModule(namespace: object): object {
  return Object.freeze(Object.defineProperty({ ...namespace }, '__esModule', { value: true }));
}
