import { describe, expect, it } from 'vitest';
import { HOSTILE_TEXTS } from '../../hostile-results.ts';
import { renderClassText } from './class-text.ts';
import { CLASS_EXAMPLES, runExample } from './examples.ts';
import { runScenario } from './scenario-world.ts';
import type { World } from './world.ts';

const COLOUR = new RegExp(`${'\u001b'}\\[\\d+m`, 'g');
const PLAIN = { color: false, width: 100 };

function example(name: string): World {
  const found = CLASS_EXAMPLES.find((each) => each.name === name);
  if (found === undefined) throw new Error(name);
  return runExample(found);
}

function text(world: World, attribute?: string, options = PLAIN): string {
  const statement = world.statements.at(-1);
  if (statement === undefined) throw new Error('no class statement');
  return renderClassText(world, statement, attribute, options);
}

describe('renderClassText', () => {
  it('tells the merge of a diamond', () => {
    expect(text(example('example-diamond'))).toContain(`D → B → C → A → object
D comes first. Then, again and again: the first head of a list, from the top, that stands in no
  tail. It is struck off every list it heads.

1. B comes next, from the MRO of B.
  The MRO of B  [B] A object
  The MRO of C  C A object
  The bases     [B] C

2. C comes next, from the MRO of C.
  A has to wait: it is behind C in the MRO of C.
  The MRO of B  A! object
  The MRO of C  [C] A? object
  The bases     [C]
`);
  });

  it('tells where a conflict is stuck', () => {
    const told = text(example('example-conflict'));
    expect(told).toContain('TypeError: Cannot create a consistent method resolution order (MRO) for bases A, B');
    expect(told).toContain(`Z → X → Y → ?`);
    expect(told).toContain(`3. Stuck: every head that is left stands in a tail.
  A has to wait: it is behind B in the MRO of Y.
  B has to wait: it is behind A in the MRO of X.
  The MRO of X  A! B? object
  The MRO of Y  B! A? object
  The bases     –
`);
  });

  it('says that the order is not what failed where the metaclasses are in conflict', () => {
    const told = text(example('example-metaclass-conflict'));
    expect(told).toContain('A has the metaclass M1. B has the metaclass M2.');
    expect(told).toContain('The order is not what failed');
  });

  it('tells the search for the attribute that is asked for, there or not', () => {
    expect(text(example('example-diamond'), 'who')).toContain(`The search for who
x.who, x being an instance of D
  D: no who
  B: function
  Its type, function, has __get__: a non-data descriptor.
  x.__dict__ is asked before: if it has who, place 2 answers.
  Place 3, a non-data descriptor: method bound to x.
  Assigned, x.who = value: into x.__dict__['who'].
D.who
  The metaclass side has no who: type, object.
  D: no who
  B: function
`);
    const told = text(example('example-diamond'), 'nope');
    expect(told).toContain('nope: –, found in nowhere\n  x.nope: AttributeError\n  D.nope: AttributeError\n');
    expect(told).toContain("  object: no nope\n  AttributeError: 'D' object has no attribute 'nope'.\n");
  });

  it('tells that a metaclass made another order of it', () => {
    const world = runScenario({
      name: 'other order',
      steps: [
        { op: 'class', name: 'M', bases: ['type'], attrs: [{ kind: 'meta_mro', result: 'swap' }], expect: {} },
        { op: 'class', name: 'A', expect: {} },
        { op: 'class', name: 'B', expect: {} },
        { op: 'class', name: 'D', bases: ['A', 'B'], metaclass: 'M', expect: {} },
      ],
    });
    expect(text(world)).toContain('D → B → A → object\nC3 gives D, A, B, object; M.mro made this order of it.\n');
    expect(text(world)).toContain('  │ class D(A, B, metaclass=M): …\n');
  });

  it.each(['checked-init-subclass', 'checked-decorator', 'checked-metaclass'])('finds the fields of %s', (name) => {
    const told = text(example(name));
    for (const field of ['name', 'age', 'salary']) {
      expect(told).toMatch(new RegExp(`^${field}: descriptor Field \\((__get__, )?__set__\\), found in Person$`, 'm'));
    }
  });

  it.each(HOSTILE_TEXTS.filter((name) => !name.includes('\0') && name !== ''))(
    'neutralises a class named %j',
    (name) => {
      const world = runScenario({
        name,
        rule: name,
        steps: [{ op: 'type', name, as: 'A', attrs: [{ kind: 'value', name, value: name }], expect: {} }],
      });
      for (const options of [PLAIN, { color: true, width: 30 }]) {
        const told = text(world, name, options).replace(COLOUR, '');
        expect(told).not.toMatch(/[^\P{C}\n]/u);
        expect(told).not.toMatch(/^\s*::|##\w*\[/m);
      }
    },
  );
});
