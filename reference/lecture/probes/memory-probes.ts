import { instanceDict, setAttribute } from '../../memory/objects/index.ts';
import type { Cell, Session } from '../cell.ts';
import { asWritten } from '../cells/memory-management.ts';

/** Probes after cells of the memory track, and of two names for one int. They run from their own text. */
export const MEMORY_PROBES: Readonly<Record<string, Cell>> = {
  one_line_unit_4224: asWritten,
  tuple_assign_4224: asWritten,
  float_refs: asWritten,
  fresh_object_refs: asWritten,
  cycle_collect_exact: asWritten,
  cycle_collect_with_dict: replacing('obj1.__dict__, obj2.__dict__', ({ programs: { heap, globals } }) => {
    instanceDict(heap, globals.lookUp('obj1'));
    instanceDict(heap, globals.lookUp('obj2'));
  }),
  cycle_no_collect: replacing('obj1._my_ref = None', ({ programs: { heap, globals } }) => {
    setAttribute(heap, globals.lookUp('obj1'), '_my_ref', heap.none);
  }),
};

/** Probes that are not replayed, and why. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  small_int_refs_are_shared:
    'It counts what the whole of CPython keeps of the number 7; here nobody has it but the program itself.',
};

/** As written but for one line, whose syntax programs do not have: it is done here. */
function replacing(line: string, act: (session: Session) => void): Cell {
  return (session, source) => {
    const [before = '', after = ''] = source.split(`${line}\n`);
    asWritten(session, before);
    act(session);
    return asWritten(session, after);
  };
}
