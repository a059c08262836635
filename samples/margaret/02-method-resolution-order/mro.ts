import type { PyClass } from '../kit/classes.ts';

export default function mro(cls: PyClass): PyClass[] {
  const [base] = cls.bases;
  return base === undefined ? [cls] : [cls, ...base.mro];
}
