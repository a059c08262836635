import type { Address } from '../../../exercises/kit/memory.ts';
import { repr } from '../../../exercises/kit/repr.ts';
import { intValue } from '../objects/int-object.ts';
import { OB_SIZE } from '../objects/layout.ts';
import { listItem, listSize } from '../objects/list-object.ts';
import { strText } from '../objects/str-object.ts';
import { tupleItem, tupleSize } from '../objects/tuple-object.ts';
import { BYTES_HEADER, PAYLOAD } from './more-types.ts';
import type { Values } from './values.ts';

/** `repr(object)`, from its bytes. A list must not contain itself. */
export function show(values: Values, object: Address): string {
  const { heap, types } = values;
  const type = heap.types.of(object);
  switch (type) {
    case heap.builtins.int:
      return String(intValue(heap, object));
    case heap.builtins.str:
      return repr(strText(heap, object));
    case heap.builtins.tuple:
      return showTuple(itemsOf(values, object).map((item) => show(values, item)));
    case heap.builtins.list:
      return `[${itemsOf(values, object)
        .map((item) => show(values, item))
        .join(', ')}]`;
    case heap.builtins.none:
      return 'None';
    case types.bool:
      return values.isTrue(object) ? 'True' : 'False';
    case types.float:
      return repr(floatValue(values, object));
    case types.bytes:
      return `b${repr(bytesText(values, object))}`;
    default:
      return `<${type.name} object>`;
  }
}

/** The items of a list or a tuple: no new references. */
export function itemsOf({ heap }: Values, object: Address): readonly Address[] {
  if (heap.types.of(object) === heap.builtins.list) {
    return Array.from({ length: listSize(heap, object) }, (_, index) => listItem(heap, object, index));
  }
  return Array.from({ length: tupleSize(heap, object) }, (_, index) => tupleItem(heap, object, index));
}

export function floatValue({ heap }: Values, object: Address): number {
  const words = new Uint32Array([heap.memory.readU32(object + PAYLOAD), heap.memory.readU32(object + PAYLOAD + 4)]);
  return new Float64Array(words.buffer)[0] ?? 0;
}

/** The bytes as characters U+0000 to U+00FF. */
export function bytesText({ heap }: Values, object: Address): string {
  const length = heap.memory.readPointer(object + OB_SIZE);
  const codes = Array.from({ length }, (_, index) => heap.memory.readU8(object + BYTES_HEADER + index));
  return String.fromCharCode(...codes);
}

function showTuple(items: readonly string[]): string {
  return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
}
