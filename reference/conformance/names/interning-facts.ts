import { RecordingError, readJson } from '../object-model/recording.ts';

/** Which names are one object, and how many references there are: recorded from CPython, each fact with a note. */
export interface InterningFacts {
  readonly python: string;
  /** The last statement binds `r`. Its repr if the program is compiled as one unit, and statement by statement. */
  readonly programs: readonly {
    readonly name: string;
    readonly source: string;
    readonly one_compilation: string;
    readonly statement_by_statement: string;
    readonly note: string;
  }[];
  /** Cells of a notebook, then an expression and its repr. */
  readonly cells: readonly {
    readonly name: string;
    readonly cells: readonly string[];
    readonly expr: string;
    readonly result: string;
  }[];
  /** Programs that print a list of counts or of truths. */
  readonly refcounts: readonly {
    readonly name: string;
    readonly source: string;
    readonly result: readonly (number | boolean)[];
    readonly note: string;
  }[];
  readonly small_ints: { readonly first: number; readonly last: number; readonly contiguous: boolean };
}

const FILE = new URL('../recordings/names/interning-facts-3.11.7.json.gz', import.meta.url);
/** The recording cuts the text of a long literal short. */
const CUT_SHORT = { name: 'str_5000_chars', literal: `"${'a'.repeat(5000)}"` } as const;

/** @throws {RecordingError} if the file holds no such facts. */
export function readInterningFacts(file: URL | string = FILE): InterningFacts {
  const facts = readJson(file) as Partial<InterningFacts> | null;
  if (!Array.isArray(facts?.programs)) throw new RecordingError(`${file}: expected facts about names`);
  const { name, literal } = CUT_SHORT;
  const programs = (facts as InterningFacts).programs.map((program) =>
    program.name === name ? { ...program, source: `x = ${literal}\ny = ${literal}\nr = x is y` } : program,
  );
  return { ...(facts as InterningFacts), programs };
}
