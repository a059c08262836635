import Handlebars from 'handlebars';
import { DARK, LIGHT, propertiesOf } from '../../palette.ts';
import { render } from '../../render.ts';
import type { InlineScript } from './inline-script.ts';
import pictureTemplate from './templates/picture.hbs?raw';
import playerTemplate from './templates/player.hbs?raw';
import playerStyle from './templates/player-style.hbs?raw';

/** A picture as its page needs it; with a time slider if it has a `player`. */
export interface Picture {
  readonly title: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  /** Colours beside those of all reports. */
  readonly light: readonly { readonly name: string; readonly value: string }[];
  readonly dark: readonly { readonly name: string; readonly value: string }[];
  readonly player?: PlayerView;
  /** For the script, which reads it from the page. */
  readonly data: unknown;
}

/** The player: where in time the picture is, and what it says there. */
export interface PlayerView {
  /** What time is counted in: `Operation`. */
  readonly unit: string;
  readonly position: number;
  readonly end: number;
  /** A large step: so many units, or in words. */
  readonly page: number | string;
  /** Units a second, one of `SPEEDS`; 5 when left out. */
  readonly speed?: number;
  readonly timeline: {
    readonly width: number;
    readonly height: number;
    readonly areas: readonly { readonly kind: 'ground' | 'front'; readonly name: string; readonly path: string }[];
    /** Stretches of time that stand out, from `x` on. */
    readonly bands?: readonly { readonly x: number; readonly width: number }[];
    /** Moments that stand out, `left` percent of the way, with a sign or none; `tight`: no room for it on a phone. */
    readonly marks?: readonly { readonly left: number; readonly sign: string; readonly tight: boolean }[];
    readonly sentence: string;
  };
}

/** Units a second. */
const SPEEDS = [1, 5, 25, 100, 1000, 10_000];
const USUAL_SPEED = 5;

/** The template of what is in the page, its style, and the partials of both; one of these is `said`, the live region. */
export interface PictureTemplates {
  readonly body: string;
  readonly style: string;
  readonly partials: Readonly<Record<string, string>>;
}

/**
 * One self-contained page: without scripts it shows the picture as `view` has it; with them, `script` brings it to
 * life. The page's policy allows this script and no other, and nothing of what a trace says can become markup.
 */
export function renderPicture(
  { title, facts, light, dark, player, data }: Picture,
  view: object,
  templates: PictureTemplates,
  script: InlineScript,
): string {
  const partials = {
    picture: pictureTemplate,
    player: playerTemplate,
    playerStyle,
    ownStyle: templates.style,
    ...templates.partials,
  };
  const shell = {
    title,
    facts,
    light: [...propertiesOf(LIGHT), ...light],
    dark: [...propertiesOf(DARK), ...dark],
    data: JSON.stringify(data),
    // `inlineScript` made sure that it ends where the element ends: the one text that is not escaped.
    script: { source: script.source, markup: new Handlebars.SafeString(script.text) },
  };
  return render(templates.body, { ...view, ...shell, ...(player === undefined ? {} : playerView(player)) }, partials);
}

function playerView({ unit, position, end, page, speed = USUAL_SPEED, timeline }: PlayerView): object {
  return {
    unit,
    position,
    end,
    endShown: end.toLocaleString('en-US'),
    page: page.toLocaleString('en-US'),
    speeds: SPEEDS.map((value) => ({
      value,
      name: `${value.toLocaleString('en-US')} a second`,
      chosen: value === speed,
    })),
    timeline: { bands: [], marks: [], ...timeline, at: end === 0 ? 0 : (timeline.width * position) / end },
  };
}
