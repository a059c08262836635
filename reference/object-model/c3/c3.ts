import { PyTypeError } from '../../../exercises/kit/errors.ts';

/** What C3 needs to know of a class. Two classes are the same only if they are one object; names may repeat. */
export interface Linearised<Class> {
  readonly name: string;
  /** The class itself first, `object` last; `null` until its own class statement has computed it. */
  readonly mro: readonly Class[] | null;
}

/** How errors speak of classes. A metaclass may have a say in both: CPython reads attributes and fills a dict. */
export interface Words<Class> {
  nameOf(this: void, cls: Class): string;
  /** Called with each class that an error will name, before it does. */
  met(this: void, cls: Class): void;
}

const PLAIN_WORDS: Words<Linearised<unknown>> = { nameOf: ({ name }) => name, met: () => {} };

/** Is told what a merge does, as it does it. Lists are told by their index: the orders of the bases, then the bases. */
export interface MergeWatcher<Class> {
  /** What is to be merged. Not called for a single base: its order is copied. */
  start(lists: readonly (readonly Class[])[]): void;
  /** The head of a list has to wait: it stands in a tail. */
  refuse(head: Class, list: number): void;
  /** The head of a list comes next, and is struck off every list that it heads. */
  take(head: Class, list: number): void;
}

/**
 * The method resolution order of a new class: the class itself, then its bases' orders and the list of its bases,
 * merged so that each keeps its order.
 *
 *     class A; class B(A); class C(A)
 *     mroImplementation(D, [B, C])    D B C A object
 *
 * Reads the bases and changes nothing. `cls` itself is not looked at.
 *
 * Cost: O(entries + result × bases), `entries` being the length of all lists together; one base: a copy.
 * Source: CPython 3.11, Objects/typeobject.c, `mro_implementation`.
 *
 * @throws {PyTypeError} if a base has no MRO yet, stands twice in the list, or if no order keeps all lists.
 */
export function mroImplementation<Class extends Linearised<Class>>(
  cls: Class,
  bases: readonly Class[],
  words: Words<Class> = PLAIN_WORDS,
  watcher?: MergeWatcher<Class>,
): Class[] {
  const toMerge = bases.map(completeMro);
  const [only] = toMerge;
  if (only !== undefined && toMerge.length === 1) return [cls, ...only];
  checkDuplicates(bases, words);
  return pmerge([cls], [...toMerge, bases], words, watcher);
}

function completeMro<Class extends Linearised<Class>>(base: Class): readonly Class[] {
  if (base.mro === null) throw new PyTypeError(`Cannot extend an incomplete type '${base.name.slice(0, 100)}'`);
  return base.mro;
}

/**
 * Source: CPython 3.11, Objects/typeobject.c, `check_duplicates`. It too reports the first base that stands again
 * anywhere behind itself.
 */
function checkDuplicates<Class extends Linearised<Class>>(bases: readonly Class[], words: Words<Class>): void {
  const again = bases.find((base, index) => bases.includes(base, index + 1));
  if (again !== undefined) throw new PyTypeError(`duplicate base class ${words.nameOf(again)}`);
}

/**
 * Appends to `acc`, again and again, the first head that stands in no tail, and strikes it off all lists.
 *
 * Before: the cursor `remain[i]` of every list is at its first entry.
 * After:  every list is used up, or the merge is stuck and an error is raised.
 * Invariant: `inTails(c)` is the number of places behind a cursor, in all lists, that hold `c`.
 *
 * Source: CPython 3.11, Objects/typeobject.c, `pmerge`.
 * Differs from CPython: `tail_contains` scans all tails for every candidate; here the places are counted once and
 * the counts kept, because the scan makes the merge quadratic in the length of the MROs.
 */
function pmerge<Class extends Linearised<Class>>(
  acc: Class[],
  toMerge: readonly (readonly Class[])[],
  words: Words<Class>,
  watcher: MergeWatcher<Class> | undefined,
): Class[] {
  watcher?.start(toMerge);
  const remain = toMerge.map(() => 0);
  const inTails = countTails(toMerge);
  for (let candidate = goodHead(); candidate !== undefined; candidate = goodHead()) {
    acc.push(candidate);
    for (let i = 0; i < toMerge.length; i += 1) if (headOf(i) === candidate) moveCursor(i);
  }
  if (toMerge.some((list, i) => (remain[i] ?? 0) < list.length)) throw setMroError(toMerge, remain, words);
  return acc;

  function headOf(i: number): Class | undefined {
    return toMerge[i]?.[remain[i] ?? 0];
  }

  /** The class that stands in the MRO of the earliest base, of those that nothing left must precede. */
  function goodHead(): Class | undefined {
    for (let i = 0; i < toMerge.length; i += 1) {
      const head = headOf(i);
      if (head === undefined) continue;
      if (inTails.get(head) === undefined) {
        watcher?.take(head, i);
        return head;
      }
      watcher?.refuse(head, i);
    }
    return undefined;
  }

  /** The entry behind the head becomes the head: it stands in one tail less. */
  function moveCursor(i: number): void {
    remain[i] = (remain[i] ?? 0) + 1;
    const head = headOf(i);
    if (head === undefined) return;
    const count = inTails.get(head) ?? 0;
    if (count > 1) inTails.set(head, count - 1);
    else inTails.delete(head);
  }
}

/** How often each class stands in a list behind its head. A class that stands in no tail has no entry. */
function countTails<Class>(lists: readonly (readonly Class[])[]): Map<Class, number> {
  const counts = new Map<Class, number>();
  for (const list of lists) {
    for (let i = 1; i < list.length; i += 1) {
      const entry = list[i] as Class; // i is within the list
      counts.set(entry, (counts.get(entry) ?? 0) + 1);
    }
  }
  return counts;
}

/** CPython composes the message in `char buf[1000]`; the last byte ends the string. */
const MESSAGE_BYTES = 999;

/**
 * The error of a merge that is stuck. It names the heads of all lists that are left, each class once, in the order
 * in which they are met: they need not be bases.
 *
 * Source: CPython 3.11, Objects/typeobject.c, `set_mro_error`.
 * Differs from CPython: a message cut in the middle of a character loses that character; CPython's decoder raises
 * `UnicodeDecodeError` instead, which says nothing about the classes.
 */
function setMroError<Class extends Linearised<Class>>(
  toMerge: readonly (readonly Class[])[],
  remain: readonly number[],
  words: Words<Class>,
): PyTypeError {
  const heads = new Set<Class>();
  for (const [i, list] of toMerge.entries()) {
    const head = list[remain[i] ?? 0];
    if (head === undefined) continue;
    words.met(head);
    heads.add(head);
  }
  const names = [...heads].map(words.nameOf).join(', ');
  return new PyTypeError(
    cut(`Cannot create a consistent method resolution\norder (MRO) for bases ${names}`, MESSAGE_BYTES),
  );
}

/** As many whole characters of `text` as fit into `bytes` bytes of UTF-8. */
function cut(text: string, bytes: number): string {
  return text.slice(0, new TextEncoder().encodeInto(text, new Uint8Array(bytes)).read);
}
