/**
 * What a method gives back of its collection: the collection, one of its elements, a new list of its elements, of pairs
 * with them, of what a callback makes of them, or what a callback makes of all.
 */
export type Passed = 'itself' | 'element' | 'copy' | 'pairs' | 'mapped' | 'reduced';

/** What the host's methods give back of the collection they are called on. */
export const PASSED_BY_METHOD: ReadonlyMap<string, Passed> = new Map([
  ['sort', 'itself'],
  ['reverse', 'itself'],
  ['fill', 'itself'],
  ['copyWithin', 'itself'],
  ['freeze', 'itself'],
  ['seal', 'itself'],
  ['at', 'element'],
  ['pop', 'element'],
  ['shift', 'element'],
  ['find', 'element'],
  ['findLast', 'element'],
  ['get', 'element'],
  ['slice', 'copy'],
  ['splice', 'copy'],
  ['concat', 'copy'],
  ['filter', 'copy'],
  ['flat', 'copy'],
  ['toReversed', 'copy'],
  ['toSorted', 'copy'],
  ['toSpliced', 'copy'],
  ['with', 'copy'],
  ['values', 'copy'],
  ['keys', 'copy'],
  ['entries', 'pairs'],
  ['map', 'mapped'],
  ['flatMap', 'mapped'],
  ['from', 'mapped'],
  ['reduce', 'reduced'],
  ['reduceRight', 'reduced'],
]);
