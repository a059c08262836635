import type { PyType } from '../../../reference/object-model/type/py-type.ts';
import { type } from '../../../reference/object-model/type/static-types.ts';
import { isMetaclass } from './attribute-rules.ts';
import type { ClassNames } from './class-names.ts';
import { layOutLayers } from './layered-layout.ts';
import type { Subject } from './subject.ts';

/** The inheritance graph: bases above, arrows from a class to its bases; metaclasses beside. */
export interface GraphView {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly NodeView[];
  readonly edges: readonly EdgeView[];
  readonly hasMeta: boolean;
  readonly spoken: string;
}

interface NodeView {
  readonly id: number;
  readonly label: string;
  /** The label whole, and what else there is to say. */
  readonly title: string;
  readonly kind: 'subject' | 'failed' | 'program' | 'builtin' | 'meta';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly middle: number;
  /** The place on the MRO, from 1 on; empty where it has none. */
  readonly rank: string;
}

interface EdgeView {
  readonly kind: 'base' | 'meta';
  readonly path: string;
  /** Which base it is, where there are several. */
  readonly label: string;
  readonly x: number;
  readonly y: number;
}

const NODE_HEIGHT = 34;
const LAYER_HEIGHT = 82;
const CHARACTER = 8.2;
const PADDING = 36;
const NARROWEST = 58;
const LONGEST = 26;
/** More are a list, not a picture. */
export const MOST_NODES = 90;

/** Null if there are too many classes to be drawn. */
export function graphView({ cls, isMade, bases, merge }: Subject, names: ClassNames): GraphView | null {
  const classes = classesOf(cls, bases);
  if (classes.length > MOST_NODES) return null;
  const basesOf = (each: PyType) => (each === cls ? bases : each.bases);
  const labels = classes.map((each) => clipped(names.mark(each).label));
  const layout = layOutLayers(
    classes.map((each, at) => ({
      width: widthOf(labels[at]),
      above: [...new Set(basesOf(each))].map((base) => classes.indexOf(base)).filter((index) => index >= 0),
    })),
  );
  const order = isMade ? (cls.mro ?? []) : merge.order;
  const metaclasses = metaclassesOf(classes);
  const MARGIN = 8;
  const y = (layer: number) => MARGIN + layer * LAYER_HEIGHT;
  const nodes = classes.map((each, at): NodeView => {
    const { id, label } = names.mark(each);
    const { x = 0, layer = 0 } = layout.places[at] ?? {};
    const width = widthOf(labels[at]);
    const rank = order.indexOf(each) + 1;
    const isMeta = each !== cls && metaclasses.has(each);
    const kind =
      each === cls ? (isMade ? 'subject' : 'failed') : isMeta ? 'meta' : each.isHeapType ? 'program' : 'builtin';
    const meta = each.type === type || isMeta ? '' : `, metaclass ${names.mark(each.type).label}`;
    return {
      id,
      label: labels[at] ?? '',
      title: `${label}${rank > 0 ? `, number ${rank} in the MRO` : ''}${meta}`,
      kind,
      x: round(MARGIN + x - width / 2),
      y: y(layer),
      width: round(width),
      middle: round(MARGIN + x),
      rank: rank > 0 && (isMade || merge.steps.length > 0) ? String(rank) : '',
    };
  });
  const edges = classes.flatMap((each, at) => {
    const from = nodes[at];
    const above = [...new Set(basesOf(each))].filter((base) => classes.includes(base));
    return above.flatMap((base, number): EdgeView[] => {
      const to = nodes[classes.indexOf(base)];
      if (from === undefined || to === undefined) return [];
      const bends = (layout.bends[at]?.[number] ?? []).map(({ x, layer }) => [MARGIN + x, y(layer)] as const);
      const offset = (number - (above.length - 1) / 2) * Math.min(26, (from.width - 14) / Math.max(1, above.length));
      const start = from.middle + offset;
      const label = above.length > 1 ? String(number + 1) : '';
      const path = basePath(start, from.y, bends, to.middle, to.y + NODE_HEIGHT);
      return [{ kind: 'base', path, label, x: round(start), y: from.y - 9 }];
    });
  });
  const meta = metaEdges(classes, nodes);
  return {
    width: Math.ceil(layout.width) + 2 * MARGIN,
    height: y(layout.layers - 1) + NODE_HEIGHT + MARGIN,
    nodes,
    edges: [...edges, ...meta],
    hasMeta: meta.length > 0,
    spoken: spoken(classes, basesOf, names),
  };
}

