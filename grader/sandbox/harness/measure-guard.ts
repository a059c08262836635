const { getOwnPropertyDescriptor, getPrototypeOf } = Object;
const { ownKeys } = Reflect;

/** Student code replaced what the measuring relies on: the language's own objects. */
export class BuiltInsChanged extends Error {
  override readonly name = 'BuiltInsChanged';
}

/**
 * Remembers the built-ins that measuring leaves unlocked, because locking them would slow down what is measured.
 * The function returned compares them with what is there now, and is to be called after every slice, before anything else
 * of ours runs on: a built-in that was replaced could change a sample, or slow the reference. Within a slice answers are
 * digested as they come; who meddles with that names the answers wrongly. It relies on nothing that could be replaced.
 *
 * @throws {BuiltInsChanged} from the function returned, if a property was added, removed or replaced, or if a built-in
 * inherits from another object.
 */
export function watchBuiltIns(): () => void {
  const watched = UNLOCKED.map((object) => {
    const names = ownKeys(object);
    const properties = names.map((name) => getOwnPropertyDescriptor(object, name));
    return { object, names, properties, prototype: getPrototypeOf(object) as unknown };
  });
  return () => {
    for (let index = 0; index < watched.length; index += 1) {
      const { object, names, properties, prototype } = watched[index] as (typeof watched)[number];
      if (getPrototypeOf(object) !== prototype) throw new BuiltInsChanged('a built-in inherits from another object');
      if (ownKeys(object).length !== names.length) throw new BuiltInsChanged('a built-in was extended');
      for (let at = 0; at < names.length; at += 1) {
        const now = getOwnPropertyDescriptor(object, names[at] as PropertyKey);
        if (!same(properties[at], now)) throw new BuiltInsChanged('a built-in was replaced');
      }
    }
  };
}

function same(before: PropertyDescriptor | undefined, now: PropertyDescriptor | undefined): boolean {
  if (before === undefined || now === undefined) return false;
  return before.value === now.value && before.get === now.get && before.set === now.set;
}

const arrayIterator = getPrototypeOf([][Symbol.iterator]()) as object;
const typedArray = getPrototypeOf(Uint8Array) as { readonly prototype: object };

const UNLOCKED: readonly object[] = [
  ...[Object, Object.prototype, Array, Array.prototype, Math, Function.prototype],
  ...[arrayIterator, getPrototypeOf(arrayIterator) as object, typedArray, typedArray.prototype],
  ...[getPrototypeOf(new Map().entries()), getPrototypeOf(new Set().values()), getPrototypeOf(''[Symbol.iterator]())],
];
