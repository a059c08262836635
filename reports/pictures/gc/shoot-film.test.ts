import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseGcRecording } from '../../../reference/conformance/gc/recording.ts';
import { gcRecording } from '../../../reference/conformance/gc/recordings.ts';
import { FilmReel } from './film-reel.ts';
import { shootFilm } from './shoot-film.ts';
it('x', () => {
  const { scenarios } = parseGcRecording(gcRecording('named-3.11.7').text);
  for (const s of scenarios) {
    const t = performance.now();
    const film = shootFilm(s, '');
    const reel = new FilmReel(film);
    reel.seek(1e9);
    console.log(s.name, film.objects.length, reel.end + 1, JSON.stringify(film).length, (performance.now() - t).toFixed(0));
    if (['seed-cycle', 'resurrect-part'].includes(s.name)) {
      for (let i = 0; i <= reel.end; i++) { reel.seek(i); const m = reel.moment; console.log(i, film.ops[m.op]?.code, m.phase, m.happening, m.args.map(String).join(), JSON.stringify(reel.changes.refcnts), JSON.stringify(reel.state.lists)); }
    }
  }
});
