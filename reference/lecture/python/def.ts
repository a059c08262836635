import { type Dynamic, kw, unview, view } from '../../object-model/comfort/index.ts';
import { type Code, def as define, type PyValue } from '../../object-model/index.ts';
import { PyIterator } from '../../object-model/protocols/iterate.ts';

/**
 * `def name(parameters): body`, outside a class. The body gets the parameters in their order, `*args` as an array and
 * `**kwargs` as an object; if it is a generator, Python gets an iterator.
 *
 *     def('__init__(self, *args, **kwargs)', (self, args, kwargs) => { … })
 */
export function def(declaration: string, body: (...parameters: Dynamic[]) => Dynamic): Dynamic {
  const [, name = '', list = ''] = /^([^(]+)\((.*)\)$/.exec(declaration) ?? [];
  const parameters = list.split(',').map((parameter) => parameter.trim());
  const positional = parameters.filter((parameter) => !parameter.startsWith('*')).length;
  const code: Code = (args, kwds) => {
    const given: Dynamic[] = args.slice(0, positional).map(view);
    if (parameters.some((parameter) => /^\*\w/.test(parameter))) given.push(args.slice(positional).map(view));
    if (parameters.some((parameter) => parameter.startsWith('**'))) {
      given.push(kw(Object.fromEntries([...kwds].map(([key, value]) => [key, view(value)]))));
    }
    return resultOf(body(...given));
  };
  return view(define(name, parameters, code));
}

function resultOf(result: Dynamic): PyValue {
  return isGenerator(result) ? new PyIterator(unviewed(result)) : unview(result);
}

function isGenerator(value: unknown): value is Generator {
  return Object.prototype.toString.call(value) === '[object Generator]';
}

function* unviewed(values: Generator): Iterable<PyValue> {
  for (const value of values) yield unview(value);
}
