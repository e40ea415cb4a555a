import { join } from 'node:path';
import { start } from './asterism';
import { refuseOverwrittenImports } from './overwritten-imports';

// What `npm run synth` of this repository starts: `asterism` from the sources. It looks first whether the library can load.
refuseOverwrittenImports(join(__dirname, '..', '..'));
void start();
