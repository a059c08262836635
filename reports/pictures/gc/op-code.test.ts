import { describe, expect, it } from 'vitest';
import type { GcStep } from '../../../reference/conformance/gc/step.ts';
import { codeByLabel, opCode, outcomeCode } from './op-code.ts';

describe('opCode', () => {
  it.each<[GcStep, string]>([
    [{ op: 'new', id: 'a' }, 'a = Node()'],
    [{ op: 'new', id: 'o', kind: 'obj' }, 'o = Obj()'],
    [{ op: 'new', id: 't', kind: 'tuple', items: ['a'] }, 't = (a,)'],
    [{ op: 'new', id: 'l', kind: 'list', items: ['a', 'b.f0'] }, 'l = [a, b.f0]'],
    [{ op: 'new', id: 'd', kind: 'dict', items: [['k', 'a']] }, "d = {'k': a}"],
    [{ op: 'set', obj: 'l', field: 0, to: 'd:k' }, "l[0] = d['k']"],
    [{ op: 'set', obj: 'd', field: ':k', to: null }, "d['k'] = None"],
    [{ op: 'clear', obj: 'a', field: 'f0' }, 'del a.f0'],
    [{ op: 'bind', name: 'x', to: 'a.f0#2' }, 'x = a.f0[2]'],
    [{ op: 'weakref', id: 'w', target: 'a', callback: true }, 'w = weakref.ref(a, callback)'],
    [{ op: 'weakref', id: 'w', target: 'a' }, 'w = weakref.ref(a)'],
    [{ op: 'collect' }, 'gc.collect()'],
    [{ op: 'set_debug', flag: 'SAVEALL' }, 'gc.set_debug(gc.DEBUG_SAVEALL)'],
    [
      { op: 'new_many', prefix: 'n', count: 3, link: 'ring', unbind: true },
      'n0 … n2 = Node(), 3 of them, in a ring; their names are deleted',
    ],
  ])('says %j as Python would', (step, code) => expect(opCode(step)).toBe(code));
});

describe('outcomeCode', () => {
  it.each([
    [null, ''],
    [0, ' → 0'],
    [false, ' → False'],
    [['a', 'b'], ' → [a, b]'],
    [[[1, 2, 0]], ' → [[1, 2, 0]]'],
  ])('writes the result %j', (result, code) => expect(outcomeCode({ result, error: null })).toBe(code));
  it('writes an exception', () => {
    const error = { type: 'ValueError', message: 'invalid generation' };
    expect(outcomeCode({ result: null, error })).toBe(' → ValueError: invalid generation');
  });
});

describe('codeByLabel', () => {
  it('tells what a finalizer runs, of every object that is made', () => {
    const finalizer: GcStep[] = [
      { op: 'bind', name: 'saved', to: 'self' },
      { op: 'collect', generation: 0 },
    ];
    expect([...codeByLabel({ op: 'new_many', prefix: 'n', count: 2, finalizer })]).toEqual([
      ['n0', 'saved = self; gc.collect(0)'],
      ['n1', 'saved = self; gc.collect(0)'],
    ]);
    expect([...codeByLabel({ op: 'new', id: 'a', finalizer: true })]).toEqual([['a', '']]);
    expect(codeByLabel({ op: 'new', id: 'a' }).size).toBe(0);
  });
});
