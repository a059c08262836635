import type { PyClass } from '../kit/classes.ts';
import type { Workload } from '../kit/workload.ts';
import type { Contract } from './contract.ts';
import { countEntries, digest, type HandOut, ladderOf } from './ladder.ts';

/** `size` is the number of diamonds in the ladder; the work is the order of a new class on top, from its bases' orders. */
export const workloads: Readonly<Record<string, Workload<Contract>>> = {
  /** An operation is one entry of the bases' orders. */
  ladder: {
    prepare(module, size) {
      const nextTop = ladderOf(size, (order) => order);
      return { operations: countEntries(nextTop()), work: () => digest(module.mro(nextTop())) };
    },
  },

  /** The same on lists that count how often their entries are read. */
  'counted-ladder': {
    prepare(module, size) {
      const counter = new ReadCounter();
      const nextTop = ladderOf(size, counter.handOut);
      const operations = countEntries(nextTop());
      let calls = 0;
      counter.reads = 0; // building the ladder reads entries too
      return {
        operations,
        work: () => {
          calls += 1;
          return digest(module.mro(nextTop()));
        },
        figures: () => ({ 'reads per entry': counter.reads / (operations * calls) }),
      };
    },
  },
};

class ReadCounter {
  reads = 0;

  readonly handOut: HandOut = (order) =>
    new Proxy(Object.freeze(order), {
      get: (target, key) => {
        this.#count(key);
        return Reflect.get(target, key) as PyClass;
      },
      getOwnPropertyDescriptor: (target, key) => {
        this.#count(key);
        return Reflect.getOwnPropertyDescriptor(target, key);
      },
    });

  #count(key: string | symbol): void {
    if (isIndex(key)) this.reads += 1;
  }
}

function isIndex(key: string | symbol): boolean {
  return typeof key === 'string' && /^\d/.test(key);
}
