import type { Shape } from '../shape.ts';

const QUEUES = 4;
/** How often the faster of producer and consumer is served, of four times. */
const FASTER = 3;

export const queues: Shape = {
  name: 'queues',
  description:
    'Four producers take blocks and four consumers give them back in the same order, now the one faster and now the other; together the queues hold `live` at most.',
  source:
    'xmalloc-test in Lever, Boreham: malloc() performance in a multithreaded Linux environment, USENIX 2000; threads taken in turn',
  live: (operations) => Math.ceil(operations / 10),
  sizes: { min: 64, max: 256 },
  write(script, random, { live, sizes }) {
    const room = Math.max(1, Math.floor(live / QUEUES));
    const all = Array.from({ length: Math.min(QUEUES, live) }, () => new Queue(room));
    while (!script.full) {
      const queue = random.pick(all);
      // The other of the two becomes the faster one about as often as a queue of this size could be filled.
      if (random.chance(room)) queue.filling = !queue.filling;
      const produces = random.int(1, 4) <= FASTER ? queue.filling : !queue.filling;
      if (queue.length < room && (produces || queue.length === 0)) {
        queue.put(script.malloc(random.int(sizes.min, sizes.max)));
      } else {
        script.free(queue.take());
      }
    }
  },
};

/** First in, first out, in a ring. */
class Queue {
  filling = true;
  length = 0;
  readonly #ring: Uint32Array;
  #first = 0;

  constructor(room: number) {
    this.#ring = new Uint32Array(room);
  }

  put(block: number): void {
    this.#ring[(this.#first + this.length) % this.#ring.length] = block;
    this.length += 1;
  }

  take(): number {
    const block = this.#ring[this.#first] as number;
    this.#first = (this.#first + 1) % this.#ring.length;
    this.length -= 1;
    return block;
  }
}
