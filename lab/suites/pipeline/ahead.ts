import type { World } from './world';

/** Work that mostly waits, and so begins before the claim that needs it. */
export interface Ahead<T> {
  /** Begins it, without waiting. */
  readonly begin: (world: World) => void;
  /** Waits for what comes of it; begins it when it has not begun. */
  readonly result: (world: World) => Promise<T>;
}

/** Work that is done once, whoever asks first. */
export function ahead<T>(work: (world: World) => Promise<T>): Ahead<T> {
  let running: Promise<T> | undefined;
  const result = (world: World) => (running ??= work(world));
  return {
    result,
    begin: (world) => {
      // The error reaches the claim that waits for the result.
      result(world).catch(() => undefined);
    },
  };
}
