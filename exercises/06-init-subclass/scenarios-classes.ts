import type { PublicScenario } from '../kit/scenario.ts';
import {
  create,
  define,
  dict,
  does,
  get,
  gives,
  initialise,
  int,
  list,
  pyError,
  raises,
  scenario,
  set,
} from './lines.ts';
import type { Step } from './steps.ts';

const PERSON = define('Person', { name: 'str', age: 'int', salary: 'float' });
const ELLIPSIS = { const: 'Ellipsis' } as const;

/** What `Checked` does for its subclasses and their instances. */
export const classScenarios: readonly PublicScenario<Step>[] = [
  scenario('lecture-defaults', 'initialisation', 'A field without a value is what its constructor gives without one', [
    does(PERSON),
    does(create('person', 'Person')),
    gives({ op: 'repr', of: 'person' }, "Person(name='', age=0, salary=0.0)"),
    does(define('Q', { b: 'bool', l: 'list' })),
    does(create('q', 'Q', { b: true })),
    gives({ op: 'repr', of: 'q' }, 'Q(b=True, l=[])'),
  ]),
  scenario('ellipsis', 'initialisation', '... stands for the default, as a keyword and in an assignment', [
    does(PERSON),
    does(create('person', 'Person', { name: 'Ada', age: ELLIPSIS })),
    gives({ op: 'repr', of: 'person' }, "Person(name='Ada', age=0, salary=0.0)"),
    does(set('person', 'name', ELLIPSIS)),
    gives({ op: 'repr', of: 'person' }, "Person(name='', age=0, salary=0.0)"),
  ]),
  scenario('none-is-given', 'initialisation', 'None is a value: it is converted, and not taken for missing', [
    does(define('P', { s: 'str', b: 'bool' })),
    does(create('p', 'P', { s: null, b: null })),
    gives({ op: 'dict', of: 'p' }, dict({ s: 'None', b: false })),
  ]),
  scenario('default-list', 'initialisation', 'Each instance has a default list of its own', [
    does(define('P', { l: 'list' })),
    does(create('p', 'P')),
    does(create('q', 'P')),
    does({ op: 'append', of: 'p', name: 'l', value: int(1) }),
    gives(get('p', 'l'), list(int(1))),
    gives(get('q', 'l'), list()),
  ]),
  scenario(
    'value-in-the-body',
    'initialisation',
    'A value in the class body is no default: the Field takes its place',
    [
      does(define('P', { x: 'int', y: 'str' }, 'Checked', { x: int(5) })),
      does(create('p', 'P')),
      gives(get('p', 'x'), int(0)),
      gives(get('P', 'x'), { field: 'x' }),
      gives({ op: 'dict', of: 'p' }, dict({ x: int(0), y: '' })),
    ],
  ),
  scenario(
    'order-of-assignment',
    'initialisation',
    'Fields are set in the order of the hints: the first bad one is reported',
    [
      does(PERSON),
      raises(
        create('p', 'Person', { salary: 'b', age: 'a' }),
        pyError(
          'TypeError',
          "'a' is not compatible with age:int",
          pyError('ValueError', "invalid literal for int() with base 10: 'a'"),
        ),
      ),
    ],
  ),
  scenario(
    'lecture-unknown',
    'unknown-attributes',
    'An unknown keyword is an AttributeError; several are named together',
    [
      does(PERSON),
      raises(
        create('person', 'Person', { first_name: 'John Doe', age: int(42), salary: 199999.99 }),
        pyError('AttributeError', "'Person' object has no attribute 'first_name'"),
      ),
      raises(
        create('person', 'Person', { a: int(1), b: int(2) }),
        pyError('AttributeError', "'Person' object has no attributes 'a', 'b'"),
      ),
      raises(
        create('person', 'Person', { b: int(2), name: 'x', a: int(1) }),
        pyError('AttributeError', "'Person' object has no attributes 'b', 'a'"),
      ),
    ],
  ),
  scenario(
    'unknown-set',
    'unknown-attributes',
    'Setting an attribute without a hint is refused, even where the class has one',
    [
      does(define('P', { x: 'int' }, 'Checked', { limit: int(3) })),
      does(create('p', 'P')),
      raises(set('p', 'y', int(1)), pyError('AttributeError', "'P' object has no attribute 'y'")),
      raises(set('p', 'limit', int(4)), pyError('AttributeError', "'P' object has no attribute 'limit'")),
      gives(get('p', 'limit'), int(3)),
      gives({ op: 'dict', of: 'p' }, dict({ x: int(0) })),
      raises(get('p', 'y'), pyError('AttributeError', "'P' object has no attribute 'y'")),
    ],
  ),
  scenario(
    'known-are-stored-first',
    'unknown-attributes',
    'The known keywords are stored before the unknown ones are refused',
    [
      does(PERSON),
      does({ op: 'bare', as: 'p', cls: 'Person' }),
      raises(
        initialise('p', { foo: int(1), age: '7' }),
        pyError('AttributeError', "'Person' object has no attribute 'foo'"),
      ),
      gives({ op: 'dict', of: 'p' }, dict({ name: '', age: int(7), salary: 0 })),
    ],
  ),
  scenario(
    'refused-value-first',
    'unknown-attributes',
    'A value that is refused comes before unknown keywords, and fields after it stay unset',
    [
      does(PERSON),
      does({ op: 'bare', as: 'p', cls: 'Person' }),
      raises(
        initialise('p', { foo: int(1), age: 'x', salary: int(2) }),
        pyError(
          'TypeError',
          "'x' is not compatible with age:int",
          pyError('ValueError', "invalid literal for int() with base 10: 'x'"),
        ),
      ),
      gives({ op: 'dict', of: 'p' }, dict({ name: '' })),
      gives(get('p', 'salary'), { field: 'salary' }),
    ],
  ),
  scenario('unusual-names', 'unknown-attributes', 'Names that a JavaScript object has are no attributes here', [
    does(PERSON),
    raises(
      create('p', 'Person', { constructor: int(1) }),
      pyError('AttributeError', "'Person' object has no attribute 'constructor'"),
    ),
    does(create('p', 'Person')),
    raises(set('p', 'toString', 'x'), pyError('AttributeError', "'Person' object has no attribute 'toString'")),
    raises(set('p', "it's", 'x'), pyError('AttributeError', "'Person' object has no attribute \"it's\"")),
    does({ op: 'class', name: 'Q', base: 'Checked', hints: [['constructor', 'int']], values: [] }),
    does(create('q', 'Q', { constructor: '5' })),
    gives({ op: 'repr', of: 'q' }, 'Q(constructor=5)'),
  ]),
  scenario('checked-itself', 'unknown-attributes', 'Checked itself has no fields', [
    does(create('c', 'Checked')),
    gives({ op: 'repr', of: 'c' }, 'Checked()'),
    raises(set('c', 'x', int(1)), pyError('AttributeError', "'Checked' object has no attribute 'x'")),
    raises(create('c', 'Checked', { x: int(1) }), pyError('AttributeError', "'Checked' object has no attribute 'x'")),
  ]),
  scenario('inherited-first', 'inheritance', "A subclass has its base's fields first, each with a Field of its own", [
    does(PERSON),
    does(define('Employee', { boss: 'str' }, 'Person')),
    does(create('e', 'Employee', { boss: 'Eve', age: '33' })),
    gives({ op: 'repr', of: 'e' }, "Employee(name='', age=33, salary=0.0, boss='Eve')"),
    gives({ op: 'keys', cls: 'Employee' }, ['name', 'age', 'salary', 'boss']),
    gives(
      { op: 'fields', of: 'e' },
      dict({
        name: { builtin: 'str' },
        age: { builtin: 'int' },
        salary: { builtin: 'float' },
        boss: { builtin: 'str' },
      }),
    ),
    raises(
      set('e', 'age', 'old'),
      pyError(
        'TypeError',
        "'old' is not compatible with age:int",
        pyError('ValueError', "invalid literal for int() with base 10: 'old'"),
      ),
    ),
  ]),
  scenario(
    'other-hint-in-a-subclass',
    'inheritance',
    'A hint that is declared again keeps its place and takes the new constructor',
    [
      does(PERSON),
      does(define('Exact', { age: 'float', extra: 'int' }, 'Person')),
      does(create('e', 'Exact', { age: '1.5' })),
      gives({ op: 'repr', of: 'e' }, "Exact(name='', age=1.5, salary=0.0, extra=0)"),
      does(create('p', 'Person', { age: '1' })),
      gives({ op: 'repr', of: 'p' }, "Person(name='', age=1, salary=0.0)"),
      raises(
        set('p', 'age', '1.5'),
        pyError(
          'TypeError',
          "'1.5' is not compatible with age:int",
          pyError('ValueError', "invalid literal for int() with base 10: '1.5'"),
        ),
      ),
    ],
  ),
  scenario('siblings', 'inheritance', 'Sibling classes do not share fields', [
    does(define('A', { x: 'int' })),
    does(define('B', { y: 'int' }, 'A')),
    does(define('C', { z: 'int' }, 'A')),
    does(create('b', 'B', { y: int(1) })),
    gives({ op: 'repr', of: 'b' }, 'B(x=0, y=1)'),
    raises(set('b', 'z', int(1)), pyError('AttributeError', "'B' object has no attribute 'z'")),
    does(create('c', 'C', { z: int(1) })),
    gives({ op: 'repr', of: 'c' }, 'C(x=0, z=1)'),
    raises(create('a', 'A', { y: int(1) }), pyError('AttributeError', "'A' object has no attribute 'y'")),
  ]),
  scenario('no-hints-of-its-own', 'inheritance', 'A subclass without hints has all the fields all the same', [
    does(PERSON),
    does(define('Same', {}, 'Person')),
    does(create('s', 'Same', { name: 'Ada' })),
    gives({ op: 'repr', of: 's' }, "Same(name='Ada', age=0, salary=0.0)"),
    gives({ op: 'keys', cls: 'Same' }, ['name', 'age', 'salary']),
    gives({ op: 'asdict', of: 's' }, dict({ name: 'Ada', age: int(0), salary: 0 })),
  ]),
  scenario('failed-subclass', 'inheritance', 'A subclass that is refused leaves its base as it was', [
    does(PERSON),
    raises(
      define('Bad', { age: { value: int(3) } }, 'Person'),
      pyError('TypeError', "'age' type hint must be callable"),
    ),
    does(create('p', 'Person', { age: '1' })),
    gives({ op: 'repr', of: 'p' }, "Person(name='', age=1, salary=0.0)"),
    raises(create('b', 'Bad'), pyError('NameError', "name 'Bad' is not defined")),
  ]),
  scenario(
    'asdict-and-repr',
    'repr',
    '_asdict and repr show the fields in the order of the hints, whatever the order of the keywords',
    [
      does(PERSON),
      does(create('p', 'Person', { salary: int(1), age: int(2), name: "it's" })),
      gives({ op: 'asdict', of: 'p' }, dict({ name: "it's", age: int(2), salary: 1 })),
      gives({ op: 'repr', of: 'p' }, 'Person(name="it\'s", age=2, salary=1.0)'),
      gives({ op: 'dict', of: 'p' }, dict({ name: "it's", age: int(2), salary: 1 })),
    ],
  ),
  scenario('unset-in-asdict', 'repr', '_asdict of an instance that was not initialised gives the Fields themselves', [
    does(PERSON),
    does({ op: 'bare', as: 'p', cls: 'Person' }),
    does(set('p', 'age', int(3))),
    gives({ op: 'asdict', of: 'p' }, dict({ name: { field: 'name' }, age: int(3), salary: { field: 'salary' } })),
    gives({ op: 'dict', of: 'p' }, dict({ age: int(3) })),
  ]),
  scenario(
    'class-dict-order',
    'repr',
    "_asdict follows the class's own dict: a name that the body assigns comes first",
    [
      does(define('P', { x: 'int', y: 'int' })),
      does(define('Q', { z: 'int' }, 'P', { y: int(9), k: 'v' })),
      does(create('q', 'Q', { x: int(1), y: int(2), z: int(3) })),
      gives({ op: 'keys', cls: 'Q' }, ['y', 'k', 'x', 'z']),
      gives({ op: 'repr', of: 'q' }, 'Q(y=2, x=1, z=3)'),
      gives({ op: 'dict', of: 'q' }, dict({ x: int(1), y: int(2), z: int(3) })),
    ],
  ),
  scenario('empty', 'repr', 'A class without hints shows no fields', [
    does(define('Nothing', {})),
    does(create('n', 'Nothing')),
    gives({ op: 'repr', of: 'n' }, 'Nothing()'),
    gives({ op: 'asdict', of: 'n' }, dict({})),
    gives({ op: 'keys', cls: 'Nothing' }, []),
  ]),
];
