import { manifest as howThisWorks } from './00-how-this-works/manifest.ts';
import { manifest as methodResolutionOrder } from './02-method-resolution-order/manifest.ts';
import { manifest as initSubclass } from './06-init-subclass/manifest.ts';
import { manifest as obmalloc } from './17-obmalloc/manifest.ts';
import type { Manifest } from './kit/manifest.ts';

/** Every exercise there is, in the order of the syllabus. */
export const MANIFESTS: readonly Manifest[] = [howThisWorks, methodResolutionOrder, initSubclass, obmalloc];

/** The exercise that a person means by `02`, `2`, a folder's name or an unambiguous part of it. */
export function findManifest(name: string): Manifest | undefined {
  const number = /^\d{1,2}$/.test(name) ? name.padStart(2, '0') : null;
  const candidates = MANIFESTS.filter(({ id }) =>
    number === null ? id === name || id.slice(3) === name || id.includes(name) : id.startsWith(`${number}-`),
  );
  return MANIFESTS.find(({ id }) => id === name) ?? (candidates.length === 1 ? candidates[0] : undefined);
}
