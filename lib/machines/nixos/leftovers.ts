/** What Nix leaves, as lines of a `.gitignore`: what a flake took from others, and links to what was built. */
export const nixLeftovers: readonly string[] = [
  'dist/*/hosts/flake.lock',
  'dist/*/hosts/**/result',
  'dist/*/hosts/**/result-*',
];
