import { join } from 'node:path';
import type * as Asterism from './asterism';
import type * as Overwritten from './overwritten-imports';
import { answerSameRun } from './same-run';

// What `npm run synth` of this repository starts: `asterism` from the sources. It looks first whether there is anything to do, and
// whether the library can load.
if (!answerSameRun()) {
  // eslint-disable-next-line @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-assertions
  const { refuseOverwrittenImports } = require('./overwritten-imports') as typeof Overwritten;
  refuseOverwrittenImports(join(__dirname, '..', '..'));
  // eslint-disable-next-line @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-assertions
  const { start } = require('./asterism') as typeof Asterism;
  void start();
}
