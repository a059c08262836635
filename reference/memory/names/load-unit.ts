import type { Address } from '../../../exercises/kit/memory.ts';
import { decref, incref } from '../objects/refcount.ts';
import { internStr } from '../objects/str-object.ts';
import { tupleItem } from '../objects/tuple-object.ts';
import type { CompilationUnit } from './compile.ts';
import { constantKey, isInternedConstant } from './constants.ts';
import type { Constant } from './syntax.ts';
import type { Values } from './values.ts';

/**
 * The constants of a compilation unit as objects. Two refer to each: the syntax tree that it was read into, as long as the
 * unit runs, and the code's `co_consts`, as long as there is the code. Parts of a constant tuple have that tuple besides.
 *
 * Source: CPython 3.11, Python/pythonrun.c, `run_mod` and `_PyArena_Free`; Python/compile.c, `merge_consts_recursive`.
 */
export class LoadedUnit {
  /** `co_consts`: a tuple. A function made by the unit refers to it too. */
  readonly constants: Address;
  readonly #values: Values;
  /** Place of each constant in the tuple, by `constantKey`. */
  readonly #places = new Map<string, number>();
  /** The syntax tree's references, by `constantKey`. */
  readonly #tree = new Map<string, Address>();

  constructor(values: Values, unit: CompilationUnit) {
    this.#values = values;
    this.constants = values.tuple(unit.constants.map((constant) => this.#make(constant)));
    for (const [place, constant] of unit.constants.entries()) this.#places.set(constantKey(constant), place);
  }

  /** The constant's object: no new reference. */
  object(constant: Constant): Address {
    const place = this.#places.get(constantKey(constant));
    if (place === undefined) throw new RangeError(`no constant ${constantKey(constant)} was compiled`);
    return tupleItem(this.#values.heap, this.constants, place);
  }

  /** The unit has run: the syntax tree goes, and the code unless a function holds it. */
  release(): void {
    for (const object of this.#tree.values()) decref(this.#values.heap, object);
    this.#tree.clear();
    decref(this.#values.heap, this.constants);
  }

  /** The object of this constant and of all that equal it; made if it is the first. */
  #make(constant: Constant): Address {
    const key = constantKey(constant);
    const known = this.#tree.get(key);
    if (known !== undefined) return known;
    const object = this.#create(constant);
    this.#tree.set(key, object);
    return object;
  }

  #create(constant: Constant): Address {
    const values = this.#values;
    switch (constant.kind) {
      case 'None':
        return values.none();
      case 'bool':
        return values.bool(constant.value);
      case 'int':
        return values.int(constant.value);
      case 'float':
        return values.float(constant.value);
      case 'bytes':
        return values.bytes(constant.value);
      case 'str':
        return this.#string(constant.value);
      case 'tuple':
        return values.tuple(constant.items.map((item) => this.#make(item)));
      default:
        return constant satisfies never;
    }
  }

  /** A text of name characters is the interned one. Source: CPython 3.11, Objects/codeobject.c, `intern_string_constants`. */
  #string(text: string): Address {
    const { heap } = this.#values;
    if (!isInternedConstant(text)) return this.#values.str(text);
    const known = heap.interned.get(text);
    if (known !== undefined) return incref(heap, known);
    const str = this.#values.str(text);
    internStr(heap, str);
    return str;
  }
}
