/** Where scenario generators draw from. */
export { Random } from '../reference/random.ts';
