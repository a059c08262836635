import { type Code, PyObject, type PyValue } from '../object/py-object.ts';
import type { PyType } from '../type/py-type.ts';
import {
  builtinFunctionType,
  classMethodDescriptorType,
  getSetDescriptorType,
  memberDescriptorType,
  methodDescriptorType,
  methodWrapperType,
  wrapperDescriptorType,
} from '../type/static-types.ts';

/**
 * What builtin classes hold in their dicts. Each knows the class it stands on (`objclass`) and refuses other objects.
 *
 * Source: CPython 3.11, Include/cpython/descrobject.h.
 */
abstract class NativeDescriptor extends PyObject {
  declare readonly objclass: PyType;
  declare readonly name: string;

  constructor(kind: PyType, objclass: PyType, name: string) {
    super();
    this.type = kind;
    this.dict = null;
    this.objclass = objclass;
    this.name = name;
  }

  get qualname(): string {
    return `${this.objclass.qualname}.${this.name}`;
  }
}

/** `int.__add__`, `object.__getattribute__`: a slot of a builtin class, callable by its name. */
export class PyWrapperDescriptor extends NativeDescriptor {
  declare readonly code: Code;
  /** The function in the slot itself; undefined where the name has no slot of its own here. */
  declare readonly wrapped: unknown;

  constructor(objclass: PyType, name: string, code: Code, wrapped?: unknown) {
    super(wrapperDescriptorType, objclass, name);
    this.code = code;
    this.wrapped = wrapped;
  }
}

/** `list.append`. */
export class PyMethodDescriptor extends NativeDescriptor {
  declare readonly code: Code;

  constructor(objclass: PyType, name: string, code: Code) {
    super(methodDescriptorType, objclass, name);
    this.code = code;
  }
}

/** `dict.fromkeys`, `object.__init_subclass__`. */
export class PyClassMethodDescriptor extends NativeDescriptor {
  declare readonly code: Code;

  constructor(objclass: PyType, name: string, code: Code) {
    super(classMethodDescriptorType, objclass, name);
    this.code = code;
  }
}

/** `object.__class__`: an attribute that is computed. A data descriptor, with a setter or without. */
export class PyGetSetDescriptor extends NativeDescriptor {
  declare readonly get: (self: PyValue) => PyValue;
  /** Sets; deletes if the value is undefined. */
  declare readonly set: ((self: PyValue, value: PyValue | undefined) => void) | null;

  constructor(objclass: PyType, name: string, get: PyGetSetDescriptor['get'], set: PyGetSetDescriptor['set'] = null) {
    super(getSetDescriptorType, objclass, name);
    this.get = get;
    this.set = set;
  }
}

/** One name of `__slots__`: where in an instance its value lies. */
export class PyMemberDescriptor extends NativeDescriptor {
  declare readonly index: number;

  constructor(objclass: PyType, name: string, index: number) {
    super(memberDescriptorType, objclass, name);
    this.index = index;
  }
}

/** `type.__mro__`, `property.fget`: a field of a builtin object, to be read only. */
export class PyReadOnlyMember extends NativeDescriptor {
  declare readonly read: (self: PyValue) => PyValue;

  constructor(objclass: PyType, name: string, read: (self: PyValue) => PyValue) {
    super(memberDescriptorType, objclass, name);
    this.read = read;
  }
}

/** `x.__add__`: a slot wrapper bound to an object. */
export class PyMethodWrapper extends PyObject {
  declare readonly descriptor: PyWrapperDescriptor;
  declare readonly self: PyValue;

  constructor(descriptor: PyWrapperDescriptor, self: PyValue) {
    super();
    this.type = methodWrapperType;
    this.dict = null;
    this.descriptor = descriptor;
    this.self = self;
  }
}

/** `len`, `[].append`, `object.__new__`: a builtin function, or a builtin method bound to `self`. */
export class PyBuiltin extends PyObject {
  declare readonly name: string;
  declare readonly code: Code;
  declare readonly self: PyValue | undefined;

  constructor(name: string, code: Code, self?: PyValue) {
    super();
    this.type = builtinFunctionType;
    this.dict = null;
    this.name = name;
    this.code = code;
    this.self = self;
  }
}
