/** Names a module of the kit, from wherever the file lies. */
const KIT_SPECIFIER = /^\.{1,2}\/(?:[^\0]*\/)?kit\/([a-z][a-z-]*)(?:\.[tj]s)?$/;

/** `memory` for `../kit/memory.ts`; undefined for what names no module of the kit. */
export function kitModuleOf(specifier: string): string | undefined {
  return KIT_SPECIFIER.exec(specifier)?.[1];
}

/** The modules that an answer may import, for people. */
export function mayImport(kit: readonly string[]): string {
  return `it may import ${kit.length === 0 ? 'nothing' : kit.map((name) => `../kit/${name}.ts`).join(', ')}`;
}
