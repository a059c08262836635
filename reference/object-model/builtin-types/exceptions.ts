import { getset, newMethod, slotWrapper, slotWrappers } from '../descriptors/define.ts';
import { allocate } from '../object/object-type.ts';
import { type Keywords, PyInstance, PyTuple, type PyValue } from '../object/py-object.ts';
import { repr, str } from '../protocols/repr.ts';
import { getDict, setDict } from '../type/instance-dict.ts';
import type { PyType } from '../type/py-type.ts';
import { BaseException, Exception, staticType, tupleOf } from '../type/static-types.ts';
import { refuseKeywords } from './refuse-arguments.ts';

/**
 * Exceptions as classes: to derive from and to make instances of. What is raised is the kit's `PythonError`.
 *
 * Source: CPython 3.11, Objects/exceptions.c.
 */

function newException(cls: PyType, args: readonly PyValue[]): PyValue {
  const made = allocate(cls);
  made.payload = tupleOf(args);
  return made;
}

function initException(self: PyValue, args: readonly PyValue[], kwds: Keywords): void {
  if (!(self instanceof PyInstance)) return;
  refuseKeywords(self.type.tpName, kwds);
  self.payload = tupleOf(args);
}

/** Every exception class has both in its own dict. */
function complete(type: PyType): PyType {
  newMethod(type, newException);
  slotWrapper(
    type,
    '__init__',
    ([self, ...args], kwds) => initException(self as PyValue, args, kwds) ?? null,
    initException,
  );
  return type;
}
complete(BaseException);
complete(Exception);

function argsOf(self: PyValue | undefined): PyTuple {
  const held = self instanceof PyInstance ? self.payload : undefined;
  return held instanceof PyTuple ? held : tupleOf([]);
}

slotWrappers(BaseException, {
  __str__: ([self]) => {
    const { items } = argsOf(self);
    return items.length === 0 ? '' : str(items.length === 1 ? (items[0] as PyValue) : argsOf(self));
  },
  __repr__: ([self]) => {
    const { items } = argsOf(self);
    const shown = items.length === 1 ? `(${repr(items[0] as PyValue)})` : repr(argsOf(self));
    return `${(self as PyInstance).type.name}${shown}`;
  },
});
getset(BaseException, 'args', argsOf);
getset(BaseException, '__dict__', getDict, setDict);

const derive = (name: string, base: PyType = Exception, basicsize = base.basicsize) =>
  complete(staticType(name, base, { basicsize }));

export const TypeError_ = derive('TypeError');
export const ValueError_ = derive('ValueError');
export const AttributeError_ = derive('AttributeError', Exception, 88);
export const LookupError_ = derive('LookupError');
export const KeyError_ = derive('KeyError', LookupError_);
export const IndexError_ = derive('IndexError', LookupError_);
export const RuntimeError_ = derive('RuntimeError');
export const ArithmeticError_ = derive('ArithmeticError');
export const StopIteration_ = derive('StopIteration', Exception, 80);
export const AssertionError_ = derive('AssertionError');
