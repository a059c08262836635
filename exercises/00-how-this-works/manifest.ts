import type { Manifest } from '../kit/manifest.ts';

export const manifest: Manifest = {
  id: '00-how-this-works',
  title: 'How this works',
  section: 'type()',
  models: 'Objects/abstract.c: PyObject_Type (CPython 3.11)',
  file: 'type-of.ts',
  exports: ['typeOf'],
  minutes: 10,
  points: 0,
  kit: [],
  behaviour: [
    {
      id: 'type-of-a-value',
      title: 'The type of a value is a class',
      points: 0,
      visibility: 'public',
      after: [],
    },
    {
      id: 'type-of-a-class',
      title: 'The type of a class is a class, and that of type is type itself',
      points: 0,
      visibility: 'public',
      after: ['type-of-a-value'],
    },
  ],
  structure: [],
  performance: [],
  limits: { cpuSeconds: 5, stepCpuMs: 100, wallMs: 10_000, memoryMiB: 256 },
  hints: [
    'A hint is one step, not the answer. `npm run hint 00` shows the first one, and the next one each time it is run again.',
    'Every object carries its type with it: nothing has to be found out.',
    'This exercise is solved: `typeOf` in `type-of.ts` returns the field `type` of its argument.',
  ],
};
