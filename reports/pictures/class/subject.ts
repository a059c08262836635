import { PythonError } from '../../../exercises/kit/errors.ts';
import { callMethod, findAttribute } from '../../../reference/object-model/object/attributes.ts';
import { PyTuple, type PyValue } from '../../../reference/object-model/object/py-object.ts';
import { isType, PyType } from '../../../reference/object-model/type/py-type.ts';
import { object, tupleOf, type } from '../../../reference/object-model/type/static-types.ts';
import { type Merge, traceMerge } from './merge.ts';
import type { ClassStatement } from './world.ts';

/** What is drawn: a class, or the statement that failed to make one. */
export interface Subject {
  readonly statement: ClassStatement;
  /** The class; where there is none, one that was never made and stands for it, and is in no list of subclasses. */
  readonly cls: PyType;
  readonly isMade: boolean;
  /** As they are now. Of a class that was not made: those of the statement that are classes. */
  readonly bases: readonly PyType[];
  readonly merge: Merge;
}

export function subjectOf(statement: ClassStatement): Subject {
  const { made, name } = statement;
  if (isType(made))
    return { statement, cls: made, isMade: true, bases: made.bases, merge: traceMerge(made, made.bases) };
  const cls = new PyType(type, name, { heap: true });
  const written = entriesOf(statement.bases);
  const bases = written.length === 0 ? [object] : written;
  cls.bases = bases;
  return { statement, cls, isMade: false, bases, merge: traceMerge(cls, bases) };
}

/** The bases, those with `__mro_entries__` replaced by what it gives. */
function entriesOf(bases: readonly PyValue[]): readonly PyType[] {
  return bases.flatMap((base) => {
    if (isType(base)) return [base];
    try {
      if (findAttribute(base, '__mro_entries__') === undefined) return [];
      const entries = callMethod(base, '__mro_entries__', [tupleOf(bases)]);
      return entries instanceof PyTuple ? entries.items.filter(isType) : [];
    } catch (error) {
      if (error instanceof PythonError) return [];
      throw error;
    }
  });
}
