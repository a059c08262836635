import type { AttributesView, GroupView, RowView } from './attributes-view.ts';
import { type ClassView, classView } from './class-view.ts';
import type { MergeStepView } from './merge-view.ts';
import type { SearchView } from './search-view.ts';
import { Pen, type PenOptions } from './text-pen.ts';
import type { ClassStatement, World } from './world.ts';

const NOT_THE_REASON = 'The order is not what failed: this is what C3 makes of these bases.';

/**
 * The class for a terminal: what it is, the merge of C3 step by step, its attributes with the rules, and the search
 * for one of them.
 */
export function renderClassText(
  world: World,
  statement: ClassStatement,
  attribute: string | undefined,
  options: PenOptions,
): string {
  const view = classView(world, statement, attribute);
  const pen = new Pen(options);
  pen.heading(view.title);
  if (view.rule !== '') pen.line(0, view.rule);
  for (const { name, value } of view.facts) pen.line(0, `${name}: ${value}`);
  if (view.metaclass !== '') pen.line(0, view.metaclass);
  if (view.statement !== '') pen.block(view.statement);
  if (view.error !== null) pen.line(0, pen.red(`${view.error.type}: ${view.error.lines.join(' ')}`));
  writeMerge(view, pen);
  if (view.attributes !== null) writeAttributes(view.attributes, pen);
  return pen.text;
}

function writeMerge({ merge, order, orderNote, attributes }: ClassView, pen: Pen): void {
  pen.line(0, '');
  pen.heading('Method resolution order');
  if (order.length > 0) {
    const end = attributes === null ? ['?'] : [];
    pen.line(0, [...order.map(({ label }) => label), ...end].join(' → '));
  }
  if (orderNote !== '') pen.line(0, orderNote);
  if (!merge.isReason) pen.line(0, NOT_THE_REASON);
  pen.line(0, merge.lead);
  for (const step of merge.steps) writeStep(step, pen);
  if (merge.left !== '') pen.line(0, merge.left);
}

/** The lists with marks: `[A]` is taken, `A!` has to wait, `A?` is the reason. */
function writeStep({ number, sentence, reasons, rows, otherLists }: MergeStepView, pen: Pen): void {
  pen.line(0, '');
  pen.line(0, `${number}. ${sentence}`);
  for (const reason of reasons) pen.line(1, reason);
  const column = Math.max(...rows.map(({ label }) => label.length)) + 2;
  for (const { label, entries, more } of rows) {
    const shown = entries.map((entry) => {
      if (entry.state === 'taken') return pen.green(`[${entry.label}]`);
      if (entry.state === 'waits') return pen.red(`${entry.label}!`);
      return entry.state === 'blocks' ? pen.red(`${entry.label}?`) : entry.label;
    });
    const list = [...shown, ...(more === '' ? [] : [more])].join(' ');
    pen.line(1, `${label.padEnd(column)}${list === '' ? '–' : list}`, column);
  }
  if (otherLists !== '') pen.line(1, otherLists);
}

function writeAttributes(view: AttributesView, pen: Pen): void {
  pen.line(0, '');
  pen.heading('Attributes');
  for (const hook of view.hooks) pen.line(0, hook);
  pen.line(0, `x.name, x an instance of ${view.own}, the first place that answers:`);
  for (const { place, words } of view.rules.instance) pen.line(1, `${place} ${words}`, 2);
  pen.line(0, `${view.own}.name, the first place that answers:`);
  for (const { place, words } of view.rules.class) pen.line(1, `${place} ${words}`, 2);
  pen.line(0, '');
  if (view.groups.length === 0) pen.line(0, 'none but the usual');
  else pen.table(tableOf(view));
  if (view.usualCount > 0)
    pen.line(0, `and ${view.usualCount} more that every class gets or that builtin classes have`);
  const search = view.searches.find(({ key }) => key === view.chosen);
  if (search !== undefined) writeSearch(search, pen);
}

function tableOf({ own, groups }: AttributesView): readonly (readonly string[])[] {
  const answers = (list: RowView['instance']) =>
    list.length === 0 ? 'AttributeError' : list.map(({ place, gives }) => `${place} ${gives}`).join('; ');
  const rowOf = ({ name, foundIn, hides, kind, instance, class: ofClass }: RowView) => [
    name,
    hides === '' ? foundIn : `${foundIn} (${hides})`,
    kind,
    answers(instance),
    answers(ofClass),
  ];
  return [
    ['attribute', 'found in', 'kind', 'x.name', `${own}.name`],
    ...groups.flatMap(({ rows }: GroupView) => rows.map(rowOf)),
  ];
}

function writeSearch({ name, parts }: SearchView, pen: Pen): void {
  pen.line(0, '');
  pen.heading(`The search for ${name}`);
  for (const { title, steps } of parts) {
    pen.line(0, title);
    for (const { mark, state, words } of steps) {
      const place = mark === null ? '' : `${mark.label}: `;
      const text = `${place}${words}`;
      pen.line(1, state === 'found' ? pen.green(text) : text);
    }
  }
}
