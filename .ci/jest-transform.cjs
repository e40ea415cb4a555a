// jest compiles TypeScript with the compiler that tsx uses, so that tests run the same JavaScript as main.ts.
const { createHash } = require('node:crypto');
const { transformSync, version } = require('esbuild');

const options = { loader: 'ts', format: 'cjs', target: 'node20', sourcemap: 'inline' };

module.exports = {
  process: (source, sourcefile) => ({ code: transformSync(source, { ...options, sourcefile }).code }),
  getCacheKey: (source, sourcefile) =>
    createHash('sha256').update(version).update(sourcefile).update(source).digest('hex'),
};
