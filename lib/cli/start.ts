import { join } from 'node:path';
import { explainMistakes } from './mistakes';

// Imported before the cluster files, so that a mistake in one of them reads like every other message.
explainMistakes(join(__dirname, '..', '..'));
