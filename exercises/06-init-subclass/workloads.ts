import { float } from '../kit/builtins.ts';
import { construct, defineClass, getAttribute, type PyValue, setAttribute } from '../kit/objects.ts';
import { typeHintsAsked } from '../kit/type-hints.ts';
import type { Workload } from '../kit/workload.ts';
import type { Contract } from './contract.ts';

/** Fields that are assigned to, however many the class has: the same memory is touched at every size. */
const HOT = 8;
const ROUNDS = 512;

/** `size` fields on a class; eight of them, spread evenly, are assigned to in turn: ints, which become floats. */
const assign: Workload<Contract> = {
  prepare({ Checked }, size) {
    const names = Array.from({ length: size }, (_, index) => `field${index}`);
    const Person = defineClass('Person', Checked, {
      annotations: new Map(names.map((name) => [name, float] as const)),
    });
    const instance = construct(Person);
    const hot = names.filter((_, index) => index % Math.max(1, Math.floor(size / HOT)) === 0).slice(0, HOT);
    let calls = 0;
    let hintReads = 0;
    return {
      operations: ROUNDS * hot.length,
      work() {
        calls += 1;
        const askedBefore = typeHintsAsked();
        for (let round = 1; round <= ROUNDS; round += 1) {
          for (const [index, name] of hot.entries()) setAttribute(instance, name, BigInt(calls * round + index));
        }
        hintReads += typeHintsAsked() - askedBefore;
        return hot.map((name) => numberOf(getAttribute(instance, name)));
      },
      figures: () => ({ hintReadsPerAssignment: hintReads / Math.max(1, calls * ROUNDS * hot.length) }),
    };
  },
};

export const workloads = { assign };

function numberOf(value: PyValue): number | null {
  return typeof value === 'number' ? value : null;
}
