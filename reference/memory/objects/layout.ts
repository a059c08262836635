/**
 * What every object begins with, in bytes from its address, 64-bit.
 *
 *     0           8         16        24
 *     │ ob_refcnt │ ob_type │ ob_size │ …      ob_size only where the number of items varies (`PyVarObject`)
 *
 * Source: CPython 3.11, Include/object.h, `PyObject` and `PyVarObject`.
 */
export const OB_REFCNT = 0;
export const OB_TYPE = 8;
export const OB_SIZE = 16;

/** `sizeof(void *)`: bytes of a reference, of a count and of a size. */
export const WORD = 8;
/** `sizeof(PyObject)`. */
export const OBJECT_BYTES = 16;
/** `sizeof(PyVarObject)`. */
export const VAR_OBJECT_BYTES = 24;

/** log2 of the bytes from one type to the next: a power of two, so that an address is quickly told to be the n-th's. */
export const TYPE_SHIFT = 6;
