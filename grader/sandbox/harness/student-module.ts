import { kitModuleOf, mayImport } from '../../../exercises/kit/kit-specifier.ts';
import type { Place } from '../../../exercises/kit/scenario.ts';
import type { JobHead } from '../job.ts';
import type { Host } from './host.ts';

/** Modules of the kit by name, as `require` gives them. */
export type KitModules = Readonly<Record<string, object>>;

export type LoadResult =
  | { readonly kind: 'loaded'; readonly module: Readonly<Record<string, unknown>> }
  | { readonly kind: 'refused'; readonly message: string; readonly at: Place | undefined };

/** A module that the student's file asks for and may not have. */
class ImportRefused extends Error {
  override readonly name = 'ImportRefused';
}

/** Evaluates the student's compiled file. Never throws. What it exports is read once and kept. */
export function loadStudent(host: Pick<Host, 'vm'>, head: JobHead, code: string, kit: KitModules): LoadResult {
  const { compileFunction } = host.vm;
  try {
    const module: { exports: unknown } = { exports: {} };
    const require = (specifier: unknown): object => requireKit(specifier, head.kit, kit);
    const evaluate = compileFunction(code, ['exports', 'require', 'module'], { filename: head.file });
    evaluate(module.exports, require, module);
    return readExports(head, module.exports);
  } catch (thrown) {
    return {
      kind: 'refused',
      message: `${head.file} does not load: ${describe(thrown)}`,
      at: placeIn(head.file, thrown),
    };
  }
}

function readExports(head: JobHead, exported: unknown): LoadResult {
  const module: Record<string, unknown> = {};
  const source = exported as Readonly<Record<string, unknown>>;
  for (const name of head.exports) {
    const value = typeof exported === 'object' && exported !== null ? source[name] : undefined;
    if (value === undefined) {
      return { kind: 'refused', message: `${head.file} does not export ${name}.`, at: undefined };
    }
    Object.defineProperty(module, name, { value, enumerable: true });
  }
  return { kind: 'loaded', module: Object.freeze(module) };
}

function requireKit(specifier: unknown, allowed: readonly string[], kit: KitModules): object {
  const name = typeof specifier === 'string' ? kitModuleOf(specifier) : undefined;
  const module = name !== undefined && allowed.includes(name) ? kit[name] : undefined;
  if (module !== undefined) return module;
  throw new ImportRefused(`it imports ${shown(specifier)}; ${mayImport(allowed)}`);
}

function shown(specifier: unknown): string {
  return typeof specifier === 'string' ? `'${specifier.slice(0, 200)}'` : 'a computed name';
}

function describe(thrown: unknown): string {
  try {
    if (thrown instanceof ImportRefused) return thrown.message;
    const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : `it throws ${String(thrown)}`;
    return text.slice(0, 2_000);
  } catch {
    return 'it throws a value that cannot be shown';
  }
}

/** Where in the compiled file something was thrown: the topmost frame that lies there. 1-based. Never throws. */
export function placeIn(file: string, thrown: unknown): Place | undefined {
  try {
    const stack: unknown = (thrown as { readonly stack?: unknown }).stack;
    if (typeof stack !== 'string') return undefined;
    const text = stack.slice(0, 20_000);
    // `at f (mro.ts:12:5)` for a frame; a syntax error's stack begins with `mro.ts:12`.
    for (let start = text.indexOf(`${file}:`); start !== -1; start = text.indexOf(`${file}:`, start + 1)) {
      const [, line, column] =
        /^:(\d{1,7})(?::(\d{1,7}))?/.exec(text.slice(start + file.length, start + file.length + 20)) ?? [];
      if (line !== undefined) return { line: Number(line), column: Number(column ?? 1) };
    }
    return undefined;
  } catch {
    return undefined;
  }
}
