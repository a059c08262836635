import type { Argument, Hint } from '../../exercises/06-init-subclass/steps.ts';
import type { Random } from '../random.ts';

/** A hint that is a constructor. */
export type Constructor = Exclude<Hint, object | 'None'>;

export const CONSTRUCTORS: readonly Constructor[] = ['int', 'str', 'float', 'bool', 'list'];

const ELLIPSIS = { const: 'Ellipsis' } as const;
const TEXTS = [
  '',
  ' 42 ',
  '-1_000',
  '1e16',
  '.5',
  'text',
  "it's",
  'say "hi"',
  'nan',
  '-Infinity',
  '٤٢',
  'naïve\n',
  '\\',
];
const FLOATS = [0, 0.5, -3.9, 199_999.99, 1e16, 1e-5, 123_456_789.5, 1e22, 2 ** 53];
const SPECIAL_FLOATS = ['nan', 'inf', '-inf', '-0.0'];
const INTS = ['0', '1', '-7', '255', '1000000', '9007199254740993', `-${'9'.repeat(30)}`, `1${'0'.repeat(400)}`];
/** Any text of these is nearly a number. */
const NUMERIC = ['0', '1', '9', '_', '.', 'e', 'E', '+', '-', ' ', '\t'];

/** Any value, often one that is nearly right. */
export function anyValue(random: Random, depth = 2): Argument {
  switch (random.int(0, depth > 0 ? 8 : 6)) {
    case 0:
      return random.pick(TEXTS);
    case 1:
      return Array.from({ length: random.int(1, 6) }, () => random.pick(NUMERIC)).join('');
    case 2:
      return { int: random.pick(INTS) };
    case 3:
      return random.pick(FLOATS);
    case 4:
      return { float: random.pick(SPECIAL_FLOATS) };
    case 5:
      return random.pick([null, true, false]);
    case 6:
      return { int: String(random.int(-1000, 1000)) };
    case 7:
      return ELLIPSIS;
    default:
      return { list: Array.from({ length: random.int(0, 3) }, () => anyValue(random, depth - 1)) };
  }
}

/** A value that the hint's constructor takes. */
export function fittingValue(random: Random, hint: Constructor): Argument {
  if (random.chance(8)) return ELLIPSIS;
  switch (hint) {
    case 'int':
      return random.pick<Argument>([{ int: String(random.int(-99, 99)) }, ` ${random.int(0, 99)} `, true, 2.75]);
    case 'float':
      return random.pick<Argument>([random.int(-99, 99) / 4, `${random.int(0, 99)}e-3`, { int: '3' }, 'inf', false]);
    case 'list':
      return random.pick<Argument>(['abc', { list: [] }, { list: [{ int: '1' }, 'a', null, 0.5] }]);
    case 'str':
    case 'bool':
      return anyValue(random);
    default:
      return hint satisfies never;
  }
}

/** A hint that Field refuses. */
export function refusedHint(random: Random): Hint {
  return random.pick<Hint>([
    'None',
    { value: { int: '3' } },
    { value: 1.5 },
    { value: ELLIPSIS },
    { value: { list: [] } },
  ]);
}
