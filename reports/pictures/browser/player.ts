import { PAGE_STEP } from '../kit/page-step.ts';
import { byId } from './page.ts';

/** What a picture does at a position of time. */
export interface Scene {
  /** Shows the picture there. */
  show(position: number): void;
  /** Where a large step ends, ascending; without them it has a fixed length. */
  readonly stops?: readonly number[];
}

/** What the buttons and keys mean. */
type Move = 'first' | 'backPage' | 'back' | 'forth' | 'forthPage' | 'last';

/** Keys that move from everywhere in the page, and keys that do so on the slider, where the page need not scroll. */
const KEYS_EVERYWHERE: Readonly<Record<string, Move>> = { ArrowLeft: 'back', ArrowRight: 'forth' };
const KEYS_ON_SLIDER: Readonly<Record<string, Move>> = {
  ArrowUp: 'forth',
  ArrowDown: 'back',
  PageUp: 'forthPage',
  PageDown: 'backPage',
  Home: 'first',
  End: 'last',
};

/**
 * Slider, buttons, keys and play of the template `player.hbs`. The scene is shown at most once a frame: while a key is
 * held, positions between are passed over rather than queued.
 */
export class Player {
  readonly #scene: Scene;
  readonly #time = byId('time', HTMLInputElement);
  readonly #at = byId('at', HTMLInputElement);
  readonly #speed = byId('speed', HTMLSelectElement);
  readonly #said = byId('said', HTMLElement);
  readonly #playButton = document.querySelector('[data-go="play"]') as HTMLButtonElement;
  readonly #timeline = byId('timeline', SVGSVGElement);
  readonly #playhead = byId('playhead', SVGLineElement);
  readonly #end = Number(this.#time.max);
  #position: number;
  #isDue = false;
  #isPlaying = false;

  constructor(scene: Scene) {
    this.#scene = scene;
    this.#position = Number(this.#time.defaultValue);
    this.#listen();
    for (const id of ['time', 'controls', 'player-keys']) byId(id, HTMLElement).hidden = false;
    this.#present();
    this.#time.focus({ preventScroll: true });
  }

  /** Goes to a position; one outside of time is taken for its nearest end. */
  go(position: number): void {
    this.#position = Math.min(Math.max(0, Math.round(position)), this.#end);
    if (this.#isDue) return;
    this.#isDue = true;
    requestAnimationFrame(() => this.#present());
  }

  #present(): void {
    this.#isDue = false;
    const position = this.#position;
    this.#time.value = String(position);
    this.#time.setAttribute('aria-valuetext', `${position} of ${this.#end}`);
    if (document.activeElement !== this.#at) this.#at.value = String(position);
    const x = String(this.#end === 0 ? 0 : (this.#timeline.viewBox.baseVal.width * position) / this.#end);
    this.#playhead.setAttribute('x1', x);
    this.#playhead.setAttribute('x2', x);
    this.#scene.show(position);
  }

  #move(move: Move): void {
    this.#play(false);
    const target: Record<Move, number> = {
      first: 0,
      backPage: this.#scene.stops?.findLast((stop) => stop < this.#position) ?? this.#position - PAGE_STEP,
      back: this.#position - 1,
      forth: this.#position + 1,
      forthPage: this.#scene.stops?.find((stop) => stop > this.#position) ?? this.#position + PAGE_STEP,
      last: this.#end,
    };
    this.go(target[move]);
  }

  #listen(): void {
    this.#time.addEventListener('input', () => this.go(Number(this.#time.value)));
    this.#at.addEventListener('change', () => this.go(Number(this.#at.value)));
    this.#at.addEventListener('blur', () => this.go(this.#position));
    this.#playButton.addEventListener('click', () => this.#play(!this.#isPlaying));
    for (const button of document.querySelectorAll<HTMLButtonElement>('[data-go]')) {
      const go = button.dataset['go'];
      if (go !== 'play') button.addEventListener('click', () => this.#move(go as Move));
    }
    const follow = (event: PointerEvent) => {
      const { left, width } = this.#timeline.getBoundingClientRect();
      this.go((this.#end * (event.clientX - left)) / width);
    };
    this.#timeline.addEventListener('pointerdown', follow);
    this.#timeline.addEventListener('pointermove', (event) => event.buttons === 1 && follow(event));
    document.addEventListener('keydown', (event) => this.#onKey(event));
  }

  #onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const { target } = event;
    const isOnSlider = target === this.#time;
    // Other controls, and what scrolls, have their own use for the keys.
    if (
      !isOnSlider &&
      target instanceof Element &&
      target.closest('input:not([type="checkbox"]), select, textarea, [role="region"]')
    )
      return;
    const move = KEYS_EVERYWHERE[event.key] ?? (isOnSlider ? KEYS_ON_SLIDER[event.key] : undefined);
    if (move !== undefined) this.#move(move);
    else if (isOnSlider && event.key === ' ') this.#play(!this.#isPlaying);
    else return;
    event.preventDefault();
  }

  #play(isPlaying: boolean): void {
    if (isPlaying === this.#isPlaying) return;
    this.#isPlaying = isPlaying;
    this.#playButton.setAttribute('aria-pressed', String(isPlaying));
    const word = this.#playButton.querySelector('span');
    if (word !== null) word.textContent = isPlaying ? 'Pause' : 'Play';
    // What changes many times a second is not for reading aloud.
    this.#said.setAttribute('aria-live', isPlaying ? 'off' : 'polite');
    if (!isPlaying) return;
    if (this.#position === this.#end) this.go(0);
    this.#advance(performance.now(), 0);
  }

  /** `rest`: the part of a unit that is still owed. */
  #advance(before: number, rest: number): void {
    requestAnimationFrame((now) => {
      if (!this.#isPlaying) return;
      const owed = rest + ((now - before) / 1000) * Number(this.#speed.value);
      const whole = Math.floor(owed);
      if (whole > 0) this.go(this.#position + whole);
      if (this.#position === this.#end) this.#play(false);
      else this.#advance(now, owed - whole);
    });
  }
}
