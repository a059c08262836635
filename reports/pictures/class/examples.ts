import { callMethod, getAttribute, setAttribute } from '../../../reference/object-model/object/attributes.ts';
import type { PyValue } from '../../../reference/object-model/object/py-object.ts';
import { contains, getItem, setItem } from '../../../reference/object-model/protocols/items.ts';
import { iterate } from '../../../reference/object-model/protocols/iterate.ts';
import { call } from '../../../reference/object-model/type/slots.ts';
import { type Bodies, runPython } from './python/run-python.ts';
import type { World } from './world.ts';

/** Classes made to be looked at: Python's text, and what its functions do where that makes the class what it is. */
export interface ClassExample {
  readonly name: string;
  readonly rule: string;
  readonly source: string;
  readonly bodies: Bodies;
}

const PLAIN: Bodies = {};

const FIELD = `class Field:
    def __init__(self, name, constructor): ...
    def __set__(self, instance, value): ...
`;

const METHODS = `    def __init__(self, **kwargs): ...
    def _asdict(self): ...
    def __repr__(self): ...
`;

const PERSON = `    name: str
    age: int
    salary: float
`;

/** For each annotation, in order. */
function annotationsOf(namespace: PyValue): readonly (readonly [string, PyValue])[] {
  if (!contains(namespace, '__annotations__')) return [];
  const annotations = getItem(namespace, '__annotations__');
  return [...iterate(annotations)].map((name) => [String(name), getItem(annotations, name)] as const);
}

/** `Field(name, constructor)`, made by the program's own class. */
const FIELD_BODIES: Bodies = {
  'Field.__init__': () => (args) => {
    const [self, name, convert] = args as [PyValue, PyValue, PyValue];
    setAttribute(self, 'name', name);
    setAttribute(self, 'constructor', convert);
    return null;
  },
};

function setFields(cls: PyValue, fieldClass: PyValue): void {
  for (const [name, convert] of annotationsOf(getAttribute(cls, '__dict__'))) {
    setAttribute(cls, name, call(fieldClass, [name, convert]));
  }
}

/** From the simplest on. */
export const CLASS_EXAMPLES: readonly ClassExample[] = [
  {
    name: 'example-diamond',
    rule: 'A diamond: the shared base comes behind both sides, so that each can hand on to the next with super().',
    source: `class A:
    def __init__(self): ...
    def who(self): ...

class B(A):
    def who(self): ...

class C(A):
    def who(self): ...
    label = 'C'

class D(B, C):
    size = 4
`,
    bodies: PLAIN,
  },
  {
    name: 'example-nine-classes',
    rule: 'The nine classes with which C3 is often explained: what a head waits for, and where each attribute is found.',
    source: `class A:
    def who(self): ...

class B:
    def who(self): ...

class C: pass

class D:
    size = 1

class E:
    size = 2

class K1(C, A, B): pass

class K3(A, D):
    def who(self): ...

class K2(B, D, E):
    size = 3

class Z(K1, K3, K2): pass
`,
    bodies: PLAIN,
  },
  {
    name: 'example-conflict',
    rule: 'X wants A before B, Y wants B before A: no order keeps both.',
    source: `class A: pass
class B: pass
class X(A, B): pass
class Y(B, A): pass
class Z(X, Y): pass
`,
    bodies: PLAIN,
  },
  {
    name: 'example-metaclass-conflict',
    rule: 'Two bases with metaclasses of which neither derives from the other: no metaclass is left for the class.',
    source: `class M1(type): pass
class M2(type): pass
class A(metaclass=M1): pass
class B(metaclass=M2): pass
class C(A, B): pass
`,
    bodies: PLAIN,
  },
  {
    name: 'example-descriptors',
    rule: 'One attribute for each rule: data descriptors before the instance’s dict, all others behind it.',
    source: `class Typed:
    def __get__(self, instance, owner): ...
    def __set__(self, instance, value): ...

class Lazy:
    def __get__(self, instance, owner): ...

class SetOnly:
    def __set__(self, instance, value): ...

class Base:
    limit = 10
    @staticmethod
    def parse(text): ...

class Sample(Base):
    typed = Typed()
    lazy = Lazy()
    set_only = SetOnly()
    @property
    def area(self): ...
    @classmethod
    def make(cls): ...
    def method(self): ...
    limit = 20
    def __getattr__(self, name): ...
`,
    bodies: PLAIN,
  },
  {
    name: 'example-slots',
    rule: 'Slots are data descriptors on the class. Without a dict, instances have nowhere to put anything else.',
    source: `class Point:
    __slots__ = ('x', 'y')
    origin = (0, 0)
    def norm(self): ...

class Named(Point):
    __slots__ = ('name',)
`,
    bodies: PLAIN,
  },
  {
    name: 'checked-init-subclass',
    rule: 'The lecture’s Checked: __init_subclass__ puts a Field on each subclass for every annotation.',
    source: `${FIELD}
class Checked:
    @classmethod
    def _fields(cls): ...
    def __init_subclass__(cls): ...
${METHODS}    def __setattr__(self, name, value): ...

class Person(Checked):
${PERSON}`,
    bodies: {
      ...FIELD_BODIES,
      'Checked.__init_subclass__':
        ({ parent, lookUp }) =>
        ([cls = null]) => {
          callMethod(parent(cls), '__init_subclass__');
          setFields(cls, lookUp('Field'));
          return null;
        },
    },
  },
  {
    name: 'checked-decorator',
    rule: 'The same with a class decorator: the fields and the methods are put on the one class that it decorates, and nothing is inherited.',
    source: `${FIELD}
def checked(cls): ...
def __init__(self, **kwargs): ...
def _asdict(self): ...
def __repr__(self): ...

@checked
class Person:
${PERSON}`,
    bodies: {
      ...FIELD_BODIES,
      checked:
        ({ lookUp }) =>
        ([cls = null]) => {
          setFields(cls, lookUp('Field'));
          for (const name of ['__init__', '_asdict', '__repr__']) setAttribute(cls, name, lookUp(name));
          return cls;
        },
    },
  },
  {
    name: 'checked-metaclass',
    rule: 'The same with a metaclass: before there is a class, its namespace gets a Field and a slot for every annotation.',
    source: `class Field:
    def __init__(self, name, constructor): ...
    def __get__(self, instance, owner=None): ...
    def __set__(self, instance, value): ...

class CheckedMeta(type):
    def __new__(meta_cls, cls_name, bases, cls_dict): ...

class Checked(metaclass=CheckedMeta):
    __slots__ = ()
    @classmethod
    def _fields(cls): ...
${METHODS}
class Person(Checked):
${PERSON}`,
    bodies: {
      ...FIELD_BODIES,
      'CheckedMeta.__new__':
        ({ parent, lookUp }) =>
        (args) => {
          const [metaclass, name, bases, namespace] = args as [PyValue, PyValue, PyValue, PyValue];
          if (!contains(namespace, '__slots__')) {
            const fields = annotationsOf(namespace);
            for (const [field, convert] of fields) {
              setItem(namespace, field, call(lookUp('Field'), [field, convert]));
            }
            setItem(
              namespace,
              '__slots__',
              fields.map(([field]) => `_${field}`),
            );
          }
          return callMethod(parent(metaclass), '__new__', [metaclass, name, bases, namespace]);
        },
    },
  },
];

/** An example, made. */
export function runExample({ name, rule, source, bodies }: ClassExample): World {
  return runPython(source, { name, rule }, bodies);
}
