import { join } from 'node:path';
import { scriptModules } from './script-modules';
import { writeGenerated } from './write-generated';

// `npm run scripts`: writes the modules by which the library has its shell scripts.
const root = join(__dirname, '..', '..');
process.exitCode = writeGenerated(root, scriptModules(root), []);
