import type { PythonError } from '../../../exercises/kit/errors.ts';
import type { PyValue } from '../../../reference/object-model/object/py-object.ts';

/** A class statement that the machine has run. */
export interface ClassStatement {
  /** As written. The class's own name may be another. */
  readonly name: string;
  /** The statement in Python, or what is known of it; empty if nothing is. */
  readonly text: string;
  readonly bases: readonly PyValue[];
  /** What `metaclass=` asks for; undefined if it asks for nothing. */
  readonly metaclass: PyValue | undefined;
  /** What the name was bound to: a class, unless a metaclass or a decorator gave something else. Undefined if it failed. */
  readonly made: PyValue | undefined;
  readonly error: PythonError | null;
}

/** Class statements in order, after the last of them, or after all steps of the scenario they are from. */
export interface World {
  readonly name: string;
  /** What it shows, one sentence; empty if nothing says so. */
  readonly rule: string;
  readonly statements: readonly ClassStatement[];
}
