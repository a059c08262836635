/** The comfortable way in: Python's objects, written as objects of TypeScript. It adds nothing but comfort. */
import * as machine from '../index.ts';
import { view } from './view.ts';

export { type KeywordArguments, kw } from './keyword-arguments.ts';
export { bases, python } from './python.ts';
export { type Dynamic, unview, view } from './view.ts';

export const object = view(machine.object);
export const type = view(machine.type);
export const int = view(machine.int);
export const str = view(machine.str);
export const float = view(machine.float);
export const bool = view(machine.bool);
export const list = view(machine.list);
export const tuple = view(machine.tuple);
export const dict = view(machine.dict);
export const Ellipsis = view(machine.Ellipsis);
export const NotImplemented = view(machine.NotImplemented);

const builtin = (name: string) => view(machine.builtinFunctions.get(name) ?? null);
export const repr = builtin('repr');
export const isinstance = builtin('isinstance');
export const issubclass = builtin('issubclass');
export const getattr = builtin('getattr');
export const setattr = builtin('setattr');
export const hasattr = builtin('hasattr');
export const len = builtin('len');
