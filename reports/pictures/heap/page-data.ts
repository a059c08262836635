import type { HeapSettings } from './heap-settings.ts';

/** What the page's script reads from the page. */
export interface HeapPageData {
  readonly name: string;
  readonly settings: HeapSettings;
  /** `traceToText`. */
  readonly trace: string;
}
