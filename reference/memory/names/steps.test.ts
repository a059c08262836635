import { describe, expect, it } from 'vitest';
import { ObjectHeap } from '../objects/object-heap.ts';
import { follow } from './follow.ts';
import { Interpreter } from './interpreter.ts';
import { describeStep, stepsOf } from './steps.ts';

/** Sentences of the lecture and ours, without what tells one object from another. */
function plain(sentence: string): string {
  return sentence
    .replace(/,? 0x[0-9a-f]+/g, '')
    .replace(/`/g, '')
    .replace(/ (new|old) /g, ' ')
    .replace(/^(\w+?)s /, '$1 ');
}

const runAll = (...programs: readonly string[]) => {
  const interpreter = new Interpreter(new ObjectHeap());
  return { interpreter, steps: programs.map((program) => stepsOf(interpreter, program)) };
};

describe('stepsOf', () => {
  it("takes the lecture's six steps for `x = 2337`", () => {
    const [steps = []] = runAll('x = 2337').steps;
    expect(steps.map(describeStep).map(plain)).toEqual(
      [
        'Create a `PyObject`',
        'Set the typecode to integer for the `PyObject`',
        'Set the value to `2337` for the `PyObject`',
        'Create a name called `x`',
        'Point `x` to the new `PyObject`',
        'Increase the refcount of the `PyObject` by `1`',
      ].map(plain),
    );
  });

  it("takes the lecture's six steps for `x = 2338`, and then gives the old object's memory back", () => {
    const [, steps = []] = runAll('x = 2337', 'x = 2338').steps;
    expect(steps.map(describeStep).map(plain)).toEqual(
      [
        'Creates a new `PyObject`',
        'Sets the typecode to integer for the `PyObject`',
        'Sets the value to `2338` for the `PyObject`',
        'Points `x` to the new `PyObject`',
        'Increases the refcount of the new `PyObject` by `1`',
        'Decreases the refcount of the old `PyObject` by `1`',
        'Give the memory of the PyObject back',
      ].map(plain),
    );
    const [created, released] = ['create', 'release'].map((kind) => steps.find((step) => step.kind === kind));
    expect(released).not.toMatchObject({ object: created !== undefined && 'object' in created ? created.object : 0 });
  });

  it('creates no object for `y = x`: a name, and one reference more', () => {
    const { interpreter, steps } = runAll('x = 2338', 'y = x');
    expect(steps[1]?.map(({ kind }) => kind)).toEqual(['createName', 'point', 'increase']);
    expect(follow(interpreter, 'y')).toMatchObject({ object: follow(interpreter, 'x').object, refcnt: 2 });
  });

  it('creates a new object for `y += 1`, and leaves x as it was', () => {
    const { interpreter, steps } = runAll('x = 2338\ny = x', 'y += 1');
    expect(steps[1]?.map(({ kind }) => kind)).toEqual([
      'create',
      'setType',
      'setValue',
      'point',
      'increase',
      'decrease',
    ]);
    expect(follow(interpreter, 'x')).toMatchObject({ value: '2338', refcnt: 1 });
    expect(follow(interpreter, 'y')).toMatchObject({ value: '2339', refcnt: 1 });
  });

  it('creates no object for a small int, and none for an interned string', () => {
    const { steps } = runAll('x = 42\ns = "hello"', 'y = 42\nt = "hello"');
    expect(steps[1]?.map(({ kind }) => kind)).toEqual([
      ...['createName', 'point', 'increase'],
      ...['createName', 'point', 'increase'],
    ]);
  });
});

describe('follow', () => {
  it('leads from a name to a block, a pool and an arena', () => {
    const { interpreter } = runAll('x = 2337');
    // 28 bytes: a block of 32, the second size class of 16-byte alignment.
    expect(follow(interpreter, 'x')).toMatchObject({
      type: 'int',
      value: '2337',
      refcnt: 1,
      place: { kind: 'block', szidx: 1, size: 32, pool: { arena: 0 } },
    });
  });

  it('leads to static memory for what is there before any program', () => {
    const { interpreter } = runAll('x = 42\ny = None');
    expect(follow(interpreter, 'x').place).toEqual({ kind: 'static' });
    expect(follow(interpreter, 'y').place).toEqual({ kind: 'static' });
  });

  it('leads past the pools for an object that is too large for them', () => {
    const { interpreter } = runAll('x = "ab " * 300');
    expect(follow(interpreter, 'x').place).toEqual({ kind: 'raw' });
  });

  it('begins before the address of a container', () => {
    const { interpreter } = runAll('x = [1, 2]');
    // PyGC_Head (16) and the list itself (40): a block of 64.
    expect(follow(interpreter, 'x').place).toMatchObject({ kind: 'block', size: 64 });
  });
});
