/** Tells a person what is done now: on a terminal in one line that is written over, elsewhere a line only for what is finished. */
export interface Progress {
  /** What is done now, side by side. */
  readonly now: (...what: readonly string[]) => void;
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
    now: (...what) => {
      if (!stream.isTTY) return;
      clear();
      const time = `${clock()} `;
      stream.write(`${time}${sideBySide(what, width() - time.length - 1)}`);
    },
    line: (text) => {
      clear();
      stream.write(`${clock()} ${text}\n`);
    },
  };
}

/** Texts in one line, each cut to its share of the columns. */
export function sideBySide(texts: readonly string[], width: number): string {
  const between = ' | ';
  const share = Math.floor((width - between.length * (texts.length - 1)) / texts.length);
  return texts.map((text) => (text.length > share ? `${text.slice(0, share - 1)}…` : text)).join(between);
}

/** A bar of a given share, 0 to 1. */
export function bar(share: number, width = 20): string {
  const full = Math.round(share * width);
  return `[${'#'.repeat(full)}${'-'.repeat(width - full)}] ${String(Math.round(share * 100)).padStart(3)}%`;
}
