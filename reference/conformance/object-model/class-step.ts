import { type Body, buildClass } from '../../object-model/class-statement/build-class.ts';
import { setAttribute } from '../../object-model/object/attributes.ts';
import type { PyValue } from '../../object-model/object/py-object.ts';
import { contains, getItem, setItem } from '../../object-model/protocols/items.ts';
import { mangle } from '../../object-model/type/declare-slots.ts';
import { call } from '../../object-model/type/slots.ts';
import { tupleOf } from '../../object-model/type/static-types.ts';
import { type Attribute, attributeValues, type Scope } from './class-attributes.ts';
import { usesSuper } from './metaclass-attributes.ts';
import type { RecordedStep } from './recording.ts';
import { MalformedScenario, type Session } from './session.ts';

/** The class statement of a step: decorators, bases, metaclass, keywords and body. Binds its written name. */
export function classStep(session: Session, step: RecordedStep): PyValue {
  const name = String(step['name']);
  const attributes = (step['attrs'] ?? []) as readonly Attribute[];
  const decorators = (step['decorators'] ?? []) as readonly Decorator[];
  const bases = ((step['bases'] ?? []) as readonly unknown[]).map((base) =>
    typeof base === 'string' ? session.lookUp(base) : session.decode(base),
  );
  const made = buildClass({
    name,
    bases,
    ...('metaclass' in step ? { metaclass: session.lookUp(String(step['metaclass'])) } : {}),
    kwds: keywords(session, step),
    body: (body) => runBody(session, name, attributes, body),
  });
  const bound = decorators.toReversed().reduce((cls, decorator) => decorate(session, decorator, cls), made);
  session.variables.set(name, bound);
  return null;
}

/** `meta(name, bases, namespace, **kwds)`. Binds `as`, or the name. */
export function typeStep(session: Session, step: RecordedStep): PyValue {
  const name = String(step['name']);
  const body = new Map<PyValue, PyValue>();
  const scope: Scope = {
    session,
    cls: name,
    prefix: '__make.<locals>.',
    parent: () => {
      throw new MalformedScenario('super() in a type step');
    },
    mangle: (written) => written,
    lookUp: (written) => body.get(written) ?? session.lookUp(written),
  };
  for (const attribute of (step['attrs'] ?? []) as readonly Attribute[]) {
    for (const [key, value] of attributeValues(scope, attribute)) body.set(key, value);
  }
  const bases =
    'basesRaw' in step
      ? session.decode(step['basesRaw'])
      : tupleOf(((step['bases'] ?? []) as readonly string[]).map((base) => session.lookUp(base)));
  const namespace = 'nsRaw' in step ? session.decode(step['nsRaw']) : body;
  const meta = session.lookUp(String(step['meta'] ?? 'type'));
  const made = call(meta, [session.decode(step['name']), bases, namespace], keywords(session, step));
  session.variables.set(String(step['as'] ?? name), made);
  return made;
}

export function keywords(session: Session, step: RecordedStep): Map<string, PyValue> {
  const kwds = Object.entries((step['kwds'] ?? {}) as object);
  return new Map(kwds.map(([key, value]) => [key, session.decode(value)]));
}

function runBody(session: Session, name: string, attributes: readonly Attribute[], body: Body): void {
  const mangled = (written: string) => mangle(name, written);
  const lookUp = (written: string) => {
    const key = mangled(written);
    return contains(body.namespace, key) ? getItem(body.namespace, key) : session.lookUp(written);
  };
  const parent = attributes.some(usesSuper) ? body.useSuper() : () => null;
  const scope: Scope = { session, cls: name, prefix: `${name}.`, parent, mangle: mangled, lookUp };
  if (attributes.some(({ kind }) => kind === 'annotation') && !contains(body.namespace, '__annotations__')) {
    body.set('__annotations__', new Map());
  }
  for (const attribute of attributes) {
    if (attribute.kind === 'annotation') annotate(scope, attribute, body);
    else {
      for (const [key, value] of attributeValues(scope, attribute)) body.set(mangled(key), value);
    }
  }
}

/** `name: type = default`: the value is stored first, then the annotation. */
function annotate(scope: Scope, attribute: Attribute, body: Body): void {
  const name = scope.mangle(String(attribute['name']));
  if ('default' in attribute) body.set(name, scope.session.decode(attribute['default']));
  const annotation = scope.lookUp(String(attribute['type']));
  setItem(getItem(body.namespace, '__annotations__'), name, annotation);
}

interface Decorator {
  readonly tag: string;
  readonly set?: object;
  readonly returns?: unknown;
}

function decorate(session: Session, decorator: Decorator, cls: PyValue): PyValue {
  session.log('decorate', decorator.tag, cls);
  for (const [key, value] of Object.entries(decorator.set ?? {})) setAttribute(cls, key, session.decode(value));
  return 'returns' in decorator ? session.decode(decorator.returns) : cls;
}
