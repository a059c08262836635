import { compileNotebook } from '../../memory/names/compile.ts';
import { parseProgram } from '../../memory/names/parse.ts';
import { newList, setAttribute } from '../../memory/objects/index.ts';
import { decref } from '../../memory/objects/refcount.ts';
import type { Cell, Cells, Session } from '../cell.ts';

/** Loops of the last cell, in place of a million: each fills ten thousand words. */
const ROUNDS = 20;
const LIST_ITEMS = 10_000;

/** Cells 61 to 75, the memory track. All but two run from their own text. */
export const MEMORY_CELLS: Cells = {
  61: asWritten,
  62: asWritten,
  63: asWritten,
  64: asWritten,
  65: asWritten,
  66: asWritten,
  67: asWritten,
  68: asWritten,
  69: asWritten,
  70: (session, source) => {
    defineMyClass(session);
    return asWritten(session, source.slice(source.indexOf('# Disable automatic')));
  },
  71: asWritten,
  72: asWritten,
  73: asWritten,
  74: asWritten,
  75: ({ print, gc }) => {
    const timed = (label: string) => {
      const start = performance.now();
      createObjects(gc, ROUNDS);
      print(`Time with GC ${label}: ${((performance.now() - start) / 1000).toFixed(3)} seconds`);
    };
    timed('enabled');
    gc.disable();
    timed('disabled');
    gc.enable();
    return null;
  },
};

/** Statement by statement, as a notebook compiles. */
export function asWritten({ programs }: Session, source: string): ReturnType<Cell> {
  let result: string | null = null;
  for (const unit of compileNotebook(parseProgram(source))) result = programs.run(unit);
  return result;
}

/**
 *     class MyClass:
 *         def __init__(self):          self._my_ref = None
 *         def set_ref(self, obj):      self._my_ref = obj
 *         def __del__(self):           print(f"MyClass instance {id(self)} has been destroyed")
 */
function defineMyClass({ programs, print }: Session): void {
  programs.defineClass({
    name: 'MyClass',
    init: (values, [self]) => {
      if (self !== undefined) setAttribute(values.heap, self, '_my_ref', values.heap.none);
      return values.none();
    },
    methods: {
      set_ref: (values, [self, obj]) => {
        if (self !== undefined && obj !== undefined) setAttribute(values.heap, self, '_my_ref', obj);
        return values.none();
      },
    },
    finalize: (self) => print(`MyClass instance ${self} has been destroyed`),
  });
}

/** `for _ in range(count): a = [0] * 10000`. No list outlives its round; which object the items are is all the same. */
function createObjects({ heap }: Session['gc'], count: number): void {
  const items = Array.from({ length: LIST_ITEMS }, () => heap.none);
  for (let round = 0; round < count; round += 1) decref(heap, newList(heap, items));
}
