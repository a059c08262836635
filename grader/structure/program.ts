import { posix } from 'node:path';
import { Project, type SourceFile, ts } from 'ts-morph';
import type { SubmittedFile } from './messages.ts';

const STUDENTS = '/students';
const TRUSTED = '/exercises';

/** What student code may use of the host beyond the language. */
const HOST_DECLARATIONS = `
declare const console: Readonly<Record<'debug' | 'error' | 'info' | 'log' | 'warn', (...data: unknown[]) => void>>;
declare function structuredClone<T>(value: T): T;
declare function queueMicrotask(callback: () => void): void;
`;

/**
 * One long-lived program. The standard library, the kit and the contracts stay in it, parsed and bound once;
 * students' files come and go. All of it lives in memory: no specifier, reference or option reaches a host file,
 * and no student's file reaches another's.
 */
export class Program {
  readonly #project: Project;

  /** `sources`: path from the project's root, `exercises/kit/errors.ts` say, → text. */
  constructor(sources: Readonly<Record<string, string>>) {
    this.#project = new Project({
      useInMemoryFileSystem: true,
      skipLoadingLibFiles: false,
      compilerOptions: {
        target: ts.ScriptTarget.ES2023,
        lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts'],
        types: [],
        module: ts.ModuleKind.Preserve,
        moduleResolution: ts.ModuleResolutionKind.Bundler,
        allowImportingTsExtensions: true,
        noEmit: true,
        strict: true,
        exactOptionalPropertyTypes: true,
        skipLibCheck: true,
      },
      resolutionHost: () => ({
        resolveModuleNames: (specifiers, containingFile) =>
          specifiers.map((specifier) => this.#resolve(specifier, containingFile)),
      }),
    });
    this.#project.createSourceFile('/host.d.ts', HOST_DECLARATIONS);
    for (const [path, text] of Object.entries(sources)) this.#project.createSourceFile(`/${path}`, text);
  }

  /**
   * Parses a student's file into the program.
   * @throws {RangeError} if its nesting overflows the parser.
   */
  add({ exercise, source }: SubmittedFile, place: number): SourceFile {
    return this.#project.createSourceFile(`${STUDENTS}/${place}/${exercise}/module.ts`, asModule(source));
  }

  remove(file: SourceFile): void {
    this.#project.removeSourceFile(file);
  }

  /** A checker of its own for what is in the program now: nothing that was inferred before is in it. */
  checker(): ts.TypeChecker {
    return this.#project.getTypeChecker().compilerObject;
  }

  /** The exercise's `Contract`. */
  contract(exercise: string): ts.InterfaceDeclaration | undefined {
    const file = this.#project.getSourceFile(`${TRUSTED}/${exercise}/contract.ts`);
    return file?.getInterface('Contract')?.compilerNode;
  }

  #resolve(specifier: string, containingFile: string): ts.ResolvedModuleFull | undefined {
    const path = containingFile.startsWith(`${STUDENTS}/`)
      ? resolveForStudent(specifier, posix.basename(posix.dirname(containingFile)))
      : posix.join(posix.dirname(containingFile), specifier);
    if (path === undefined || this.#project.getSourceFile(path) === undefined) return undefined;
    return { resolvedFileName: path, extension: ts.Extension.Ts };
  }
}

/** A student's file reaches the kit and its own contract, from wherever it lies, and nothing else. */
function resolveForStudent(specifier: string, exercise: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const kitModule = /\/kit\/([\w-]+\.ts)$/.exec(specifier)?.[1];
  if (kitModule !== undefined) return `${TRUSTED}/kit/${kitModule}`;
  return specifier.endsWith('/contract.ts') ? `${TRUSTED}/${exercise}/contract.ts` : undefined;
}

/**
 * Makes a file a module whatever it holds, for what a script declares is seen by all; takes `/// <reference …>` its
 * meaning. Every position stays what it is.
 */
function asModule(text: string): string {
  return `${text.replace(/\/\/\/(?=\s*<)/g, '// ')}\nexport {};`;
}
