import { describe, expect, it } from 'vitest';
import { PythonError } from '../../../exercises/kit/errors.ts';
import {
  OBJECT_MODEL_RECORDINGS,
  readObjectModelRecording,
} from '../../../reference/conformance/object-model/recording.ts';
import { genericGetAttr, getAttribute } from '../../../reference/object-model/object/attributes.ts';
import { allocate } from '../../../reference/object-model/object/object-type.ts';
import type { PyValue } from '../../../reference/object-model/object/py-object.ts';
import type { PyType } from '../../../reference/object-model/type/py-type.ts';
import { getattroOf } from '../../../reference/object-model/type/slots.ts';
import { typeGetAttr } from '../../../reference/object-model/type/type-attributes.ts';
import { hasInstanceDict, isMetaclass, ruleOf } from './attribute-rules.ts';
import { CLASS_EXAMPLES, runExample } from './examples.ts';
import { runPython } from './python/run-python.ts';
import { runScenario } from './scenario-world.ts';
import { subjectOf } from './subject.ts';
import type { World } from './world.ts';

const MARK = 'from the instance’s dict';

function classesOf({ statements }: World): readonly PyType[] {
  return statements.map(subjectOf).flatMap(({ cls, isMade }) => (isMade ? [cls] : []));
}

function classIn(source: string): PyType {
  const made = classesOf(runPython(source, { name: 'test' })).at(-1);
  if (made === undefined) throw new Error('no class');
  return made;
}

/** The places that may answer, with what they give. */
function told(cls: PyType, name: string) {
  const { instance, assignment, class: ofClass } = ruleOf(cls, name);
  const words = (answers: typeof instance) => answers.map(({ place, gives }) => `${place} ${gives}`);
  return { x: words(instance), assigned: assignment, C: words(ofClass) };
}

describe('ruleOf', () => {
  const Sample = classIn(CLASS_EXAMPLES.find(({ name }) => name === 'example-descriptors')?.source ?? '');
  const Named = classIn(CLASS_EXAMPLES.find(({ name }) => name === 'example-slots')?.source ?? '');

  it.each([
    ['a data descriptor', 'typed', ['1 Typed.__get__ is called', "5 __getattr__(x, 'typed') is called"]],
    ['a non-data descriptor', 'lazy', ['2 x.__dict__, if there', '3 Lazy.__get__ is called']],
    ['one without __get__', 'set_only', ['2 x.__dict__, if there', '4 the SetOnly itself']],
    ['a property', 'area', ['1 the getter is called', "5 __getattr__(x, 'area') is called"]],
    ['a function', 'method', ['2 x.__dict__, if there', '3 method bound to x']],
    ['a classmethod', 'make', ['2 x.__dict__, if there', '3 method bound to the class Sample']],
    ['a staticmethod', 'parse', ['2 x.__dict__, if there', '3 the function, not bound']],
    ['a plain value', 'limit', ['2 x.__dict__, if there', '4 the value itself']],
    ['nothing', 'nope', ['2 x.__dict__, if there', "5 __getattr__(x, 'nope') is called"]],
  ])('knows %s', (_, name, expected) => {
    expect(told(Sample, name).x).toEqual(expected);
  });

  it('knows slots, and instances without a dict', () => {
    expect(told(Named, 'x')).toEqual({
      x: ['1 what lies in the slot'],
      assigned: 'into the slot',
      C: ['2 the slot descriptor itself'],
    });
    expect(told(Named, 'origin')).toMatchObject({ x: ['4 the value itself'], assigned: 'AttributeError: read-only' });
    expect(told(Named, 'nope')).toEqual({ x: [], assigned: 'AttributeError: no such attribute', C: [] });
  });

  it('knows the metaclass', () => {
    const C = classIn(
      'class M(type):\n    size = 1\n    def build(cls): ...\n    @property\n    def label(cls): ...\nclass C(metaclass=M):\n    label = 2\n',
    );
    expect(told(C, 'size').C).toEqual(['4 the value itself']);
    expect(told(C, 'build').C).toEqual(['3 method bound to the class C']);
    expect(told(C, 'label').C).toEqual(['1 the getter is called']);
    expect(told(C, 'size').x).toEqual([]);
    expect(told(C, '__name__').C).toEqual(['1 computed']);
  });

  it.each(['named', 'random'] as const)(
    'names the places from which the machine answers, in the %s scenarios',
    (which) => {
      const { scenarios } = readObjectModelRecording(OBJECT_MODEL_RECORDINGS[which]);
      const counted = new Map<string, number>();
      const worlds = scenarios.filter((_, at) => which === 'named' || at % 10 === 0).map(runScenario);
      for (const cls of [...worlds, ...CLASS_EXAMPLES.map(runExample)].flatMap(classesOf)) {
        for (const name of new Set((cls.mro ?? []).flatMap(({ dict }) => [...dict.keys()]).map(String))) {
          for (const kind of [...checkInstance(cls, name), ...checkClass(cls, name)]) {
            counted.set(kind, (counted.get(kind) ?? 0) + 1);
          }
        }
      }
      expect([...counted.keys()].sort()).toEqual(['C1', 'C2', 'x1', 'x2', 'x3', 'x4']);
      expect(Math.min(...counted.values())).toBeGreaterThan(50);
    },
  );
});

/** With the name in the instance's dict, and without: what the machine answers comes from the place that was named. */
function checkInstance(cls: PyType, name: string): readonly string[] {
  if (isMetaclass(cls) || getattroOf(cls) !== genericGetAttr || name === '__dict__') return [];
  const { instance, found } = ruleOf(cls, name);
  const [first] = instance;
  const last = instance.at(-1);
  const places = [];
  if (hasInstanceDict(cls)) {
    const x = allocate(cls);
    x.dict = new Map([[name, MARK]]);
    const answer = outcomeOf(() => genericGetAttr(x, name));
    expect([cls.name, name, answer === MARK]).toEqual([cls.name, name, first?.place === 2]);
    places.push(`x${first?.place}`);
  }
  const bare = outcomeOf(() => genericGetAttr(allocate(cls), name));
  if (last?.place === 4) expect([cls.name, name, bare]).toEqual([cls.name, name, found]);
  // A staticmethod's function is what it was made of: no other value.
  if (last?.place === 3) expect([cls.name, name, bare === found]).toEqual([cls.name, name, false]);
  return [...places, `x${last?.place}`];
}

function checkClass(cls: PyType, name: string): readonly string[] {
  if (getattroOf(cls.type) !== typeGetAttr) return [];
  const {
    found,
    kind,
    class: [answer],
  } = ruleOf(cls, name);
  if (answer?.place === 2 && kind?.hasGet === false) expect(getAttribute(cls, name)).toBe(found);
  if (answer?.place === 2 && answer.gives.endsWith('itself')) expect(getAttribute(cls, name)).toBe(found);
  return answer === undefined ? [] : [`C${answer.place}`];
}

function outcomeOf(read: () => PyValue): unknown {
  try {
    return read();
  } catch (error) {
    if (error instanceof PythonError) return error;
    throw error;
  }
}
