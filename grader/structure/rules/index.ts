import type { StructureRule } from '../rule.ts';
import { basesUntouched } from './bases-untouched.ts';
import { freeListInMemory } from './free-list-in-memory.ts';
import { hintsReadOnce } from './hints-read-once.ts';
import { identityNotNames } from './identity-not-names.ts';
import { mergeWrittenOut } from './merge-written-out.ts';
import { noLinearScan } from './no-linear-scan.ts';
import { noMetaclassNoDecorator } from './no-metaclass-no-decorator.ts';
import { shape } from './shape.ts';
import { sizeClassByArithmetic } from './size-class-by-arithmetic.ts';
import { valuesInInstanceDict } from './values-in-instance-dict.ts';

/** Every rule there is, by the id that a manifest names it by. */
export const RULES: Readonly<Record<string, StructureRule>> = Object.fromEntries(
  [
    shape,
    basesUntouched,
    mergeWrittenOut,
    identityNotNames,
    noMetaclassNoDecorator,
    valuesInInstanceDict,
    hintsReadOnce,
    freeListInMemory,
    noLinearScan,
    sizeClassByArithmetic,
  ].map((rule) => [rule.id, rule]),
);
