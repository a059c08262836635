import { PyTypeError } from '../../../exercises/kit/errors.ts';
import { newMethod, slotWrappers } from '../descriptors/define.ts';
import { Ellipsis, ellipsis, NoneType, NotImplemented, NotImplementedType } from '../type/static-types.ts';

/** `None`, `...` and `NotImplemented`: one object each. */
for (const [type, value, shown] of [
  [NoneType, null, 'None'],
  [ellipsis, Ellipsis, 'Ellipsis'],
  [NotImplementedType, NotImplemented, 'NotImplemented'],
] as const) {
  newMethod(type, (_cls, args, kwds) => {
    if (args.length > 0 || kwds.size > 0) throw new PyTypeError(`${type.name} takes no arguments`);
    return value;
  });
  slotWrappers(type, { __repr__: () => shown });
}
slotWrappers(NoneType, { __bool__: () => false });
