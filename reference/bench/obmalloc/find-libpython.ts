import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where the machine's own libpython is, and how a program gets it. */
export interface Libpython {
  readonly path: string;
  /** Loaded at run time, or linked into the program with these flags. */
  readonly link: 'shared' | { readonly flags: readonly string[] };
}

const QUESTION = `
import json, sys, sysconfig
keys = ('LIBDIR', 'INSTSONAME', 'LDLIBRARY', 'LIBPL', 'LIBRARY', 'MODLIBS', 'LIBS', 'SYSLIBS')
print(json.dumps({'version': list(sys.version_info[:2]), **{key: sysconfig.get_config_var(key) or '' for key in keys}}))
`;

/** Builds whose allocator is the profile \`amd64-3.11\`: 3.9 had other arenas, 3.12 needs an interpreter. */
const COMPARABLE: readonly string[] = ['3.10', '3.11'];

/** Found, or a sentence that says why not. `python`: the command that is asked where its library is. */
export function findLibpython(python = 'python3'): Libpython | string {
  const config = askPython(python);
  if (config === null) return `${python} cannot be run`;
  const version = config.version.join('.');
  if (!COMPARABLE.includes(version))
    return `${python} is ${version}; what can be compared is ${COMPARABLE.join(' or ')}`;
  for (const name of [config.INSTSONAME, config.LDLIBRARY]) {
    const path = join(config.LIBDIR, name);
    if (/\.(so|dylib)\b/.test(name) && existsSync(path)) return { path, link: 'shared' };
  }
  for (const folder of [config.LIBPL, config.LIBDIR]) {
    const path = join(folder, config.LIBRARY);
    if (config.LIBRARY !== '' && existsSync(path)) return { path, link: { flags: staticFlags(config) } };
  }
  return `${python} ${version} comes without libpython, shared or static`;
}

interface Config {
  readonly version: readonly number[];
  readonly LIBDIR: string;
  readonly INSTSONAME: string;
  readonly LDLIBRARY: string;
  readonly LIBPL: string;
  readonly LIBRARY: string;
  readonly MODLIBS: string;
  readonly LIBS: string;
  readonly SYSLIBS: string;
}

function askPython(python: string): Config | null {
  try {
    return JSON.parse(
      execFileSync(python, ['-c', QUESTION], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    );
  } catch {
    return null;
  }
}

/** A static library is not built for a program that may lie anywhere. */
function staticFlags({ MODLIBS, LIBS, SYSLIBS }: Config): readonly string[] {
  const words = `${MODLIBS} ${LIBS} ${SYSLIBS}`.split(/\s+/).filter((word) => word !== '');
  return ['-no-pie', '-rdynamic', ...words];
}
