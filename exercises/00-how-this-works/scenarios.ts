import type { PublicScenario } from '../kit/scenario.ts';
import type { Step } from './driver.ts';

/** As CPython 3.11 answers. */
export const scenarios: readonly PublicScenario<Step>[] = [
  {
    id: 'numbers-and-text',
    concept: 'type-of-a-value',
    title: 'type(42) is int and the type of a text is str',
    steps: [
      { of: '42', times: 1 },
      { of: "'text'", times: 1 },
    ],
    expect: [
      { kind: 'value', value: 'int' },
      { kind: 'value', value: 'str' },
    ],
  },
  {
    id: 'classes',
    concept: 'type-of-a-class',
    title: 'A class is an object too: its type is type',
    steps: [
      { of: 'int', times: 1 },
      { of: 'object', times: 1 },
      { of: '42', times: 2 },
    ],
    expect: [
      { kind: 'value', value: 'type' },
      { kind: 'value', value: 'type' },
      { kind: 'value', value: 'type' },
    ],
  },
  {
    id: 'type-of-type',
    concept: 'type-of-a-class',
    title: 'type(type) is type',
    steps: [
      { of: 'type', times: 1 },
      { of: 'type', times: 5 },
    ],
    expect: [
      { kind: 'value', value: 'type' },
      { kind: 'value', value: 'type' },
    ],
  },
];
