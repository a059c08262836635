import Handlebars from 'handlebars';
import classTemplate from './templates/class.hbs?raw';
import findingTemplate from './templates/finding.hbs?raw';
import isolationTemplate from './templates/isolation.hbs?raw';
import layoutTemplate from './templates/layout.hbs?raw';
import markTemplate from './templates/mark.hbs?raw';
import styleTemplate from './templates/style.hbs?raw';
import submissionTemplate from './templates/submission.hbs?raw';

const PAGES = { class: classTemplate, submission: submissionTemplate } as const;
const PARTIALS = {
  finding: findingTemplate,
  isolation: isolationTemplate,
  layout: layoutTemplate,
  mark: markTemplate,
  style: styleTemplate,
} as const;

/** `preventIndent`: text of a `<pre>` keeps its own indentation. */
const OPTIONS = { strict: true, knownHelpersOnly: true, preventIndent: true } as const;

const compiled = new Map<string, HandlebarsTemplateDelegate>();
const NO_PARTIALS: Readonly<Record<string, string>> = {};

/** Renders a page of the report. */
export function renderPage(page: keyof typeof PAGES, view: object): string {
  return render(PAGES[page], view);
}

/**
 * Renders a view model. Everything is escaped. A field that the template prints and the model lacks is an error, not
 * a blank: view models carry every field, `null` for absent. (Handlebars lets a field that is only asked for in an
 * `#if` be absent; the view models' types do not.)
 *
 * `partials`: those that only this template uses, the same at every call.
 *
 * @throws if the model lacks a field.
 */
export function render(template: string, view: object, partials = NO_PARTIALS): string {
  let renderView = compiled.get(template);
  if (renderView === undefined) {
    const engine = Handlebars.create();
    engine.registerPartial({ ...PARTIALS, ...partials });
    renderView = engine.compile(template, OPTIONS);
    compiled.set(template, renderView);
  }
  return renderView(view);
}
