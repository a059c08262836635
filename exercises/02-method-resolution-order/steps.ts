/**
 * A class statement, or the order of an earlier class read again.
 *
 * Bases and `of` are labels. A class is labelled with its name; the second class of that name that came to be is
 * `A#2`, the third `A#3`. A statement that raises binds nothing.
 */
export type Step =
  | { readonly op: 'class'; readonly name: string; readonly bases: readonly string[] }
  | { readonly op: 'mro'; readonly of: string };

/** The label of a class that is made now. */
export function nextLabel(name: string, taken: { has(label: string): boolean }): string {
  let label = name;
  for (let count = 2; taken.has(label); count += 1) label = `${name}#${count}`;
  return label;
}

/** The name of the class with that label. */
export function nameOf(label: string): string {
  return label.replace(/#\d+$/, '');
}
