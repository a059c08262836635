import type { InlineScript } from '../kit/inline-script.ts';
import { renderPicture } from '../kit/picture-page.ts';
import { classView } from './class-view.ts';
import answersTemplate from './templates/answers.hbs?raw';
import attributeTableTemplate from './templates/attribute-table.hbs?raw';
import attributesTemplate from './templates/attributes.hbs?raw';
import classTemplate from './templates/class.hbs?raw';
import classStyle from './templates/class-style.hbs?raw';
import graphTemplate from './templates/graph.hbs?raw';
import mergeTemplate from './templates/merge.hbs?raw';
import searchTemplate from './templates/search.hbs?raw';
import stepperTemplate from './templates/stepper.hbs?raw';
import type { ClassStatement, World } from './world.ts';

const TEMPLATES = {
  body: classTemplate,
  style: classStyle,
  partials: {
    answers: answersTemplate,
    attributes: attributesTemplate,
    attributeTable: attributeTableTemplate,
    graph: graphTemplate,
    merge: mergeTemplate,
    search: searchTemplate,
    stepper: stepperTemplate,
  },
};

/**
 * The picture of a class: one self-contained page. Everything is in it as text; `script`, the built one of
 * `browser/class-page.ts`, adds stepping and selection.
 */
export function renderClassPage(
  world: World,
  statement: ClassStatement,
  attribute: string | undefined,
  script: InlineScript,
): string {
  const { title, facts, ...view } = classView(world, statement, attribute);
  return renderPicture({ title, facts, light: [], dark: [], data: null }, view, TEMPLATES, script);
}
