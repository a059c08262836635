export { checkObjects, INVARIANTS } from './check-objects.ts';
export { DEBUG } from './debug.ts';
export { gcListItems } from './gc-list.ts';
export { type GcCallback, type GcInfo, GcModule } from './gc-module.ts';