/** The class, all that it inherits from, and metaclasses that are not `type` alone, with what they inherit from. */
function classesOf(cls: PyType, bases: readonly PyType[]): readonly PyType[] {
  const found = new Set([cls]);
  const visit = (each: PyType): void => {
    found.add(each);
    for (const base of each.bases) if (!found.has(base)) visit(base);
  };
  for (const base of bases) if (!found.has(base)) visit(base);
  for (const entry of cls.mro ?? []) if (!found.has(entry)) visit(entry);
  for (const each of [...found]) if (each.type !== type) visit(each.type);
  return [...found];
}

/** Classes whose instances are classes. */
function metaclassesOf(classes: readonly PyType[]): ReadonlySet<PyType> {
  return new Set(classes.filter(isMetaclass));
}

/** From a class to its metaclass, where that is not `type` and differs from those of its bases. */
function metaEdges(classes: readonly PyType[], nodes: readonly NodeView[]): readonly EdgeView[] {
  return classes.flatMap((each, at): EdgeView[] => {
    if (each.type === type || each.bases.some((base) => base.type === each.type)) return [];
    const [from, to] = [nodes[at], nodes[classes.indexOf(each.type)]];
    if (from === undefined || to === undefined) return [];
    const toLeft = to.middle < from.middle;
    const [x1, x2] = toLeft ? [from.x, to.x + to.width] : [from.x + from.width, to.x];
    const [y1, y2] = [from.y + NODE_HEIGHT / 2, to.y + NODE_HEIGHT / 2];
    const reach = (toLeft ? -1 : 1) * Math.max(24, Math.abs(x2 - x1) / 2);
    const path =
      (x2 - x1) * reach > 0
        ? `M${x1} ${y1}C${round(x1 + reach)} ${y1} ${round(x2 - reach)} ${y2} ${x2} ${y2}`
        : `M${from.middle} ${y1 < y2 ? from.y + NODE_HEIGHT : from.y}L${to.middle} ${y1 < y2 ? to.y : to.y + NODE_HEIGHT}`;
    return [{ kind: 'meta', path, label: '', x: 0, y: 0 }];
  });
}

/** Upright at both ends; straight through its bends. */
function basePath(
  x1: number,
  y1: number,
  bends: readonly (readonly [number, number])[],
  x2: number,
  y2: number,
): string {
  let path = `M${round(x1)} ${y1}`;
  let [x, y] = [x1, y1];
  for (const [bendX, bendY] of bends) {
    const low = bendY + NODE_HEIGHT;
    path += `C${round(x)} ${round((y + low) / 2)} ${round(bendX)} ${round((y + low) / 2)} ${round(bendX)} ${low}L${round(bendX)} ${bendY}`;
    [x, y] = [bendX, bendY];
  }
  return `${path}C${round(x)} ${round((y + y2) / 2)} ${round(x2)} ${round((y + y2) / 2)} ${round(x2)} ${y2}`;
}

function spoken(classes: readonly PyType[], basesOf: (cls: PyType) => readonly PyType[], names: ClassNames): string {
  return classes
    .filter((each) => basesOf(each).length > 0)
    .map(
      (each) =>
        `${names.mark(each).label} inherits from ${basesOf(each)
          .map((base) => names.mark(base).label)
          .join(', ')}`,
    )
    .join('; ');
}

function widthOf(label = ''): number {
  return Math.max(NARROWEST, Array.from(label).length * CHARACTER + PADDING);
}

function clipped(label: string): string {
  const characters = Array.from(label);
  return characters.length <= LONGEST ? label : `${characters.slice(0, LONGEST - 1).join('')}…`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
