import type { PyClass } from '../kit/classes.ts';
import { PyTypeError } from '../kit/errors.ts';

// Every class gets a number in the order in which it is first met; the merge works on numbers alone.
class Register {
  private readonly numbers = new Map<PyClass, number>();
  readonly classes: PyClass[] = [];

  numberOf(cls: PyClass): number {
    const known = this.numbers.get(cls);
    if (known !== undefined) return known;
    this.numbers.set(cls, this.classes.length);
    return this.classes.push(cls) - 1;
  }
}

export function mro(cls: PyClass): PyClass[] {
  const register = new Register();
  const rows: Int32Array[] = [];
  for (const base of cls.bases) rows.push(Int32Array.from(base.mro, (entry) => register.numberOf(entry)));
  const direct = Int32Array.from(cls.bases, (entry) => register.numberOf(entry));
  checkDistinct(direct, register);
  rows.push(direct);

  const size = register.classes.length;
  const obstacles = new Int32Array(size);
  for (const row of rows) for (const entry of row.subarray(1)) obstacles[entry] = obstacles[entry]! + 1;

  const at = new Int32Array(rows.length);
  const merged: PyClass[] = [cls];
  for (let taken = 0; taken < size; taken += 1) {
    const row = rows.findIndex((entries, index) => at[index]! < entries.length && obstacles[entries[at[index]!]!] === 0);
    if (row < 0) throw inconsistent(rows, at, register);
    const next = rows[row]![at[row]!]!;
    merged.push(register.classes[next]!);
    for (let index = 0; index < rows.length; index += 1) {
      const entries = rows[index]!;
      const place = at[index]!;
      if (place >= entries.length || entries[place] !== next) continue;
      at[index] = place + 1;
      if (place + 1 < entries.length) obstacles[entries[place + 1]!]! -= 1;
    }
  }
  return merged;
}

function checkDistinct(direct: Int32Array, register: Register): void {
  const seenAt = new Int32Array(register.classes.length).fill(-1);
  let worst = direct.length;
  for (let index = 0; index < direct.length; index += 1) {
    const entry = direct[index]!;
    if (seenAt[entry]! >= 0) worst = Math.min(worst, seenAt[entry]!);
    else seenAt[entry] = index;
  }
  if (worst < direct.length) throw new PyTypeError(`duplicate base class ${register.classes[direct[worst]!]!.name}`);
}

function inconsistent(rows: readonly Int32Array[], at: Int32Array, register: Register): PyTypeError {
  const left = new Set<number>();
  rows.forEach((entries, index) => {
    const head = entries[at[index]!];
    if (head !== undefined) left.add(head);
  });
  const names = Array.from(left, (entry) => register.classes[entry]!.name).join(', ');
  return new PyTypeError('Cannot create a consistent method resolution\n' + 'order (MRO) for bases ' + names);
}
