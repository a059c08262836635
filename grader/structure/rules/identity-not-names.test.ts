import { describe, expect, it } from 'vitest';
import { identityNotNames } from './identity-not-names.ts';
import { reports, ruleBench } from './rule-bench.ts';

const findings = ruleBench(identityNotNames, '02-method-resolution-order');

function inFunction(body: string): string {
  return `export function f(cls: PyClass, other: PyClass, all: PyClass[]) { ${body} }`;
}

describe(identityNotNames.id, () => {
  it.each([
    ['identity', 'return cls === other || all.includes(cls) || new Set(all).has(other);'],
    [
      'a Map from class to number',
      'const tails = new Map<PyClass, number>(); tails.set(cls, 1); return tails.get(other);',
    ],
    ['names in a message', `throw new PyTypeError(\`duplicate base class \${cls.name}\`);`],
    [
      'a list of names in a message',
      `throw new PyTypeError(\`for bases \${all.map(({ name }) => name).join(', ')}\`);`,
    ],
    [
      'a Map from class to name',
      'const names = new Map<PyClass, string>(); names.set(cls, cls.name); return names.get(cls);',
    ],
    ['the length of a name', 'return cls.name.length > 3;'],
    ['a comparison of something else that has a name', 'const row = { name: 1 }; return row.name === 1;'],
    [
      'a comparison of messages of errors',
      'try { return cls; } catch (error) { return (error as Error).name === "TypeError"; }',
    ],
  ])('accepts %s', (_name, body) => {
    expect(findings(inFunction(body))).toEqual([]);
  });

  it.each([
    ['===', 'return /*!*/cls.name === other.name;'],
    ['!= on one side', "return /*!*/cls.name != 'object';"],
    ['names of their own', 'const a = cls.name; const b = other.name; return /*!*/a === b;'],
    ['destructuring', 'const { name } = cls; const { name: second } = other; return /*!*/name === second;'],
    ['an element access', "return /*!*/cls['name'] === 'A';"],
    ['a template', `return /*!*/\`\${cls.name}\` === \`\${other.name}\`;`],
    ['a changed name', 'return /*!*/cls.name.toLowerCase() === other.name.trim();'],
    ['a helper', 'const of = (c: PyClass) => c.name; return /*!*/of(cls) === of(other);'],
    ['a callback', 'return all.some((c) => /*!*/c.name === cls.name);'],
    ['Object.is', 'return /*!*/Object.is(cls.name, other.name);'],
    ['localeCompare', 'return /*!*/cls.name.localeCompare(other.name) === 0;'],
    ['switch', "switch (/*!*/cls.name) { case 'object': return 1; default: return 0; }"],
    ['a Set of names', 'const seen = new Set<string>(); /*!*/seen.add(cls.name); return seen;'],
    ['a Set made of names', 'return /*!*/new Set(all.map((c) => c.name)).size;'],
    ['a Map by name', 'const m = new Map<string, PyClass>(); /*!*/m.set(cls.name, cls); return m;'],
    ['a Map made of pairs', 'return /*!*/new Map(all.map((c) => [c.name, c]));'],
    ['an object by name', 'const o: Record<string, PyClass> = {}; /*!*/o[cls.name] = cls; return o;'],
    ['a computed key', 'return { [/*!*/cls.name]: cls };'.replace('[/*!*/', '/*!*/[')],
    ['in', 'const o = {}; return /*!*/cls.name in o;'],
    ['includes on names', 'return /*!*/all.map((c) => c.name).includes(cls.name);'],
    [
      'indexOf on names that were pushed',
      'const names: string[] = []; names.push(other.name); return /*!*/names.indexOf(cls.name);',
    ],
    ['a class of any type', 'const any: any = cls; return /*!*/any.name === "A";'],
  ])('reports %s', (_name, body) => {
    const code = inFunction(body);
    expect(findings(code)).toEqual(reports(identityNotNames, code));
  });
});
