/**
 * A small process around esbuild: requests come in on standard input, answers leave on standard output, one JSON
 * document per line. It exists to be killed: a source that overflows or hangs esbuild takes this process along and
 * nothing else, and what esbuild prints then is seen by nobody.
 */
import { createInterface } from 'node:readline';
import { transform } from 'esbuild';

/** Fixed here: nothing in a submission can change how it is compiled. */
const OPTIONS = {
  loader: 'ts',
  format: 'cjs',
  target: 'node20',
  platform: 'neutral',
  sourcemap: 'external',
  sourcesContent: false,
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'silent',
  tsconfigRaw: { compilerOptions: { alwaysStrict: true, target: 'ES2022', useDefineForClassFields: true } },
};

createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, file, source } = JSON.parse(line);
  transform(source, { ...OPTIONS, sourcefile: file }).then(
    ({ code, map }) => answer({ id, code, map }),
    (error) => {
      // Without a list of errors it is not the source that was refused, but esbuild that broke.
      if (!Array.isArray(error.errors) || error.errors.length === 0) process.exit(1);
      const { text, location } = error.errors[0];
      answer({ id, message: text, line: location?.line, column: location?.column });
    },
  );
});

function answer(value) {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
