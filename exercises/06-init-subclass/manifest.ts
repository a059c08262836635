import type { BehaviourCheck, Manifest } from '../kit/manifest.ts';

function shown(id: string, title: string, after: readonly string[]): BehaviourCheck {
  return { id, title, points: 0.5, visibility: 'public', after };
}

function hidden(id: string, title: string, after: readonly string[]): BehaviourCheck {
  return { id, title, points: 0.5, visibility: 'private', after };
}

export const manifest: Manifest = {
  id: '06-init-subclass',
  title: 'Fields that check themselves',
  section: '`__init_subclass__()` method',
  models: 'object.__init_subclass__ and data descriptors (Python 3.11, Data model)',
  file: 'checked.ts',
  exports: ['Field', 'Checked'],
  minutes: 60,
  points: 10,
  kit: ['errors', 'objects', 'builtins', 'repr', 'type-hints'],
  behaviour: [
    shown('descriptor', 'A Field converts what is stored through it and keeps no value itself', []),
    shown('hints', 'A hint that cannot be called is refused, and the class with it', []),
    shown('conversion', 'Fields convert by the constructors in the hints', []),
    shown('messages', 'A refused value is a TypeError that shows the value and keeps its cause', ['conversion']),
    shown('initialisation', 'A new instance has every field, from its keyword or its default', ['conversion']),
    shown('unknown-attributes', 'Names without a hint are refused, several at once', ['conversion']),
    shown('inheritance', 'A subclass has the fields of its bases first, then its own', ['hints', 'conversion']),
    shown('repr', '_asdict and repr show the fields of the class, in order', ['conversion', 'inheritance']),
    hidden('any-value', 'Generated values are converted or refused as in Python', ['messages', 'initialisation']),
    hidden('any-keywords', 'Generated keywords initialise an instance or are refused as in Python', [
      'initialisation',
      'unknown-attributes',
    ]),
    hidden('any-hierarchy', 'Fields are right in generated hierarchies, with repeated and refused hints', [
      'initialisation',
      'inheritance',
      'repr',
    ]),
    hidden('any-program', 'Generated programs of classes, instances and assignments do what Python does', [
      'descriptor',
      'initialisation',
      'repr',
    ]),
  ],
  structure: [
    { id: 'shape', title: 'The module exports Field and Checked with the types of the contract', points: 0.5 },
    {
      id: 'no-metaclass-no-decorator',
      title: 'Subclasses are processed by __init_subclass__ alone: no decorator, no Proxy, no accessors of the host',
      points: 0.5,
    },
    {
      id: 'values-in-instance-dict',
      title: 'Values are kept in the dict of the instance, not in the Field or beside it',
      points: 0.5,
    },
    {
      id: 'hints-read-once',
      title: 'An assignment does not read the type hints, neither in __setattr__ nor in Field.__set__',
      points: 0.5,
    },
  ],
  performance: [
    {
      id: 'hint-reads',
      title: 'The type hints are not read again for every assignment',
      points: 1,
      kind: 'counted',
      workload: 'assign',
      size: 64,
      figure: 'hintReadsPerAssignment',
      band: { full: 0.05, none: 1 },
    },
    {
      id: 'growth',
      title: 'An assignment costs the same on a class of 8 fields and on one of 16,384',
      points: 1,
      kind: 'growth',
      workload: 'assign',
      sizes: [8, 128, 2048, 16_384],
      maxRatio: 1.8,
    },
  ],
  limits: { cpuSeconds: 1, stepCpuMs: 100, wallMs: 10_000, memoryMiB: 256 },
  hints: [
    'Field has __set__ and no __get__. A value in instance.dict, under the name of the field, is therefore what a read finds; nothing else needs to be kept.',
    '__init_subclass__ gets the finished subclass: go through typeHints(subclass) once and put a Field on the subclass for each name with setAttribute. From then on the dict of the class says which names are fields.',
    '__setattr__(self, name, value): take self.cls.dict.get(name). If it is a Field, call its __set__; if not, raise the AttributeError. __init__: for every name of the hints, in their order, setAttribute(self, name, …) with the keyword if kwargs has it and with Ellipsis if not; then refuse the keywords that are left, all in one message.',
  ],
};
