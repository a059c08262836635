import { onArrows, Stepper, type Steps } from './class-stepper.ts';

// The page of `renderClassPage`, brought to life: all is there, one step at a time is shown.

/** The steps of the merge, with their classes marked in the graph. */
class MergeSteps implements Steps {
  readonly #items: readonly HTMLElement[];
  readonly #nodes = new Map(
    [...document.querySelectorAll<SVGGElement>('[data-node]')].map((node) => [node.dataset['node'] ?? '', node]),
  );

  constructor(list: HTMLElement) {
    this.#items = [...list.children].filter((item) => item instanceof HTMLElement);
  }

  get count(): number {
    return this.#items.length;
  }

  show(number: number): string {
    const item = this.#items[number - 1];
    for (const each of this.#items) each.hidden = each !== item;
    for (const node of this.#nodes.values()) {
      node.classList.remove('done', 'taken', 'waiting');
      node.classList.add('later');
    }
    this.#mark(item?.dataset['waiting'], 'waiting');
    this.#mark(item?.dataset['done'], 'done');
    this.#mark(item?.dataset['taken'], 'taken');
    return (
      item
        ?.querySelector('.said')
        ?.textContent?.replace(/^\s*\d+/, '')
        .replace(/\s+/g, ' ')
        .trim() ?? ''
    );
  }

  #mark(ids: string | undefined, mark: 'done' | 'taken' | 'waiting'): void {
    for (const id of (ids ?? '').split(' ')) {
      const node = this.#nodes.get(id);
      if (mark !== 'waiting') node?.classList.remove('later');
      node?.classList.add(mark);
    }
  }
}

/** The looks of the search for one attribute: for an instance, then for the class. */
class SearchSteps implements Steps {
  readonly #items: readonly HTMLElement[];

  constructor(search: HTMLElement) {
    this.#items = [...search.querySelectorAll<HTMLElement>('.walk > li')];
  }

  get count(): number {
    return this.#items.length;
  }

  show(number: number): string {
    for (const [index, item] of this.#items.entries()) {
      item.classList.toggle('ahead', index >= number);
      item.classList.toggle('now', index === number - 1);
    }
    const item = this.#items[number - 1];
    if (item !== undefined) revealIn(item);
    return item?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
  }
}

/** Scrolls the box of the searches, and nothing else. */
function revealIn(item: HTMLElement): void {
  const box = item.closest('.searches');
  if (box === null || box.scrollHeight <= box.clientHeight) return;
  const [outer, inner] = [box.getBoundingClientRect(), item.getBoundingClientRect()];
  if (inner.top < outer.top) box.scrollTop += inner.top - outer.top - 8;
  else if (inner.bottom > outer.bottom) box.scrollTop += inner.bottom - outer.bottom + 8;
}

document.body.classList.add('alive');
const list = document.querySelector<HTMLElement>('[data-steps="merge"]');
const merge =
  list === null
    ? null
    : new Stepper('merge', new MergeSteps(list), list.dataset['stuck'] === undefined ? 1 : Number.POSITIVE_INFINITY);
const box = document.querySelector<HTMLElement>('#search');
const search = box === null ? null : startSearches(box);

onArrows((direction, from) => {
  const stepper = from.closest('#attributes') === null ? (merge ?? search) : search;
  stepper?.move(direction);
});

function startSearches(box: HTMLElement): Stepper | null {
  const searches = new Map(
    [...box.querySelectorAll<HTMLDetailsElement>('[data-search]')].map((each) => [each.dataset['search'] ?? '', each]),
  );
  const first = [...searches.values()].find((each) => each.open) ?? [...searches.values()][0];
  if (first === undefined) return null;
  const stepper = new Stepper('search', new SearchSteps(first), Number.POSITIVE_INFINITY);
  const choose = (key: string): void => {
    for (const [other, each] of searches) {
      each.open = other === key;
      each.toggleAttribute('data-shown', other === key);
    }
    for (const row of document.querySelectorAll<HTMLElement>('[data-attribute]')) {
      if (row.dataset['attribute'] === key) row.setAttribute('aria-current', 'true');
      else row.removeAttribute('aria-current');
    }
  };
  choose(first.dataset['search'] ?? '');
  for (const row of document.querySelectorAll<HTMLElement>('[data-attribute]')) {
    row.addEventListener('click', (event) => {
      event.preventDefault();
      const key = row.dataset['attribute'] ?? '';
      const chosen = searches.get(key);
      if (chosen === undefined) return;
      choose(key);
      stepper.take(new SearchSteps(chosen), 1);
      // Where the search stands below the table, it comes into sight.
      if (box.getBoundingClientRect().top > window.innerHeight) box.scrollIntoView({ block: 'start' });
    });
  }
  return stepper;
}
