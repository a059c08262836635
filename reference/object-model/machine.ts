/**
 * Everything that builtin classes can do, put into their dicts: to be imported before anything is asked of them.
 * The order matters only in so far as a class comes before those that take something from it.
 */
import './object/object-type.ts';
import './type/type-type.ts';
import './descriptors/function-type.ts';
import './descriptors/native-types.ts';
import './descriptors/wrapper-types.ts';
import './builtin-types/singletons.ts';
import './builtin-types/numbers.ts';
import './builtin-types/sequences.ts';
import './builtin-types/dict.ts';
import './builtin-types/set.ts';
import './builtin-types/exceptions.ts';
import './builtin-types/generic-alias.ts';
import './builtin-types/repeated-methods.ts';
