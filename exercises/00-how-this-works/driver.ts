import type { Driver } from '../kit/driver.ts';
import type { Contract, PyObject } from './contract.ts';

/** `type(…)` applied `times` times to the object that `of` names: `42`, `'text'`, or a class. */
export type Step = { readonly of: string; readonly times: number };

export const driver: Driver<Contract, Step> = {
  start({ typeOf }) {
    const world = makeWorld();
    return ({ of, times }) => {
      let value = world.get(of);
      if (value === undefined) throw new Error(`the driver knows no ${of}`);
      for (let call = 0; call < times; call += 1) value = typeOf(value);
      for (const [name, object] of world) if (object === value) return name;
      return 'not an object of this world';
    };
  },
  describeStep: ({ of, times }) => `${'type('.repeat(times)}${of}${')'.repeat(times)}`,
  showValue: (value) => `<class '${String(value)}'>`,
};

/** Six objects, by the way they are written in Python. */
function makeWorld(): ReadonlyMap<string, PyObject> {
  const type = {} as { type: PyObject };
  type.type = type;
  const object = { type };
  const int = { type };
  const str = { type };
  return new Map<string, PyObject>([
    ['type', type],
    ['object', object],
    ['int', int],
    ['str', str],
    ['42', { type: int }],
    ["'text'", { type: str }],
  ]);
}
