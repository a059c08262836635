import type { Argument, Encoded } from '../../exercises/06-init-subclass/steps.ts';
import type { Random } from '../random.ts';

/** No vowels and no `n`: what is spelled with them is neither a number nor `inf`, `nan`, `True` or `None`. */
const LETTERS = ['b', 'c', 'd', 'f', 'g', 'h', 'k', 'l', 'm', 'p', 'r', 's', 't', 'v', 'w', 'z'];
/** Texts that look false to people and are true to Python. */
const FALSE_TO_PEOPLE = ['False', 'false', '0', 'no', 'None', '[]', ' '];
const NUMERIC = /^\s*[+-]?(\d[\d_]*(\.\d*)?(e\d+)?|inf|nan)\s*$/;
/** The smallest float that Python shows with an exponent is 1e16; all whole floats below are shown in full. */
const FIRST_EXPONENT = 16;

/** Another value of the same kind: what converts still does, what is refused is still refused with the same error. */
export function varyValue(value: Encoded, random: Random): Encoded {
  if (typeof value === 'string') return varyText(value, random);
  if (typeof value === 'number') return varyFloat(value, random);
  if (typeof value !== 'object' || value === null) return value;
  if ('int' in value) return { int: varyInt(value.int, random) };
  if ('list' in value) return { list: value.list.map((item) => varyValue(item, random)) };
  return value;
}

/** Whether an argument is a value by itself, and neither a name nor a new Field. */
export function isValue(argument: Argument): argument is Encoded {
  if (typeof argument !== 'object' || argument === null) return true;
  if ('list' in argument) return argument.list.every(isValue);
  return 'int' in argument || 'float' in argument || 'const' in argument;
}

/** Letters become letters, digits digits from 1 to 9; quotes, blanks and signs stay. */
function varyText(text: string, random: Random): string {
  if (text === 'False') return random.pick(FALSE_TO_PEOPLE);
  const digits = text.replace(/\d/g, () => String(random.int(1, 9)));
  if (NUMERIC.test(text)) return digits;
  return digits
    .replace(/\p{Ll}/gu, () => random.pick(LETTERS))
    .replace(/\p{Lu}/gu, () => random.pick(LETTERS).toUpperCase());
}

function varyInt(digits: string, random: Random): string {
  if (digits.length > 309) return `1${'0'.repeat(random.int(320, 420))}`;
  const sign = digits.startsWith('-') ? '-' : '';
  return digits === '0' ? digits : `${sign}${random.int(2, 9999)}`;
}

function varyFloat(value: number, random: Random): number {
  const sign = value < 0 ? '-' : '';
  if (value === 0) return value;
  if (Math.abs(value) >= 10 ** FIRST_EXPONENT) {
    return Number(`${sign}${random.int(1, 9)}e${random.int(FIRST_EXPONENT, 2 * FIRST_EXPONENT)}`);
  }
  const fraction = Number.isInteger(value) ? '' : `.${random.int(1, 99)}`;
  return Number(`${sign}${random.int(2, 9999)}${fraction}`);
}
