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
/** A class with a Field and without `Checked`. */
const PLAIN = define('Plain', {}, 'object', { age: { newField: ['age', 'int'] } });
const ELLIPSIS = { const: 'Ellipsis' } as const;

/** A `Field` by itself, and what it makes of a value. */
export const fieldScenarios: readonly PublicScenario<Step>[] = [
  scenario(
    'field-converts',
    'descriptor',
    'A Field converts what is stored through it, and the instance keeps the result',
    [
      does(PLAIN),
      does(create('p', 'Plain')),
      does(set('p', 'age', '42')),
      gives(get('p', 'age'), int(42)),
      gives({ op: 'dict', of: 'p' }, dict({ age: int(42) })),
    ],
  ),
  scenario('field-two-instances', 'descriptor', 'Two instances share the Field and not the value', [
    does(PLAIN),
    does(create('ada', 'Plain')),
    does(create('bob', 'Plain')),
    does(set('ada', 'age', '36')),
    does(set('bob', 'age', '17')),
    gives(get('ada', 'age'), int(36)),
    gives(get('bob', 'age'), int(17)),
  ]),
  scenario(
    'field-unset',
    'descriptor',
    'Field has no __get__: an unset attribute gives the Field itself, and so does the class',
    [
      does(PLAIN),
      does(create('p', 'Plain')),
      gives(get('p', 'age'), { field: 'age' }),
      gives(get('Plain', 'age'), { field: 'age' }),
      does(set('p', 'age', ELLIPSIS)),
      gives(get('p', 'age'), int(0)),
      gives(get('Plain', 'age'), { field: 'age' }),
    ],
  ),
  scenario(
    'field-stores-under-its-name',
    'descriptor',
    'A Field stores under its own name, whatever attribute it is found by',
    [
      does(define('Plain', {}, 'object', { years: { newField: ['age', 'int'] } })),
      does(create('p', 'Plain')),
      does(set('p', 'years', '42')),
      gives({ op: 'dict', of: 'p' }, dict({ age: int(42) })),
      gives(get('p', 'age'), int(42)),
      gives(get('p', 'years'), { field: 'age' }),
    ],
  ),
  scenario('none-is-no-hint', 'hints', 'None and its type are no constructors', [
    raises({ op: 'field', name: 'x', hint: 'None' }, pyError('TypeError', "'x' type hint must be callable")),
    raises(define('P', { x: 'None' }), pyError('TypeError', "'x' type hint must be callable")),
    raises(create('p', 'P'), pyError('NameError', "name 'P' is not defined")),
  ]),
  scenario(
    'hint-must-be-callable',
    'hints',
    'A hint that cannot be called is refused by name, and the class is not bound',
    [
      raises(define('P', { x: 'int', y: { value: int(3) } }), pyError('TypeError', "'y' type hint must be callable")),
      raises(define('P', { y: { value: ELLIPSIS } }), pyError('TypeError', "'y' type hint must be callable")),
      raises(create('p', 'P', { x: int(1) }), pyError('NameError', "name 'P' is not defined")),
      gives({ op: 'field', name: 'size', hint: 'int' }, { field: 'size' }),
    ],
  ),
  scenario('name-in-quotes', 'hints', 'The name is shown as repr shows it', [
    raises({ op: 'field', name: "it's", hint: 'None' }, pyError('TypeError', '"it\'s" type hint must be callable')),
    raises(
      { op: 'field', name: 'say "x"', hint: { value: 1.5 } },
      pyError('TypeError', '\'say "x"\' type hint must be callable'),
    ),
  ]),
  scenario('lecture', 'conversion', "The lecture's person: values are converted by the constructors in the hints", [
    does(PERSON),
    does(create('person', 'Person', { name: 'John Doe', age: int(42), salary: 199999.99 })),
    gives({ op: 'repr', of: 'person' }, "Person(name='John Doe', age=42, salary=199999.99)"),
    gives(get('person', 'name'), 'John Doe'),
    gives(get('person', 'age'), int(42)),
  ]),
  scenario(
    'int-and-float',
    'conversion',
    'Text, floats and booleans become ints and floats as int() and float() have it',
    [
      does(define('P', { i: 'int', f: 'float' })),
      does(create('p', 'P', { i: ' 1_000 ', f: '1e16' })),
      gives({ op: 'dict', of: 'p' }, dict({ i: int(1000), f: 1e16 })),
      does(set('p', 'i', -3.9)),
      does(set('p', 'f', int(7))),
      gives({ op: 'dict', of: 'p' }, dict({ i: int(-3), f: 7 })),
      does(set('p', 'i', true)),
      does(set('p', 'f', ' -inf ')),
      gives({ op: 'dict', of: 'p' }, dict({ i: int(1), f: { float: '-inf' } })),
    ],
  ),
  scenario('str-bool-list', 'conversion', 'str, bool and list convert whatever they accept', [
    does(define('P', { s: 'str', b: 'bool', l: 'list' })),
    does(create('p', 'P', { s: 1e16, b: '', l: 'abc' })),
    gives({ op: 'dict', of: 'p' }, dict({ s: '1e+16', b: false, l: list('a', 'b', 'c') })),
    does(set('p', 's', null)),
    does(set('p', 'b', 'False')),
    does(set('p', 'l', list(int(1), "it's", null))),
    gives({ op: 'dict', of: 'p' }, dict({ s: 'None', b: true, l: list(int(1), "it's", null) })),
    does(set('p', 's', { attr: ['p', 'l'] })),
    gives(get('p', 's'), '[1, "it\'s", None]'),
  ]),
  scenario('a-list-is-copied', 'conversion', 'list() makes a new list: two fields do not share one', [
    does(define('P', { l: 'list' })),
    does(create('p', 'P', { l: list(int(1)) })),
    does(create('q', 'P', { l: { attr: ['p', 'l'] } })),
    does({ op: 'append', of: 'p', name: 'l', value: 2.5 }),
    gives(get('p', 'l'), list(int(1), 2.5)),
    gives(get('q', 'l'), list(int(1))),
  ]),
  scenario('field-failed-set', 'messages', 'A value that is refused leaves the old one in place', [
    does(PLAIN),
    does(create('p', 'Plain')),
    does(set('p', 'age', int(42))),
    raises(
      set('p', 'age', 'text'),
      pyError(
        'TypeError',
        "'text' is not compatible with age:int",
        pyError('ValueError', "invalid literal for int() with base 10: 'text'"),
      ),
    ),
    gives(get('p', 'age'), int(42)),
  ]),
  scenario(
    'lecture-text',
    'messages',
    "A value that cannot be converted is a TypeError with the constructor's error as its cause",
    [
      does(PERSON),
      does(create('person', 'Person', { name: 'John Doe', age: int(42), salary: 199999.99 })),
      raises(
        set('person', 'age', 'text'),
        pyError(
          'TypeError',
          "'text' is not compatible with age:int",
          pyError('ValueError', "invalid literal for int() with base 10: 'text'"),
        ),
      ),
      raises(
        set('person', 'salary', '1,5'),
        pyError(
          'TypeError',
          "'1,5' is not compatible with salary:float",
          pyError('ValueError', "could not convert string to float: '1,5'"),
        ),
      ),
      gives({ op: 'repr', of: 'person' }, "Person(name='John Doe', age=42, salary=199999.99)"),
    ],
  ),
  scenario('cause-type-error', 'messages', 'The cause may be a TypeError too: None is no number', [
    does(PERSON),
    does(create('person', 'Person')),
    raises(
      set('person', 'age', null),
      pyError(
        'TypeError',
        'None is not compatible with age:int',
        pyError('TypeError', "int() argument must be a string, a bytes-like object or a real number, not 'NoneType'"),
      ),
    ),
    raises(
      set('person', 'salary', list()),
      pyError(
        'TypeError',
        '[] is not compatible with salary:float',
        pyError('TypeError', "float() argument must be a string or a real number, not 'list'"),
      ),
    ),
    raises(
      create('other', 'Person', { age: null }),
      pyError(
        'TypeError',
        'None is not compatible with age:int',
        pyError('TypeError', "int() argument must be a string, a bytes-like object or a real number, not 'NoneType'"),
      ),
    ),
  ]),
  scenario('value-in-repr', 'messages', 'The value is shown as repr shows it, quotes and all', [
    does(define('P', { i: 'int', l: 'list' })),
    does(create('p', 'P')),
    raises(
      set('p', 'i', "it's"),
      pyError(
        'TypeError',
        '"it\'s" is not compatible with i:int',
        pyError('ValueError', 'invalid literal for int() with base 10: "it\'s"'),
      ),
    ),
    raises(
      set('p', 'i', list(1, 'a', null)),
      pyError(
        'TypeError',
        "[1.0, 'a', None] is not compatible with i:int",
        pyError('TypeError', "int() argument must be a string, a bytes-like object or a real number, not 'list'"),
      ),
    ),
    raises(
      set('p', 'l', 1e16),
      pyError(
        'TypeError',
        '1e+16 is not compatible with l:list',
        pyError('TypeError', "'float' object is not iterable"),
      ),
    ),
    raises(
      set('p', 'i', { var: 'p' }),
      pyError(
        'TypeError',
        'P(i=0, l=[]) is not compatible with i:int',
        pyError('TypeError', "int() argument must be a string, a bytes-like object or a real number, not 'P'"),
      ),
    ),
  ]),
  scenario(
    'other-errors-pass',
    'messages',
    'Only TypeError and ValueError are turned into a message: an overflow passes as it is',
    [
      does(define('P', { i: 'int', f: 'float' })),
      does(create('p', 'P')),
      raises(set('p', 'i', { float: 'inf' }), pyError('OverflowError', 'cannot convert float infinity to integer')),
      raises(
        set('p', 'i', { float: 'nan' }),
        pyError(
          'TypeError',
          'nan is not compatible with i:int',
          pyError('ValueError', 'cannot convert float NaN to integer'),
        ),
      ),
      raises(set('p', 'f', int(10n ** 400n)), pyError('OverflowError', 'int too large to convert to float')),
      gives({ op: 'repr', of: 'p' }, 'P(i=0, f=0.0)'),
    ],
  ),
  scenario(
    'refused-value-first',
    'messages',
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
  scenario(
    'order-of-assignment',
    'messages',
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
];
