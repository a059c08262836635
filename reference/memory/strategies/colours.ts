import { type Address, type Memory, NULL } from '../../../exercises/kit/memory.ts';

/** Not seen by this collection. At the end of the marking: garbage. */
export const WHITE = 0;
/** Reached, and its references are not followed yet, or not all. */
export const GREY = 1;
/** Reached, and all its references were followed. */
export const BLACK = 2;
/** The bits that hold the colour. */
const COLOUR = 3;

export type Colour = typeof WHITE | typeof GREY | typeof BLACK;

export function colourOf(memory: Memory, node: Address): Colour {
  return (memory.readPointer(node) & COLOUR) as Colour;
}

export function setColour(memory: Memory, node: Address, colour: Colour): void {
  const word = memory.readPointer(node);
  memory.writePointer(node, word - (word & COLOUR) + colour);
}

/**
 * All nodes of a tracing collector, linked through word 0, which holds the colour too:
 *
 *     first → │ link + colour │ ob_type │ …
 *               └→ │ link + colour │ ob_type │ …
 *
 * A collector that counts is told of each node when it becomes garbage. One that traces knows only what is alive: to find
 * the rest, it must be able to walk over everything that was ever allocated.
 */
export class NodeList {
  readonly #memory: Memory;
  #first: Address = NULL;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  get isEmpty(): boolean {
    return this.#first === NULL;
  }

  /**
   *     before   first → other
   *     after    first → node → other
   */
  push(node: Address, colour: Colour): void {
    this.#memory.writePointer(node, this.#first + colour);
    this.#first = node;
  }

  /** Takes the first node off the list; it keeps its colour. NULL without any. */
  take(): Address {
    const node = this.#first;
    if (node !== NULL) this.#first = this.#next(node);
    return node;
  }

  /** Moves all nodes of another list here. This one must be empty. */
  takeAll(other: NodeList): void {
    this.#first = other.#first;
    other.#first = NULL;
  }

  *[Symbol.iterator](): Generator<Address> {
    for (let node = this.#first; node !== NULL; node = this.#next(node)) yield node;
  }

  #next(node: Address): Address {
    const word = this.#memory.readPointer(node);
    return (word - (word & COLOUR)) as Address;
  }
}
