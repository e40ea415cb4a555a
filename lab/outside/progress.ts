/** Tells a person what is done now: on a terminal in one line that is written over, elsewhere a line only for what is finished. */
export interface Progress {
  /** What is done now. */
  readonly now: (what: string) => void;
  /** Something is finished; the line stays. */
  readonly line: (text: string) => void;
}

/** Progress on standard error. */
export function progressOn(stream: NodeJS.WriteStream): Progress {
  const width = () => stream.columns || 100;
  const clear = () => (stream.isTTY ? stream.write('\r\u001b[K') : undefined);
  const started = performance.now();
  const clock = () => {
    const seconds = Math.floor((performance.now() - started) / 1000);
    return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
  };
  return {
    now: (what) => {
      if (stream.isTTY) stream.write(`\r\u001b[K${clock()} ${what}`.slice(0, width() + 4));
    },
    line: (text) => {
      clear();
      stream.write(`${clock()} ${text}\n`);
    },
  };
}

/** A bar of a given share, 0 to 1. */
export function bar(share: number, width = 20): string {
  const full = Math.round(share * width);
  return `[${'#'.repeat(full)}${'-'.repeat(width - full)}] ${String(Math.round(share * 100)).padStart(3)}%`;
}
