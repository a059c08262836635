import { PyTypeError, PyValueError } from '../../../exercises/kit/errors.ts';
import type { Address } from '../../../exercises/kit/memory.ts';
import { parseInteger } from '../../../exercises/kit/number-literals.ts';
import { objectNew } from '../objects/allocate.ts';
import { intValue } from '../objects/int-object.ts';
import { listAppend, listClear, listPop, newList } from '../objects/list-object.ts';
import { decref, incref, refcntOf } from '../objects/refcount.ts';
import { internStr, isInterned, strText } from '../objects/str-object.ts';
import type { Members } from './callables.ts';
import { binary } from './operators.ts';
import { itemsOf, show } from './show.ts';
import type { Values } from './values.ts';

/** `sys.…` */
export const SYS_FUNCTIONS: Members = {
  /** Counts the reference that its own argument is, too. */
  getrefcount: (values, [object]) => values.int(BigInt(refcntOf(values.heap, given(object)))),
  intern: ({ heap }, [text]) => interned(heap, given(text)),
};

/** By the name that programs call them by. */
export const BUILTIN_FUNCTIONS: Members = {
  object: ({ heap, types }) => objectNew(heap, types.object),
  frozenset: ({ heap, types }) => objectNew(heap, types.frozenset),
  chr: (values, [code]) => values.str(String.fromCodePoint(Number(intValue(values.heap, given(code))))),
  int: (values, [text]) => {
    const value = parseInteger(strText(values.heap, given(text)));
    if (value === undefined)
      throw new PyValueError(`invalid literal for int() with base 10: ${show(values, given(text))}`);
    return values.int(value);
  },
  bytes: (values, [codes]) => {
    const characters = itemsOf(values, given(codes)).map((code) => Number(intValue(values.heap, code)));
    return values.bytes(String.fromCharCode(...characters));
  },
  tuple: (values, [items]) => values.tuple(itemsOf(values, given(items))),
  list: (values, [items]) => newList(values.heap, itemsOf(values, given(items))),
  sum: (values, [items]) =>
    itemsOf(values, given(items)).reduce((total, item) => {
      const next = binary(values, '+', total, item);
      decref(values.heap, total);
      return next;
    }, values.int(0n)),
};

/** Methods: the first argument is the object. */
export const LIST_METHODS: Members = {
  append: (values, [list, item]) => {
    listAppend(values.heap, given(list), given(item));
    return values.none();
  },
  pop: ({ heap }, [list]) => listPop(heap, given(list)),
  clear: (values, [list]) => {
    listClear(values.heap, given(list));
    return values.none();
  },
};

export const STR_METHODS: Members = {
  join: (values, [separator, items]) => {
    const parts = itemsOf(values, given(items)).map((item) => strText(values.heap, item));
    return values.str(parts.join(strText(values.heap, given(separator))));
  },
};

/** The one str of this text that is interned: this one, if there was none. Source: `sys_intern_impl`. */
function interned(heap: Values['heap'], str: Address): Address {
  const known = heap.interned.get(strText(heap, str));
  if (known !== undefined) return incref(heap, known);
  if (!isInterned(heap, str)) internStr(heap, str);
  return incref(heap, str);
}

function given(argument: Address | undefined): Address {
  if (argument === undefined) throw new PyTypeError('an argument is missing');
  return argument;
}
