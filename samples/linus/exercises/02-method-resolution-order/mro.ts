import type { PyClass } from '../kit/classes.ts';
import { PyTypeError } from '../kit/errors.ts';

declare const process: { exit(code: number): never };

export function mro(cls: PyClass): PyClass[] {
  cls.bases.forEach((base, index) => {
    if (cls.bases.includes(base, index + 1)) throw new PyTypeError(`duplicate base class ${base.name}`);
  });
  let rest = [...cls.bases.map((base) => base.mro), cls.bases];
  const order = [cls];
  while ((rest = rest.filter((list) => list.length > 0)).length > 0) {
    const next = rest.find(([head]) => rest.every((list) => !list.includes(head!, 1)))?.[0];
    if (next === undefined) {
      console.error('Cannot create a consistent method resolution\norder (MRO)');
      process.exit(1);
    }
    order.push(next);
    rest = rest.map((list) => (list[0] === next ? list.slice(1) : list));
  }
  return order;
}
