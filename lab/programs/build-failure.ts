const causes: readonly { readonly seen: RegExp; readonly next: string }[] = [
  {
    seen: /no space left on device|disk quota exceeded/i,
    next: 'the disk is full: make room in the cache folder and in those of Go and Maven, about 12 GB in all, and run it again',
  },
  {
    seen: /checksum mismatch|Checksum validation failed/i,
    next: 'what was downloaded is not what the pins name: look where it comes from, empty the caches of Go and Maven, and run it again',
  },
  {
    seen: /dial tcp|lookup .*: |Could not transfer|Connection (refused|reset)|timed? ?out|TLS handshake|unexpected EOF|module lookup disabled|in offline mode/i,
    next: 'a download failed: look at the network and run it again; what has come is kept',
  },
];

/**
 * What a person does about a build that failed.
 * @param text how it ended, and from the second line on what it printed
 * @returns the same with the next step in the first line
 */
export function explainFailure(text: string): string {
  const [how = '', ...printed] = text.split('\n');
  const next = causes.find(({ seen }) => seen.test(text))?.next ?? 'run it again; what is done is kept';
  return [`${how}; ${next}`, ...printed].join('\n');
}
