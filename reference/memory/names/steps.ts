import { type Address, hex } from '../../../exercises/kit/memory.ts';
import { compileNotebook } from './compile.ts';
import type { Interpreter } from './interpreter.ts';
import { parseProgram } from './parse.ts';
import { show } from './show.ts';

/** What a statement does to names and objects, in the lecture's own steps. */
export type Step =
  | { readonly kind: 'create'; readonly object: Address }
  | { readonly kind: 'setType'; readonly object: Address; readonly type: string }
  | { readonly kind: 'setValue'; readonly object: Address; readonly value: string }
  | { readonly kind: 'createName'; readonly name: string }
  | { readonly kind: 'deleteName'; readonly name: string }
  | { readonly kind: 'point'; readonly name: string; readonly object: Address }
  | { readonly kind: 'increase'; readonly object: Address }
  | { readonly kind: 'decrease'; readonly object: Address }
  | { readonly kind: 'release'; readonly object: Address };

/**
 * Runs statements as a notebook does, and tells what became of objects that names refer to. The compiler's constants
 * and other objects without a name are left out, and so are references that last no longer than a statement.
 *
 * Differs from CPython in the telling alone: there the compiler makes the object of `x = 2337`, before any name is
 * bound; and a new object's count is 1 from the beginning, which is the reference that its maker hands to the name.
 */
export function stepsOf(interpreter: Interpreter, source: string): readonly Step[] {
  const { heap, globals, values } = interpreter;
  const steps: Step[] = [];
  const named = new Set<Address>(globals.names.values());
  let unread: { readonly object: Address; readonly at: number } | null = null;
  // An object's value is written after it was allocated: it is read when the next thing happens.
  const readValue = () => {
    if (unread === null) return;
    const { object, at } = unread;
    unread = null;
    steps.splice(at, 0, { kind: 'setValue', object, value: show(values, object) });
  };
  heap.listener = (event) => {
    readValue();
    if (event.kind === 'allocated') {
      const { object, type } = event;
      steps.push({ kind: 'create', object }, { kind: 'setType', object, type });
      if (type === 'int' || type === 'float') unread = { object, at: steps.length };
    } else if (event.kind === 'freed' && named.has(event.object)) {
      named.delete(event.object);
      steps.push({ kind: 'release', object: event.object });
    }
  };
  globals.listener = (event) => {
    readValue();
    if (event.kind === 'nameBound') named.add(event.object);
    steps.push(stepOf(event));
  };
  try {
    for (const unit of compileNotebook(parseProgram(source))) interpreter.run(unit);
  } finally {
    heap.listener = null;
    globals.listener = null;
  }
  const told = new Set(
    steps.flatMap((step) => (step.kind === 'point' || step.kind === 'release' ? [step.object] : [])),
  );
  return steps.filter((step) => !('object' in step) || told.has(step.object) || step.kind === 'decrease');
}

function stepOf(event: Parameters<NonNullable<Interpreter['globals']['listener']>>[0]): Step {
  switch (event.kind) {
    case 'nameCreated':
      return { kind: 'createName', name: event.name };
    case 'nameDeleted':
      return { kind: 'deleteName', name: event.name };
    case 'nameBound':
      return { kind: 'point', name: event.name, object: event.object };
    case 'countIncreased':
      return { kind: 'increase', object: event.object };
    case 'countDecreased':
      return { kind: 'decrease', object: event.object };
    default:
      return event satisfies never;
  }
}

const TYPE_NAMES: Readonly<Record<string, string>> = { int: 'integer', str: 'string' };

/** The step as a sentence; an object is named by its address. */
export function describeStep(step: Step): string {
  switch (step.kind) {
    case 'create':
      return `Create a PyObject, ${hex(step.object)}`;
    case 'setType':
      return `Set the typecode to ${TYPE_NAMES[step.type] ?? step.type} for the PyObject ${hex(step.object)}`;
    case 'setValue':
      return `Set the value to ${step.value} for the PyObject ${hex(step.object)}`;
    case 'createName':
      return `Create a name called ${step.name}`;
    case 'deleteName':
      return `Delete the name ${step.name}`;
    case 'point':
      return `Point ${step.name} to the PyObject ${hex(step.object)}`;
    case 'increase':
      return `Increase the refcount of the PyObject ${hex(step.object)} by 1`;
    case 'decrease':
      return `Decrease the refcount of the PyObject ${hex(step.object)} by 1`;
    case 'release':
      return `Give the memory of the PyObject ${hex(step.object)} back`;
    default:
      return step satisfies never;
  }
}
