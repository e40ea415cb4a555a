import { join } from 'node:path';
import { referencePages } from '../reference';
import { writeGenerated } from './write-generated';

// `npm run reference`: writes docs/reference/ from the doc comments. It is not a command of asterism, since the TypeScript
// compiler takes longer to load than a synth takes.
const root = join(__dirname, '..', '..');
const { files, problems } = referencePages(root);
process.exitCode = writeGenerated(root, files, problems);
