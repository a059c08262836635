import { PythonError } from '../../exercises/kit/errors.ts';
import type { Dynamic } from '../object-model/comfort/index.ts';

/** Every name that a cell or a probe of the class track binds, in the order in which they come up. */
type Name =
  | ('A' | 'B' | 'C' | 'a' | 'b')
  | ('parse_identifiers' | 'record_factory' | 'Person' | 'p' | 'name' | 'age')
  | ('get_type_hints' | 'Field' | 'Checked' | 'person' | 'P2' | 'Emp' | 'e' | 'Q')
  | ('_fields' | '__init__' | '__setattr__' | '__flag_unknown_attrs' | '_asdict' | '__repr__' | 'checked' | 'Sub')
  | ('MyMeta' | 'MyClass' | 'AutoAttrMeta' | 'NoUnderscoreNamesMeta' | 'ValidClass' | 'Invalid_Class' | 'Sub_Class')
  | ('M2' | 'M3' | 'M4' | 'M5' | 'X' | 'Z' | 'P')
  | ('CheckedMeta' | 'Meta' | 'OrderedDict' | 'ABCMeta' | 'Iterable');

/** The module `__main__`: `main.Person` is what the lecture calls `Person`, looked up when it is used. */
export type Main = Record<Name, Dynamic>;

/** Without any name. Asked for one that is not bound, it raises NameError. */
export function newMain(): Main {
  return new Proxy({} as Main, {
    get(names, name) {
      if (Object.hasOwn(names, name)) return names[name as Name];
      throw new PythonError('NameError', `name '${String(name)}' is not defined`);
    },
  });
}
