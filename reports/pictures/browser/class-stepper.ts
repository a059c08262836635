/** What is stepped through: items of which one at a time is the current one. */
export interface Steps {
  readonly count: number;
  /** Shows step `number`, from 1 on; gives what is said of it. */
  show(number: number): string;
}

type Move = 'first' | 'back' | 'forth' | 'last';

/** Buttons and slider of the template `stepper.hbs`. What a step says is a live region. */
export class Stepper {
  readonly #slider: HTMLInputElement;
  readonly #where: HTMLElement;
  readonly #live: HTMLElement;
  #steps: Steps;
  #number = 1;

  constructor(name: string, steps: Steps, at: number) {
    this.#steps = steps;
    const frame = one(document.body, `[data-stepper="${name}"]`, HTMLElement);
    this.#slider = one(frame, 'input', HTMLInputElement);
    this.#where = one(frame, '.where', HTMLElement);
    this.#live = one(document.body, `[data-live="${name}"]`, HTMLElement);
    this.#slider.addEventListener('input', () => this.go(Number(this.#slider.value)));
    for (const button of frame.querySelectorAll<HTMLButtonElement>('[data-step]')) {
      button.addEventListener('click', () => this.move(button.dataset['step'] as Move));
    }
    frame.hidden = false;
    this.take(steps, at, false);
  }

  /** Other steps in the place of those before. `isSaid`: also aloud. */
  take(steps: Steps, at: number, isSaid = true): void {
    this.#steps = steps;
    this.#slider.max = String(Math.max(1, steps.count));
    this.go(at, isSaid);
  }

  move(move: Move): void {
    const target: Record<Move, number> = {
      first: 1,
      back: this.#number - 1,
      forth: this.#number + 1,
      last: this.#steps.count,
    };
    this.go(target[move]);
  }

  /** Goes to a step; one that there is not is taken for the nearest end. */
  go(number: number, isSaid = true): void {
    this.#number = Math.min(Math.max(1, number), this.#steps.count);
    const said = this.#steps.show(this.#number);
    const where = `${this.#number} of ${this.#steps.count}`;
    this.#slider.value = String(this.#number);
    this.#slider.setAttribute('aria-valuetext', where);
    this.#where.textContent = `step ${where}`;
    if (isSaid) this.#live.textContent = `${this.#number}. ${said}`;
  }
}

function one<E extends Element>(within: ParentNode, selector: string, type: abstract new () => E): E {
  const found = within.querySelector(selector);
  if (!(found instanceof type)) throw new TypeError(`the page has no ${type.name} ${selector}`);
  return found;
}

/** Arrows to the left and right step from everywhere but where they have another use. */
export function onArrows(move: (direction: 'back' | 'forth', from: Element) => void): void {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const { target } = event;
    // What scrolls, and the sliders, have their own use for the keys.
    if (!(target instanceof Element) || target.matches('input, select, textarea, pre, [role="region"]')) return;
    const direction = event.key === 'ArrowLeft' ? 'back' : event.key === 'ArrowRight' ? 'forth' : null;
    if (direction === null) return;
    event.preventDefault();
    move(direction, target);
  });
}
