import { join } from 'node:path';
import { explainMistakes } from './mistakes';
import { refuseOverwrittenImports } from './overwritten-imports';

// Imported before the cluster files, so that a mistake in one of them reads like every other message.
const root = join(__dirname, '..', '..');
explainMistakes(root);
refuseOverwrittenImports(root);
