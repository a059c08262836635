import { float as kitFloat, int as kitInt } from '../../../exercises/kit/builtins.ts';
import { PyTypeError, PyValueError } from '../../../exercises/kit/errors.ts';
import { getset, methods, newMethod, slotWrappers } from '../descriptors/define.ts';
import { PyInstance, PyObject, type PyValue } from '../object/py-object.ts';
import { equalBuiltin } from '../protocols/equality.ts';
import { hashBuiltin } from '../protocols/hash.ts';
import { reprBuiltin } from '../protocols/repr.ts';
import { truth, truthOfBuiltin } from '../protocols/truth.ts';
import { callSpecial, initSlotOf } from '../type/slots.ts';
import { bool, float, int, NotImplemented, typeOf } from '../type/static-types.ts';
import { plain, wholeNumber, wrap } from './plain-value.ts';
import { refuseKeywords, refuseMany } from './refuse-arguments.ts';

/**
 * `int`, `bool`, `float`: as much as classes built on them need.
 *
 * Source: CPython 3.11, Objects/longobject.c, Objects/boolobject.c, Objects/floatobject.c.
 */

newMethod(int, (cls, args, kwds) => {
  const given = args.length + kwds.size;
  if (given > 2) throw new PyTypeError(`int() takes at most 2 arguments (${given} given)`);
  for (const name of kwds.keys()) throw new PyTypeError(`'${name}' is an invalid keyword argument for int()`);
  const [value, base] = args;
  if (base !== undefined) checkBase(base);
  if (base !== undefined && typeof plain(value) !== 'string') {
    throw new PyTypeError("int() can't convert non-string with explicit base");
  }
  return wrap(cls, value === undefined ? 0n : numberFrom(value, '__int__', kitInt));
});
newMethod(float, (cls, args, kwds) => {
  // With an `__init__` of its own, a subclass may take keywords.
  if (initSlotOf(cls) === initSlotOf(float)) refuseKeywords('float', kwds);
  refuseMany('float', args);
  const [value] = args;
  return wrap(cls, value === undefined ? 0 : numberFrom(value, '__float__', kitFloat));
});
newMethod(bool, (_cls, args, kwds) => {
  refuseKeywords('bool', kwds);
  refuseMany('bool', args);
  return args[0] === undefined ? false : truth(args[0]);
});

/** Source: CPython 3.11, Objects/longobject.c, `long_new_impl`. */
function checkBase(base: PyValue): void {
  const number = wholeNumber(base);
  if (number === undefined)
    throw new PyTypeError(`'${typeOf(base).tpName}' object cannot be interpreted as an integer`);
  if (number === 0n || (number >= 2n && number <= 36n)) return;
  throw new PyValueError('int() base must be >= 2 and <= 36, or 0');
}

function numberFrom(value: PyValue, method: string, convert: typeof kitInt): PyValue {
  if (value instanceof PyObject && !(value instanceof PyInstance && value.payload !== undefined)) {
    const converted = callSpecial(value, method, []);
    if (converted !== undefined) return converted;
    const what =
      method === '__int__'
        ? 'int() argument must be a string, a bytes-like object or a real number'
        : 'float() argument must be a string or a real number';
    throw new PyTypeError(`${what}, not '${typeOf(value).tpName}'`);
  }
  return convert(plain(value)) as PyValue;
}

const COMMON = {
  __repr__: ([self]: readonly PyValue[]) => reprBuiltin(self as PyValue),
  __eq__: ([self, other]: readonly PyValue[]) => equalBuiltin(self as PyValue, other as PyValue),
  __hash__: ([self]: readonly PyValue[]) => hashBuiltin(self as PyValue),
  __bool__: ([self]: readonly PyValue[]) => truthOfBuiltin(self as PyValue),
};
slotWrappers(int, COMMON);
slotWrappers(float, COMMON);
slotWrappers(bool, { __repr__: COMMON.__repr__ });

/** An operation on whole numbers; of anything else the other operand is asked. */
function integerOperation(operate: (left: bigint, right: bigint) => bigint) {
  return ([left, right]: readonly PyValue[]): PyValue => {
    const [a, b] = [wholeNumber(left), wholeNumber(right)];
    return a === undefined || b === undefined ? NotImplemented : operate(a, b);
  };
}

/** An operation on numbers of which one is a float. */
function floatOperation(operate: (left: number, right: number) => number) {
  return ([left, right]: readonly PyValue[]): PyValue => {
    const [a, b] = [plain(left), plain(right)];
    const areNumbers = [a, b].every((each) => ['bigint', 'number', 'boolean'].includes(typeof each));
    return areNumbers ? operate(Number(a), Number(b)) : NotImplemented;
  };
}

slotWrappers(float, {
  __add__: floatOperation((a, b) => a + b),
  __sub__: floatOperation((a, b) => a - b),
  __mul__: floatOperation((a, b) => a * b),
});
const or = integerOperation((a, b) => a | b);
const and = integerOperation((a, b) => a & b);
const xor = integerOperation((a, b) => a ^ b);
slotWrappers(int, {
  __add__: integerOperation((a, b) => a + b),
  __sub__: integerOperation((a, b) => a - b),
  __mul__: integerOperation((a, b) => a * b),
  __or__: or,
  __and__: and,
  __xor__: xor,
  __ror__: or,
  __rand__: and,
  __rxor__: xor,
  __invert__: ([self]) => ~(wholeNumber(self) ?? 0n),
  __neg__: ([self]) => -(wholeNumber(self) ?? 0n),
  __int__: ([self]) => wholeNumber(self) ?? 0n,
  __index__: ([self]) => wholeNumber(self) ?? 0n,
  __lt__: ([self, other]) => isLess(self, other),
});
// Of two bools the answer is a bool; of a bool and a number, a number.
slotWrappers(bool, {
  __or__: (operands) => ofBools(operands, (a, b) => a || b) ?? or(operands),
  __and__: (operands) => ofBools(operands, (a, b) => a && b) ?? and(operands),
  __xor__: (operands) => ofBools(operands, (a, b) => a !== b) ?? xor(operands),
  __ror__: (operands) => ofBools(operands, (a, b) => a || b) ?? or(operands),
  __rand__: (operands) => ofBools(operands, (a, b) => a && b) ?? and(operands),
  __rxor__: (operands) => ofBools(operands, (a, b) => a !== b) ?? xor(operands),
});
for (const type of [int, float]) methods(type, { __format__: ([self]) => reprBuiltin(self as PyValue) });
methods(int, {
  bit_length: ([self]) => BigInt((wholeNumber(self) ?? 0n).toString(2).replace('-', '').replace(/^0$/, '').length),
});
getset(int, 'real', (self) => wholeNumber(self) ?? 0n);
getset(int, 'imag', () => 0n);

function ofBools([left, right]: readonly PyValue[], operate: (a: boolean, b: boolean) => boolean): boolean | undefined {
  return typeof left === 'boolean' && typeof right === 'boolean' ? operate(left, right) : undefined;
}

function isLess(left: PyValue | undefined, right: PyValue | undefined): PyValue {
  const [a, b] = [wholeNumber(left), wholeNumber(right)];
  if (a === undefined || b === undefined) return NotImplemented;
  return a < b;
}
