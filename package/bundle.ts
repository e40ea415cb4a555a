import { type BuildOptions, buildSync } from 'esbuild';

/** How code is made into one file of JavaScript: for the package, and for what measures it. */
export const bundling = {
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20',
  format: 'cjs',
} as const satisfies BuildOptions;

/** The code of a file and of all that it imports but packages, as one text. */
export function bundleText(file: string): string {
  const { outputFiles } = buildSync({ ...bundling, entryPoints: [file], write: false });
  return outputFiles.map(({ text }) => text).join('');
}
