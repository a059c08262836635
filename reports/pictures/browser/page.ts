import Handlebars from 'handlebars/runtime.js';

/** The page's element with this id. @throws {TypeError} if the page, which is ours, has no such element. */
export function byId<E extends Element>(id: string, type: abstract new () => E): E {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new TypeError(`the page has no ${type.name} with the id ${id}`);
  return element;
}

/** What the page carries for its script. */
export function pictureData<Data>(): Data {
  return JSON.parse(byId('picture-data', HTMLDataElement).value) as Data;
}

/** A part of the page that a template makes. All that a model holds is escaped. */
export class Part<View extends object> {
  readonly #element: Element;
  readonly #template: (view: View) => string;
  #shown = '';

  constructor(element: Element, template: CompiledTemplate) {
    this.#element = element;
    this.#template = Handlebars.template<View>(template);
  }

  /** Shows the model; leaves the page alone if that changes nothing. */
  show(view: View): void {
    const html = this.#template(view);
    if (html === this.#shown) return;
    this.#shown = html;
    const before = this.#frames().map((frame) => ({
      top: frame.scrollTop,
      hasFocus: frame === document.activeElement,
    }));
    this.#element.innerHTML = html;
    this.#frames().forEach((frame, index) => {
      frame.scrollTop = before[index]?.top ?? 0;
      if (before[index]?.hasFocus) frame.focus({ preventScroll: true });
    });
  }

  /** What scrolls within the part; who scrolled there stays there. */
  #frames(): readonly HTMLElement[] {
    return [...this.#element.querySelectorAll<HTMLElement>('[tabindex]')];
  }
}

/** Scrolls a frame, and nothing else, to an element in it that is out of sight. */
export function reveal(frame: Element, element: Element): void {
  if (frame.scrollHeight <= frame.clientHeight) return;
  const outer = frame.getBoundingClientRect();
  const inner = element.getBoundingClientRect();
  if (inner.top < outer.top) frame.scrollTop += inner.top - outer.top;
  else if (inner.bottom > outer.bottom) frame.scrollTop += inner.bottom - outer.bottom;
}
