import { describe, expect, it } from 'vitest';
import { PythonError } from '../../../exercises/kit/errors.ts';
import { readInterningFacts } from '../../conformance/names/interning-facts.ts';
import { readNamesRecording } from '../../conformance/names/names-recording.ts';
import { ObjectHeap } from '../objects/object-heap.ts';
import { refcntOf } from '../objects/refcount.ts';
import { type CompilationUnit, compileNotebook, compileScript } from './compile.ts';
import { Interpreter } from './interpreter.ts';
import { parseProgram } from './parse.ts';
import { show } from './show.ts';
import type { Line } from './syntax.ts';
import { SMALL_INTS } from './values.ts';

type Compile = (lines: readonly Line[]) => readonly CompilationUnit[];

function run(source: string, compile: Compile): Interpreter {
  const interpreter = new Interpreter(new ObjectHeap());
  for (const unit of compile(parseProgram(source))) interpreter.run(unit);
  return interpreter;
}

/** `repr(r)` after the program. */
function resultOf(source: string, compile: Compile): string {
  const { values, globals } = run(source, compile);
  return show(values, globals.lookUp('r'));
}

const facts = readInterningFacts();

describe('Interpreter', () => {
  it('makes one object of names where CPython does: recorded programs, as scripts and as notebooks', () => {
    for (const { source, oneCompilation, statementByStatement } of readNamesRecording().programs) {
      expect(resultOf(source, compileScript), source).toBe(oneCompilation);
      expect(resultOf(source, compileNotebook), source).toBe(statementByStatement);
    }
  });

  it.each(facts.programs)('$name: $note', ({ source, one_compilation, statement_by_statement }) => {
    expect(resultOf(source, compileScript)).toBe(one_compilation);
    expect(resultOf(source, compileNotebook)).toBe(statement_by_statement);
  });

  it.each(facts.cells)('$name', ({ cells, expr, result }) => {
    expect(resultOf([...cells, `r = ${expr}`].join('\n'), compileNotebook)).toBe(result);
  });

  it.each(facts.refcounts.filter(({ source }) => !source.includes('class ')))('$name: $note', ({ source, result }) => {
    expect(run(source, compileScript).stdout).toBe(`[${result.join(', ')}]\n`);
  });

  it('has the small ints before any program, and no others', () => {
    const { first, last, contiguous } = facts.small_ints;
    expect({ ...SMALL_INTS, contiguous }).toEqual({ first, last, contiguous: true });
    for (const value of [first - 1, first, last, last + 1]) {
      const isSmall = value >= first && value <= last;
      expect(resultOf(`x = ${value}\ny = ${value}\nr = x is y`, compileNotebook)).toBe(isSmall ? 'True' : 'False');
    }
  });

  it('gives all memory back when the names are gone', () => {
    for (const { source } of readNamesRecording().programs) {
      const heap = new ObjectHeap();
      const interpreter = new Interpreter(heap);
      let live = 0;
      heap.listener = ({ kind }) => {
        if (kind === 'allocated') live += 1;
        if (kind === 'freed') live -= 1;
      };
      const runAndClear = () => {
        for (const unit of compileScript(parseProgram(source))) interpreter.run(unit);
        interpreter.globals.clear();
      };
      // Texts of one character stay once they were used; beside them nothing may.
      runAndClear();
      const kept = live;
      runAndClear();
      expect(live, source).toBe(kept);
      expect(kept, source).toBeLessThanOrEqual(new Set(source).size);
    }
  });

  it('drops what it worked with when a statement fails', () => {
    const heap = new ObjectHeap();
    const interpreter = new Interpreter(heap);
    const [define, ...rest] = compileNotebook(
      parseProgram('x = 4224\nr = [x, x, missing]\nr = x + "a"\ny, z = x, x, x'),
    );
    interpreter.run(define as CompilationUnit);
    for (const unit of rest) expect(() => interpreter.run(unit)).toThrow(PythonError);
    expect(refcntOf(heap, interpreter.globals.lookUp('x'))).toBe(1);
  });

  it('shows the value of a last expression, and no None', () => {
    const interpreter = new Interpreter(new ObjectHeap());
    const shown = compileNotebook(parseProgram('x = (1, "a")\nx\nNone')).map((unit) => interpreter.run(unit));
    expect(shown).toEqual([null, "(1, 'a')", null]);
  });
});
