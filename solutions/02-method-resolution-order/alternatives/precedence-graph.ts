import type { PyClass } from '../../../exercises/kit/classes.ts';
import { PyTypeError } from '../../../exercises/kit/errors.ts';

/** A class in the graph whose arrows lead from each entry of a list to the entry behind it. */
class Node {
  readonly cls: PyClass;
  /** Lists in which the class comes next, by number. */
  readonly headOf: number[] = [];
  arrowsIn = 0;
  constructor(cls: PyClass) {
    this.cls = cls;
  }
}

/** A topological sort of that graph; of the nodes without an arrow in, the one at the head of the first list comes next. */
export function mro(cls: PyClass): readonly PyClass[] {
  const seen = new Set<PyClass>();
  const again = cls.bases.filter((base) => seen.size === seen.add(base).size);
  const first = cls.bases.find((base) => again.includes(base));
  if (first) throw new PyTypeError(`duplicate base class ${first.name}`);

  const lists = [...cls.bases.map(({ mro }) => mro), cls.bases];
  const nodes = new Map<PyClass, Node>();
  const nodeOf = (entry: PyClass): Node => {
    const node = nodes.get(entry) ?? new Node(entry);
    nodes.set(entry, node);
    return node;
  };
  const paths = lists.map((list) => list.map(nodeOf));
  const ready = new Array<boolean>(lists.length).fill(false);
  const position = new Array<number>(lists.length).fill(-1);
  for (const path of paths) for (const node of path.slice(1)) node.arrowsIn += 1;

  const step = (list: number): Node | undefined => {
    position[list] = (position[list] ?? -1) + 1;
    const node = paths[list]?.[position[list] ?? 0];
    node?.headOf.push(list);
    return node;
  };
  const release = (node: Node | undefined) => {
    if (node?.arrowsIn === 0) for (const list of node.headOf) ready[list] = true;
  };
  for (const node of lists.map((_, list) => step(list))) release(node);

  const order = [cls];
  for (let list = ready.indexOf(true); list !== -1; list = ready.indexOf(true)) {
    const node = paths[list]?.[position[list] ?? 0];
    if (!node) break;
    order.push(node.cls);
    const passed = node.headOf.splice(0);
    for (const index of passed) ready[index] = false;
    for (const index of passed) {
      const next = step(index);
      if (next) next.arrowsIn -= 1;
      release(next);
    }
  }
  const stuck = new Set(paths.flatMap((path, list) => path.slice(position[list], (position[list] ?? 0) + 1)));
  if (stuck.size > 0) throw conflict([...stuck]);
  return order;
}

function conflict(heads: readonly Node[]): PyTypeError {
  return new PyTypeError(
    `Cannot create a consistent method resolution\norder (MRO) for bases ${heads.map(({ cls }) => cls.name).join(', ')}`,
  );
}
