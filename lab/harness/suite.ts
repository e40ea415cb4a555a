import type { ProgramName, ToolName } from '../programs';
import type { Scene } from './scene';

/** One thing that the lab proves about what ships. */
export interface ClaimFace {
  /** What holds, as a sentence. */
  readonly says: string;
  /** How it is proven: which real program showed it, and how it was asked. */
  readonly by: string;
  /** Seconds after which it counts as not proven. @default 120 */
  readonly limit?: number;
  /** Sentences of earlier claims without which it cannot be tried. @default [] */
  readonly needs?: readonly string[];
}

/** A claim with its proof. */
export interface Claim<World> extends ClaimFace {
  /**
   * Throws when the claim does not hold.
   * @returns what was counted, in a few words: `99 objects`
   */
  readonly prove: (world: World) => Promise<string> | string;
}

/** What every suite says of itself, without running. */
interface SuiteFace {
  /** Name on the command line: `api`. */
  readonly name: string;
  /** The programs that it runs, in a line. */
  readonly title: string;
  /** Programs that the lab builds. */
  readonly programs: readonly ProgramName[];
  /** Programs that the machine must have beside those that every suite needs. */
  readonly tools: readonly ToolName[];
  /** Whether it reads the values and schemas of charts, which the project does not hold. @default false */
  readonly readsCharts?: boolean;
  /** GiB that it has resident at most. So much is kept free for it when suites run side by side. */
  readonly memory: number;
  /** Seconds that it takes beside others on two cores, about. The longest starts first. */
  readonly seconds: number;
  /**
   * Claims of other suites on which all of it rests: while one of them is not proven, what fails here is reported as following
   * from that, so that one cause is one failure. @default []
   */
  readonly restsOn?: readonly ClaimFace[];
  /** Seconds that starting may take. @default 180 */
  readonly startLimit?: number;
}

/** A suite of any world. */
export interface Suite extends SuiteFace {
  readonly claims: readonly ClaimFace[];
  /** Starts its world. @returns the proofs, in the order of the claims */
  readonly begin: (scene: Scene) => Promise<readonly (() => Promise<string>)[]>;
}

/** Claims that cannot be tried unless others before them are proven: they are not run then, so that one cause is one failure. */
export function needing<World>(
  needed: readonly ClaimFace[],
  claims: readonly Claim<World>[],
): readonly Claim<World>[] {
  return claims.map((claim) => ({
    ...claim,
    needs: [...(claim.needs ?? []), ...needed.map(({ says }) => says)],
  }));
}

/** Claims that build on what the one before them left: after one that fails, the next ones are not run. */
export function inTurn<World>(claims: readonly Claim<World>[]): readonly Claim<World>[] {
  return claims.flatMap((claim, index) => needing(claims.slice(Math.max(0, index - 1), index), [claim]));
}

/**
 * Makes a suite.
 * @param definition `start` sets the world up, and each claim is proven in it, in order: later ones may build on what earlier
 * ones left, and name these with `needing`
 */
export function suite<World>(
  definition: SuiteFace & {
    readonly start: (scene: Scene) => Promise<World>;
    readonly claims: readonly Claim<World>[];
  },
): Suite {
  const { start, claims, ...face } = definition;
  return {
    ...face,
    claims,
    begin: async (scene) => {
      const world = await start(scene);
      return claims.map((claim) => async () => claim.prove(world));
    },
  };
}
