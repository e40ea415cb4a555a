import { join } from 'node:path';
import { generateImports } from '../importer';
import { readInstalled } from '../importer/installed';
import { importDefinitions } from './import-definitions';
import { writeGenerated } from './write-generated';

// `npm run import`: writes the typed constructs of custom kinds. Without arguments they are those of asterism, which follow
// from the installed packages alone; `npm run import -- FILE…` takes a person's own definitions.
const root = join(__dirname, '..', '..');
const definitions = process.argv.slice(2);
const { files, problems } =
  definitions.length > 0 ? importDefinitions(root, definitions) : generateImports(readInstalled(root));
process.exitCode = writeGenerated(root, files, problems);
