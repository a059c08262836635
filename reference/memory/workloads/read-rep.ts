import { Malformed } from '../../conformance/malformed.ts';
import { DIALECT_NAMES, DIALECTS, type Dialect, type DialectName, type HeaderField } from './dialects.ts';
import { NO_DIRECTIVES, type TraceFile } from './read-ops.ts';
import { MAX_ID, TraceBuilder } from './trace.ts';

/** What each field of a header is called in a message. */
const WORDS: Readonly<Record<HeaderField, string>> = {
  'heap size': 'the suggested heap size',
  ids: 'the number of ids',
  operations: 'the number of operations',
  weight: 'the weight',
  'ignore-ranges flag': 'the flag that ignores ranges',
  peak: 'the peak of the payload in bytes',
};

/**
 * Reads a malloc lab's trace in the dialect that the caller names: id n of the file becomes n + 1, and `f -1` the free
 * of an id that is never in use.
 *
 * What the header says is held against the body: numbers of ids and operations, the peak.
 *
 * @throws {Malformed} names the line, what was found and what was expected, and the other dialects.
 */
export function readRep(text: string, name: string, dialect: DialectName): TraceFile {
  try {
    return { trace: new RepReader(DIALECTS[dialect]).read(text).build(name), directives: NO_DIRECTIVES };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    const others = DIALECT_NAMES.filter((other) => other !== dialect).join(', ');
    throw new Malformed(error.line, `${error.message}. Read as ${dialect}; other dialects: ${others}`);
  }
}

class RepReader {
  readonly #dialect: Dialect;
  readonly #builder = new TraceBuilder();
  /** What the header says, and in which line. */
  readonly #header = new Map<HeaderField, { readonly line: number; readonly value: number }>();
  /** Size of each live block by the file's own id. */
  readonly #live = new Map<number, number>();
  #ids = 0;
  #payload = 0;
  #peak = 0;

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  read(text: string): TraceBuilder {
    const lines = text.split('\n');
    let fields = 0;
    let read = 0;
    for (const content of lines) {
      read += 1;
      const trimmed = content.trim();
      if (trimmed === '' || (this.#dialect.comments && trimmed.startsWith('#'))) continue;
      const field = this.#dialect.header[fields];
      if (field !== undefined) {
        this.#readHeader(field, read, trimmed);
        fields += 1;
      } else if (this.#isDone()) {
        break;
      } else {
        this.#readOperation(read, trimmed.split(/\s+/));
      }
    }
    const missing = this.#dialect.header[fields];
    if (missing !== undefined) throw new Malformed(lines.length, `found the end, expected ${WORDS[missing]}`);
    this.#hold('operations', this.#builder.length);
    this.#hold('ids', this.#ids);
    this.#hold('peak', this.#peak);
    return this.#builder;
  }

  #isDone(): boolean {
    return this.#dialect.stopsAtCount && this.#header.get('operations')?.value === this.#builder.length;
  }

  #readHeader(field: HeaderField, line: number, text: string): void {
    const limit = this.#dialect.limits[field];
    if (!/^\d{1,15}$/.test(text) || Number(text) > (limit ?? Number.POSITIVE_INFINITY)) {
      const range = limit === undefined ? '' : `, 0 to ${limit}`;
      throw new Malformed(line, `found ${text}, expected ${WORDS[field]}${range}`);
    }
    this.#header.set(field, { line, value: Number(text) });
  }

  /** A field of the header against the body. */
  #hold(field: HeaderField, found: number): void {
    const said = this.#header.get(field);
    if (said === undefined || said.value === found) return;
    throw new Malformed(said.line, `the header gives ${WORDS[field]} as ${said.value}, the body has ${found}`);
  }

  #readOperation(line: number, words: readonly string[]): void {
    const [letter = '', idWord = '', sizeWord] = words;
    const { realloc, reallocToZeroFrees, freeOfNull } = this.#dialect;
    if (!(letter === 'a' || letter === 'f' || (letter === 'r' && realloc))) {
      throw new Malformed(
        line,
        `found ${words.join(' ')}, expected a line with ${realloc ? 'a, f or r' : 'a or f'} first`,
      );
    }
    if (words.length !== (letter === 'f' ? 2 : 3)) {
      const form = letter === 'f' ? 'f ID' : `${letter} ID BYTES`;
      throw new Malformed(line, `found ${words.join(' ')}, expected ${form}`);
    }
    if (letter === 'f' && idWord === '-1' && freeOfNull === '-1') {
      this.#freeNull(line);
      return;
    }
    const id = wholeNumber(idWord, line, `an id from 0 to ${MAX_ID - 2}`, MAX_ID - 2);
    this.#ids = Math.max(this.#ids, id + 1);
    if (letter === 'f') {
      this.#free(id, line);
      return;
    }
    const size = wholeNumber(sizeWord ?? '', line, 'a number of bytes', Number.MAX_SAFE_INTEGER);
    if (letter === 'a') {
      if (this.#live.has(id)) throw new Malformed(line, `id ${id} is in use already, expected one that is not`);
      this.#builder.malloc(id + 1, size);
    } else if (size === 0 && reallocToZeroFrees) {
      if (this.#live.has(id)) this.#free(id, line);
      else this.#builder.free(id + 1);
      return;
    } else {
      this.#builder.realloc(id + 1, size);
    }
    this.#payload += size - (this.#live.get(id) ?? 0);
    this.#peak = Math.max(this.#peak, this.#payload);
    this.#live.set(id, size);
  }

  #free(id: number, line: number): void {
    const size = this.#live.get(id);
    if (size === undefined && this.#dialect.freeOfNull !== 'dead id') {
      throw new Malformed(line, `id ${id} is not in use, expected one that is`);
    }
    this.#live.delete(id);
    this.#payload -= size ?? 0;
    this.#builder.free(id + 1);
  }

  /** The id after the last one that the header allows. */
  #freeNull(line: number): void {
    const ids = this.#header.get('ids')?.value ?? 0;
    if (ids >= MAX_ID) throw new Malformed(line, `the header gives the number of ids as ${ids}, expected fewer`);
    this.#builder.free(ids + 1);
  }
}

function wholeNumber(word: string, line: number, expected: string, limit: number): number {
  if (/^\d{1,16}$/.test(word) && Number(word) <= limit) return Number(word);
  throw new Malformed(line, `found ${word}, expected ${expected}`);
}
