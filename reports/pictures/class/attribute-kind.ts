import { PyFunction } from '../../../reference/object-model/descriptors/function.ts';
import {
  PyBuiltin,
  PyClassMethodDescriptor,
  PyGetSetDescriptor,
  PyMemberDescriptor,
  PyMethodDescriptor,
  PyReadOnlyMember,
  PyWrapperDescriptor,
} from '../../../reference/object-model/descriptors/native-descriptors.ts';
import { PyProperty } from '../../../reference/object-model/descriptors/property.ts';
import { PyClassMethod, PyStaticMethod } from '../../../reference/object-model/descriptors/wrappers.ts';
import { PyTuple, type PyValue } from '../../../reference/object-model/object/py-object.ts';
import { repr } from '../../../reference/object-model/protocols/repr.ts';
import { isType, type PyType } from '../../../reference/object-model/type/py-type.ts';
import { descrGetOf, descrSetOf } from '../../../reference/object-model/type/slots.ts';
import { typeOf } from '../../../reference/object-model/type/static-types.ts';
import { lookup } from '../../../reference/object-model/type/type-cache.ts';

/** What a class holds under a name, as the machine sees it. */
export interface AttributeKind {
  /** `function`, `property (get, set)`, `slot`, `int 5`, … */
  readonly words: string;
  /** Its type has `__get__`: it is a descriptor. */
  readonly hasGet: boolean;
  /** Its type has `__set__` or `__delete__`: it is a data descriptor. */
  readonly isData: boolean;
  /** Its type was made by a program: asking it would run code of the program's. */
  readonly isOfProgram: boolean;
}

export function kindOf(value: PyValue): AttributeKind {
  const type = typeOf(value);
  const [hasGet, isData] = [descrGetOf(type) !== null, descrSetOf(type) !== null];
  return { words: wordsOf(value, hasGet || isData), hasGet, isData, isOfProgram: type.isHeapType };
}

/** Which of the three methods of descriptors a type has. */
export function descriptorMethods(type: PyType): readonly string[] {
  return ['__get__', '__set__', '__delete__'].filter((name) => lookup(type, name) !== undefined);
}

const SHOWN = 36;

function wordsOf(value: PyValue, isDescriptor: boolean): string {
  const type = typeOf(value);
  if (value instanceof PyFunction) return 'function';
  if (value instanceof PyProperty) {
    const parts = [value.fget !== null && 'get', value.fset !== null && 'set', value.fdel !== null && 'delete'];
    return `property (${parts.filter((part) => part !== false).join(', ') || 'empty'})`;
  }
  if (value instanceof PyClassMethod || value instanceof PyStaticMethod) return type.name;
  if (value instanceof PyMemberDescriptor) return 'slot';
  if (value instanceof PyReadOnlyMember || value instanceof PyGetSetDescriptor) return 'computed by the interpreter';
  if (value instanceof PyWrapperDescriptor || value instanceof PyMethodDescriptor) return 'builtin method';
  if (value instanceof PyClassMethodDescriptor) return 'builtin classmethod';
  if (value instanceof PyBuiltin) return 'builtin function';
  if (isType(value)) return `class ${value.name}`;
  if (type.isHeapType) {
    return isDescriptor
      ? `descriptor ${type.name} (${descriptorMethods(type).join(', ')})`
      : `instance of ${type.name}`;
  }
  if (value === null || typeof value === 'boolean') return repr(value);
  const text = shown(value);
  if (/ object at 0x[0-9a-f]+>$/.test(text)) return `instance of ${type.name}`;
  return text.startsWith(`${type.name}(`) ? cut(text) : `${type.name} ${cut(text)}`;
}

function cut(text: string): string {
  const characters = Array.from(text);
  return characters.length <= SHOWN ? text : `${characters.slice(0, SHOWN - 1).join('')}…`;
}

/** As `repr` prints it, unless a class of the program's has a say in it. */
function shown(value: PyValue): string {
  if (isOfBuiltins(value)) return repr(value);
  const items = value instanceof Map ? value.size : Array.isArray(value) ? value.length : undefined;
  return items === undefined ? '' : `of ${items}`;
}

/** Whether `repr` of it runs no code of a program's. */
function isOfBuiltins(value: PyValue): boolean {
  if (Array.isArray(value)) return value.every(isOfBuiltins);
  if (value instanceof Map) return [...value].flat().every(isOfBuiltins);
  if (value instanceof PyTuple) return !value.type.isHeapType && value.items.every(isOfBuiltins);
  return !typeOf(value).isHeapType;
}
