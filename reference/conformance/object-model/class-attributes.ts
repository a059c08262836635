import { def, type FunctionBody, type PyFunction } from '../../object-model/descriptors/function.ts';
import { makeProperty } from '../../object-model/descriptors/wrapper-types.ts';
import { PyClassMethod, PyStaticMethod } from '../../object-model/descriptors/wrappers.ts';
import { callMethod, getAttribute, setAttribute } from '../../object-model/object/attributes.ts';
import type { PyValue } from '../../object-model/object/py-object.ts';
import { call } from '../../object-model/type/slots.ts';
import { tupleOf } from '../../object-model/type/static-types.ts';
import { makeDescriptor } from './descriptor.ts';
import { metaclassCode } from './metaclass-attributes.ts';
import { decode, errorOf, MalformedScenario, type Session } from './session.ts';

/** An attribute of a class statement in a scenario; FORMAT describes the kinds. */
export type Attribute = Readonly<Record<string, unknown>> & { readonly kind: string };

/** What an attribute's functions need of the class body they are written in. */
export interface Scope {
  readonly session: Session;
  /** The class's written name. */
  readonly cls: string;
  /** What precedes a function's name in its `__qualname__`. */
  readonly prefix: string;
  /** `super()` in a function with this first argument. */
  readonly parent: (self: PyValue) => PyValue;
  /** A name as the compiler writes it in this place: `__p` is `_A__p` inside a class `A`. */
  readonly mangle: (name: string) => string;
  /** What a name in the body itself stands for. */
  readonly lookUp: (name: string) => PyValue;
}

/** What an attribute binds in the body: each part of a property anew. An annotation binds nothing of its own here. */
export function attributeValues(scope: Scope, attribute: Attribute): readonly (readonly [string, PyValue])[] {
  if (attribute.kind !== 'property') return [attributeValue(scope, attribute)];
  const name = String(attribute['name']);
  return propertyParts(scope, attribute, name).map((part) => [name, part]);
}

function attributeValue(scope: Scope, attribute: Attribute): readonly [string, PyValue] {
  const name = String(attribute['name']);
  const { kind } = attribute;
  switch (kind) {
    case 'value':
      return [name, decodeInBody(scope, attribute['value'])];
    case 'alias':
      return [name, scope.lookUp(String(attribute['of']))];
    case 'slots':
      return ['__slots__', slotsValue(scope, attribute['names'])];
    case 'method':
    case 'classmethod':
    case 'staticmethod':
      return [name, plainMethod(scope, attribute, name)];
    case 'descriptor':
      return [name, makeDescriptor(scope.session, attribute)];
    default: {
      const hook = metaclassCode(scope, attribute) ?? specialMethod(scope, attribute);
      if (hook === undefined) throw new MalformedScenario(`attribute kind '${kind}'`);
      const [hookName, parameters, code] = hook;
      const made = define(scope, hookName, parameters, code);
      return [hookName, hook[3] === 'classmethod' ? new PyClassMethod(made) : made];
    }
  }
}

/** Name, parameters, code, and whether it is a class method. */
export type Hook = readonly [string, readonly string[], FunctionBody, 'classmethod'?];

export function define({ prefix }: Scope, name: string, parameters: readonly string[], code: FunctionBody): PyFunction {
  return def(name, parameters, code, { qualname: `${prefix}${name}` });
}

function decodeInBody({ session, lookUp }: Scope, value: unknown): PyValue {
  if (typeof value === 'object' && value !== null && 'var' in value && value.var === 'auto()') {
    return call(session.lookUp('auto'), []);
  }
  return decode(value, lookUp);
}

function slotsValue({ lookUp }: Scope, names: unknown): PyValue {
  return typeof names === 'string' ? names : tupleOf((names as unknown[]).map((name) => decode(name, lookUp)));
}

function plainMethod(scope: Scope, attribute: Attribute, name: string): PyValue {
  const { session, cls, parent, mangle } = scope;
  const { kind, returns = null } = attribute;
  const isStatic = kind === 'staticmethod';
  const receiver = { method: ['self'], classmethod: ['cls'], staticmethod: [] }[kind as 'method'];
  const code: FunctionBody = (all) => {
    const [self, args] = isStatic ? [null, [...all]] : [all[0] as PyValue, all.slice(1)];
    session.log('call', `${cls}.${name}`, self, args);
    if ('raises' in attribute) throw errorOf(attribute['raises']);
    if (attribute['super'] !== true) return session.literal(returns);
    const result = session.literal(returns);
    return [result, call(getAttribute(parent(self), mangle(name)), args)];
  };
  const made = define(scope, name, [...receiver, '*args'], code);
  if (attribute['abstract'] === true) call(session.lookUp('abstractmethod'), [made]);
  if (kind === 'classmethod') return new PyClassMethod(made);
  return isStatic ? new PyStaticMethod(made) : made;
}

