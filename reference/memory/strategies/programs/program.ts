/** What an operation does; the values of `Program.kinds`. `x`, `y` are variables. */
export const NEW = 0; //  x = Node(fields)
export const LINK = 1; //  x.field = y
export const UNLINK = 2; // x.field = None
export const LOAD = 3; //  x = y.field
export const COPY = 4; //  x = y
export const DROP = 5; //  del x

/**
 * Operations in columns: operation i does `kinds[i]` to the variable `xs[i]`; `ys[i]` is the other variable, `fields[i]` the
 * field, of NEW the number of fields.
 */
export interface Operations {
  readonly kinds: Uint8Array;
  readonly xs: Int32Array;
  readonly ys: Int32Array;
  readonly fields: Int32Array;
}

/**
 * A program that makes nodes and moves references, as far as memory management can see it.
 *
 * It never fails: a variable that is dereferenced holds a node, with that field. NEW finds its variable empty.
 */
export interface Program extends Operations {
  readonly name: string;
  readonly variables: number;
}

/** The operation in Python's words; `v3` is variable 3, `f0` field 0. */
export function describeOperation({ kinds, xs, ys, fields }: Operations, index: number): string {
  const [x, y, field] = [`v${xs[index]}`, `v${ys[index]}`, `f${fields[index]}`];
  switch (kinds[index]) {
    case NEW:
      return `${x} = Node(${fields[index]})`;
    case LINK:
      return `${x}.${field} = ${y}`;
    case UNLINK:
      return `${x}.${field} = None`;
    case LOAD:
      return `${x} = ${y}.${field}`;
    case COPY:
      return `${x} = ${y}`;
    default:
      return `del ${x}`;
  }
}
