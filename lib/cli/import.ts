import { join } from 'node:path';
import { generateImports } from '../importer';
import { readInstalled } from '../importer/installed';
import { writeGenerated } from './write-generated';

// `npm run import`: writes the typed constructs of custom kinds. They follow from the installed packages alone.
const root = join(__dirname, '..', '..');
const { files, problems } = generateImports(readInstalled(root));
process.exitCode = writeGenerated(root, files, problems);
