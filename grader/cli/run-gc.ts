import { ImpossibleStep } from '../../reference/conformance/gc/place.ts';
import type { GcFilm } from '../../reports/pictures/gc/film.ts';
import { TooLarge } from '../../reports/pictures/gc/film-limits.ts';
import { FilmReel } from '../../reports/pictures/gc/film-reel.ts';
import { renderGcPage } from '../../reports/pictures/gc/gc-page.ts';
import { renderGcText } from '../../reports/pictures/gc/gc-text.ts';
import { shootFilm } from '../../reports/pictures/gc/shoot-film.ts';
import { terminalLine, wrap } from '../../reports/terminal-text.ts';
import { EXIT, UsageError } from './exit-code.ts';
import { findScenario, namedScenarios } from './gc-scenario-source.ts';
import { terminal } from './terminal.ts';
import { listWithRules, pageScript, writePicture } from './write-picture.ts';

/** What `ouro gc` was asked. */
export interface GcArgs {
  readonly scenario: string | undefined;
  readonly list: boolean;
  readonly at: number | undefined;
  readonly out: string;
  readonly text: boolean;
}

const RANDOM_ONES =
  'Beside them, random ones: random-0 and on; auto-4 and on, with automatic collection; instances-0 and on.';

/** Writes the page, prints the scenario, or lists all. @throws {UsageError} */
export function runGc({ scenario, list, at, out, text }: GcArgs): number {
  if (list) {
    terminal.write(listScenarios());
    return EXIT.ok;
  }
  if (scenario === undefined) throw new UsageError('A scenario is missing.', 'npx ouro gc --list lists them.');
  const film = shoot(scenario);
  const { end } = new FilmReel(film);
  const moment = at ?? end;
  if (!Number.isInteger(moment) || moment < 0 || moment > end) {
    throw new UsageError(`--at ${moment} is outside of the scenario.`, `Give a whole number from 0 to ${end}.`);
  }
  if (text) {
    terminal.write(renderGcText(film, moment, { color: terminal.color, width: terminal.width }));
    return EXIT.ok;
  }
  const page = renderGcPage(film, at ?? null, pageScript('gc'));
  const objects = film.objects.length.toLocaleString('en-US');
  writePicture(out, page, `${objects} objects, ${end.toLocaleString('en-US')} moments`);
  if (film.cut !== '') terminal.note(`${film.cut}\n`);
  return EXIT.ok;
}

function shoot(source: string): GcFilm {
  const found = findScenario(source);
  try {
    return shootFilm(found);
  } catch (error) {
    if (error instanceof ImpossibleStep)
      throw new UsageError(terminalLine(`${source}: ${error.message}.`), 'Mend the scenario.');
    if (error instanceof TooLarge)
      throw new UsageError(`${source}: ${error.message}.`, 'Draw a smaller one: a picture of more shows nothing.');
    throw error;
  }
}

function listScenarios(): string {
  return `${listWithRules(namedScenarios())}\n${wrap(RANDOM_ONES, terminal.width).join('\n')}\n`;
}
