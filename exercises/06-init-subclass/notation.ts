import { float } from '../kit/builtins.ts';
import type { Json } from '../kit/json.ts';
import { repr } from '../kit/repr.ts';
import type { Argument, Hint, Pairs, Step } from './steps.ts';

/** A step as the Python that it stands for. */
export function describeStep(step: Step): string {
  switch (step.op) {
    case 'class': {
      const hints = step.hints.map(([name, hint]) => `${name}: ${showHint(hint)}`);
      const values = step.values.map(([name, value]) => `${name} = ${showArgument(value)}`);
      const base = step.base === 'object' ? '' : `(${step.base})`;
      return `class ${step.name}${base}: ${[...hints, ...values].join('; ') || 'pass'}`;
    }
    case 'field':
      return `Field(${repr(step.name)}, ${showHint(step.hint)})`;
    case 'new':
      return `${step.as} = ${step.cls}(${showKeywords(step.kwargs)})`;
    case 'bare':
      return `${step.as} = object.__new__(${step.cls})`;
    case 'init':
      return `${step.of}.__init__(${showKeywords(step.kwargs)})`;
    case 'get':
      return isIdentifier(step.name) ? `${step.of}.${step.name}` : `getattr(${step.of}, ${repr(step.name)})`;
    case 'set':
      return isIdentifier(step.name)
        ? `${step.of}.${step.name} = ${showArgument(step.value)}`
        : `setattr(${step.of}, ${repr(step.name)}, ${showArgument(step.value)})`;
    case 'append':
      return `${step.of}.${step.name}.append(${showArgument(step.value)})`;
    case 'repr':
      return `repr(${step.of})`;
    case 'asdict':
      return `${step.of}._asdict()`;
    case 'dict':
      return `${step.of}.__dict__`;
    case 'fields':
      return `${step.of}._fields()`;
    case 'keys':
      return `[name for name in ${step.cls}.__dict__ if name[0] != '_']`;
    default:
      return step satisfies never;
  }
}

/** Steps that are made for what they do. Their value is always None: what counts is that they raise nothing. */
const STATEMENTS: readonly Step['op'][] = ['class', 'new', 'bare', 'init', 'set', 'append'];

/** What a step gave: its value, if it has one that counts. */
export function showOutcome(value: Json, step: Step): string {
  return value === null && STATEMENTS.includes(step.op) ? 'no exception' : showValue(value);
}

/** An observed value as Python prints it. Any JSON is shown: what is not in the notation, as JSON; texts in quotes. */
function showValue(value: Json): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean' || typeof value === 'string' || typeof value === 'number') return repr(value);
  if (isList(value)) return `[${value.map(showValue).join(', ')}]`;
  const [kind, content] = Object.entries(value)[0] ?? [];
  if (kind === 'list' && isList(content)) return showValue(content);
  if (kind === 'dict' && isList(content)) return `{${content.map(showEntry).join(', ')}}`;
  if (typeof content !== 'string') return JSON.stringify(value);
  const shown = /^[\w.+-]+$/.test(content) ? content : repr(content);
  if (kind === 'int') return /^10{20,}$/.test(shown) ? `10**${shown.length - 1}` : shown;
  if (kind === 'float') return shown;
  if (kind === 'const') return '...';
  if (kind === 'field') return `<Field ${shown}>`;
  if (kind === 'obj') return `<${shown} object>`;
  if (kind === 'cls' || kind === 'builtin') return `<class '${shown}'>`;
  if (kind === 'foreign') return `a JavaScript value that is none of Python's (${shown})`;
  return JSON.stringify(value);
}

function showEntry(entry: Json): string {
  if (isList(entry) && entry.length === 2) return entry.map(showValue).join(': ');
  return JSON.stringify(entry);
}

function showArgument(argument: Argument): string {
  if (typeof argument !== 'object' || argument === null) return showValue(argument);
  if ('list' in argument) return `[${argument.list.map(showArgument).join(', ')}]`;
  if ('var' in argument) return argument.var;
  if ('attr' in argument) return argument.attr.join('.');
  if ('newField' in argument) return `Field(${repr(argument.newField[0])}, ${showHint(argument.newField[1])})`;
  if ('float' in argument && !Object.is(float(argument.float), -0)) return `float('${argument.float}')`;
  return showValue(argument);
}

function showHint(hint: Hint): string {
  return typeof hint === 'string' ? hint : showArgument(hint.value);
}

function showKeywords(kwargs: Pairs<Argument>): string {
  if (kwargs.every(([name]) => isIdentifier(name))) {
    return kwargs.map(([name, value]) => `${name}=${showArgument(value)}`).join(', ');
  }
  return `**{${kwargs.map(([name, value]) => `${repr(name)}: ${showArgument(value)}`).join(', ')}}`;
}

function isIdentifier(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{Nd}_]*$/u.test(name);
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
