import type { World } from './world';

/** Work that mostly waits, and so begins before the claim that needs it. */
export interface Ahead<T> {
  /** Begins it; nobody waits. */
  readonly begin: (world: World) => void;
  /** Waits for what comes of it; begins it when nobody has. */
  readonly result: (world: World) => Promise<T>;
}

/** Work that is done once, whoever asks first. */
export function ahead<T>(work: (world: World) => Promise<T>): Ahead<T> {
  let running: Promise<T> | undefined;
  const result = (world: World) => (running ??= work(world));
  return {
    result,
    begin: (world) => {
      // Who waits for the result is told of the error.
      result(world).catch(() => undefined);
    },
  };
}