/** `@property`, then `@name.setter`, then `@name.deleter`: each makes a property of what was there before. */
function propertyParts(scope: Scope, attribute: Attribute, name: string): PyValue[] {
  const { session } = scope;
  const tag = String(attribute['tag']);
  const getter = define(scope, name, ['self'], ([self]) => {
    session.log('pget', tag, self);
    if ('raises' in attribute) throw errorOf(attribute['raises']);
    return `prop:${tag}`;
  });
  if (attribute['abstract'] === true) call(session.lookUp('abstractmethod'), [getter]);
  const setter = define(scope, name, ['self', 'value'], ([self, value]) => {
    session.log('pset', tag, self, value);
    return null;
  });
  const deleter = define(scope, name, ['self'], ([self]) => {
    session.log('pdel', tag, self);
    return null;
  });
  const parts: PyValue[] = [makeProperty(getter)];
  const add = (method: string, code: PyValue) => parts.push(callMethod(parts.at(-1) as PyValue, method, [code]));
  if (attribute['set'] === true) add('setter', setter);
  if (attribute['delete'] === true) add('deleter', deleter);
  return parts;
}

/** Hooks of attribute access, instance making and subclass making. */
function specialMethod(scope: Scope, attribute: Attribute): Hook | undefined {
  const { session, cls, parent, mangle } = scope;
  const setEach = (target: PyValue) => {
    for (const [key, value] of Object.entries((attribute['set'] ?? {}) as object)) {
      setAttribute(target, mangle(key), session.decode(value));
    }
  };
  const isIn = (list: unknown, name: PyValue) => (list as readonly unknown[]).includes(name);
  switch (attribute.kind) {
    case 'getattr':
      return [
        '__getattr__',
        ['self', 'name'],
        ([self, name]) => {
          session.log('__getattr__', cls, self, name);
          if ('only' in attribute && !isIn(attribute['only'], name)) {
            throw errorOf({ type: 'AttributeError', message: `no ${String(name)}` });
          }
          return `dyn:${String(name)}`;
        },
      ];
    case 'getattribute':
      return [
        '__getattribute__',
        ['self', 'name'],
        ([self, name]) => {
          session.log('__getattribute__', cls, self, name);
          return callMethod(parent(self), '__getattribute__', [name]);
        },
      ];
    case 'setattr':
    case 'delattr': {
      const name = `__${attribute.kind}__`;
      const parameters = attribute.kind === 'setattr' ? ['self', 'name', 'value'] : ['self', 'name'];
      return [
        name,
        parameters,
        ([self, ...args]) => {
          session.log(name, cls, self, ...args);
          if ('block' in attribute && isIn(attribute['block'], args[0] as PyValue)) {
            throw errorOf({ type: 'AttributeError', message: `blocked ${String(args[0])}` });
          }
          callMethod(parent(self), name, args);
          return null;
        },
      ];
    }
    case 'init_subclass':
      return [
        '__init_subclass__',
        ['cls', '**kwargs'],
        ([target], kwds) => {
          const sub = target;
          session.log('init_subclass', cls, sub, new Map(kwds));
          if ('raises' in attribute) throw errorOf(attribute['raises']);
          setEach(sub);
          const consumes = attribute['consumes'] ?? [];
          const left = [...kwds].filter(([key]) => consumes !== '*' && !isIn(consumes, key));
          if (attribute['super'] !== false) callMethod(parent(sub), '__init_subclass__', [], new Map(left));
          return null;
        },
      ];
    case 'new':
      return [
        '__new__',
        ['cls', '*args', '**kwargs'],
        ([target, ...args], kwds) => {
          const made = target;
          session.log('new', cls, made, args, new Map(kwds));
          if ('returns' in attribute) return session.literal(attribute['returns']);
          const passed = attribute['passArgs'] === true;
          return callMethod(parent(made), '__new__', passed ? [made, ...args] : [made], passed ? kwds : new Map());
        },
      ];
    case 'init':
      return [
        '__init__',
        ['self', '*args', '**kwargs'],
        ([self, ...args], kwds) => {
          const target = self;
          session.log('init', cls, target, args, new Map(kwds));
          const passed = attribute['passArgs'] === true;
          if (attribute['super'] === true)
            callMethod(parent(target), '__init__', passed ? args : [], passed ? kwds : new Map());
          for (const [at, name] of ((attribute['params'] ?? []) as string[]).entries()) {
            const value = args[at];
            if (value === undefined) throw errorOf({ type: 'IndexError', message: 'tuple index out of range' });
            setAttribute(target, mangle(name), value);
          }
          setEach(target);
          return session.literal(attribute['returns'] ?? null);
        },
      ];
    default:
      return undefined;
  }
}
