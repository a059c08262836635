/** What the language itself provides, less what makes threads, code or shared memory. All else of the host's is removed. */
const KEPT = new Set<PropertyKey>([
  ...['Object', 'Function', 'Array', 'Number', 'Boolean', 'String', 'Symbol', 'BigInt', 'Date', 'RegExp', 'Math'],
  ...['JSON', 'Reflect', 'Proxy', 'Promise', 'Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'FinalizationRegistry'],
  ...['Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError'],
  ...['ArrayBuffer', 'DataView', 'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array'],
  ...['Int32Array', 'Uint32Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array', 'Intl'],
  ...['Iterator', 'DisposableStack', 'AsyncDisposableStack', 'SuppressedError', 'Float16Array'],
  ...['parseInt', 'parseFloat', 'isNaN', 'isFinite', 'NaN', 'Infinity', 'undefined', 'globalThis'],
  ...['decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'escape', 'unescape', 'eval'],
  'structuredClone',
]);

/**
 * Properties that honest code assigns on objects of its own, which inherit them from `Object.prototype`, from
 * `Function.prototype` or from an error's: a locked one there would refuse that. Nobody else's are assigned, and ours ask
 * numbers for their `toString` and lists for their `constructor`.
 */
const ASSIGNED = new Set<PropertyKey>([
  ...['constructor', 'toString', 'toLocaleString', 'valueOf', 'name', 'message', 'length', 'stackTraceLimit'],
]);

/** And `Object.prototype`, of which nothing is locked; `instanceof Error` tells the prototypes of the errors beside it. */
const INHERITED = new Set<object>([Function.prototype, Error, Error.prototype]);

/** As `boot.cjs` names the script of the harness. */
const OUR_FILE = 'harness.js';

const CONSOLE_METHODS = [
  ...['log', 'info', 'debug', 'warn', 'error', 'trace', 'dir', 'dirxml', 'table', 'group', 'groupCollapsed'],
  ...['groupEnd', 'assert', 'count', 'countReset', 'time', 'timeEnd', 'timeLog', 'clear'],
];

/** Takes the host away: what is left is the language, and a console that says nothing. */
export function removeHost(): void {
  const global = globalThis as unknown as Record<PropertyKey, unknown>;
  for (const key of Reflect.ownKeys(global)) {
    if (!KEPT.has(key)) delete global[key];
  }
  const console: Record<string, () => void> = {};
  for (const method of CONSOLE_METHODS) console[method] = () => {};
  define(global, 'console', Object.freeze(console));
}

/** How much of the built-ins is locked. `cheap` leaves alone what the optimiser treats specially. */
export type Lock = 'all' | 'cheap';

/**
 * Makes the methods of the built-ins unchangeable, and the names of the built-ins themselves: the driver and the kit
 * use them after student code has run. Properties that honest code sets on its own objects stay free.
 */
export function lockBuiltIns(lock: Lock): void {
  // With a hook of its own, student code would be handed the frames of ours.
  define(Error, 'prepareStackTrace', firstPlace);
  for (const key of KEPT) {
    const value = (globalThis as unknown as Record<PropertyKey, unknown>)[key];
    if (typeof value === 'function') {
      if (lock === 'all' || (value !== Object && value !== Array)) lockMembers(value);
      const prototype: unknown = value.prototype;
      if (isObject(prototype)) lockPrototype(prototype, lock);
    } else if (isObject(value) && value !== globalThis && (lock === 'all' || value !== Math)) {
      lockMembers(value);
    }
    if (value !== undefined) define(globalThis, key, value);
  }
  if (lock === 'all') for (const hidden of hiddenPrototypes()) lockMembers(hidden);
}

/**
 * What `stack` is here: the first place outside our files and Node's, `at mro.ts:12:5`. Nothing else of it is ever read,
 * and to write out ten frames takes longer than most steps.
 */
function firstPlace(_error: unknown, frames: readonly NodeJS.CallSite[]): string {
  // By number: where arrays are not locked, an iterator of student code's would be handed the frames.
  for (let index = 0; index < frames.length; index += 1) {
    const frame = frames[index] as NodeJS.CallSite;
    const file = frame.getFileName();
    if (typeof file !== 'string' || file === OUR_FILE || file.startsWith('node:')) continue;
    return `at ${file}:${frame.getLineNumber()}:${frame.getColumnNumber()}`;
  }
  return '';
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** Classes of ours that student code extends or throws: no one redefines them for the driver. */
export function lockClasses(modules: Readonly<Record<string, object>>): void {
  for (const name of Object.keys(modules)) {
    for (const value of Object.values(modules[name] ?? {})) {
      if (typeof value !== 'function') continue;
      if (typeof value.prototype === 'object') Object.freeze(value.prototype);
      Object.freeze(value);
    }
  }
}

function lockPrototype(prototype: object, lock: Lock): void {
  // Who could give all lists a setter for an index would be handed what is put into ours.
  if (prototype === Object.prototype || (lock === 'cheap' && prototype === Array.prototype)) {
    Object.preventExtensions(prototype);
  } else {
    lockMembers(prototype);
  }
}

/**
 * To freeze does not cost what the engine knows of a built-in; to redefine `constructor` makes all lists slow. Below a
 * frozen prototype, though, code that is not optimised stores into typed arrays through the runtime: theirs are locked
 * property by property.
 */
function lockMembers(object: object): void {
  const inherited = INHERITED.has(object) || object instanceof Error;
  if (!inherited && !isTypedArrayPrototype(object)) {
    Object.freeze(object);
    return;
  }
  for (const key of Reflect.ownKeys(object)) {
    if (inherited && ASSIGNED.has(key)) continue;
    const descriptor = Reflect.getOwnPropertyDescriptor(object, key);
    if (descriptor?.configurable !== true) continue;
    const locked = 'value' in descriptor ? { writable: false, configurable: false } : { configurable: false };
    Reflect.defineProperty(object, key, locked);
  }
  Object.preventExtensions(object);
}

const TYPED_ARRAY_PROTOTYPE: object = Object.getPrototypeOf(Uint8Array.prototype);

function isTypedArrayPrototype(object: object): boolean {
  return object === TYPED_ARRAY_PROTOTYPE || Object.getPrototypeOf(object) === TYPED_ARRAY_PROTOTYPE;
}

/** Prototypes that have no global name. */
function hiddenPrototypes(): readonly object[] {
  const parent = (value: object): object => Object.getPrototypeOf(value) as object;
  const arrayIterator = parent([][Symbol.iterator]());
  const generator = parent(function* () {});
  const asyncGenerator = parent(async function* () {});
  return [
    ...[parent(Uint8Array), parent(Uint8Array.prototype), arrayIterator, parent(arrayIterator)],
    ...[parent(new Map().entries()), parent(new Set().values()), parent(''[Symbol.iterator]())],
    ...[parent(''.matchAll(/x/g)), generator, (generator as { prototype: object }).prototype],
    ...[asyncGenerator, (asyncGenerator as { prototype: object }).prototype],
  ];
}

function define(target: object, key: PropertyKey, value: unknown): void {
  Reflect.defineProperty(target, key, { value, writable: false, configurable: false, enumerable: false });
}
