import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ProgramName } from '../programs';
import { type RunOptions, type Ran, runCommand } from './run';
import { type Server, type ServerSpec, startServer } from './server';

/** What a suite is given: a folder, the programs, and ways to run them. Everything it starts ends with it. */
export interface Scene {
  /** Scratch, removed afterwards. */
  readonly folder: string;
  /** The project's root. */
  readonly project: string;
  /** Folder of the custom resource definitions that no pinned module has, `ASTERISM_CRDS`; there may be none. */
  readonly definitions: string;
  /** Folder of upstream charts' values and schemas, `ASTERISM_CHARTS`. */
  readonly charts: string;
  /** Path of a file of a program that the lab built: `program('kubernetes', 'kubectl')`. */
  readonly program: (name: ProgramName, file: string) => string;
  /** A new empty folder in the scratch. */
  readonly newFolder: (name: string) => string;
  /** Runs a command to its end. */
  readonly run: (command: string, args: readonly string[], options?: RunOptions) => Promise<Ran>;
  /** Starts a server and waits until it answers. */
  readonly start: (server: ServerSpec) => Promise<Server>;
  /** Servers that have ended without being told to, each with the end of its log. */
  readonly fallen: () => readonly string[];
  /** Takes something that has to be done when the scene ends; the last one is done first. */
  readonly atEnd: (act: () => Promise<void> | void) => void;
}

/** Where a scene's files are. */
export interface ScenePlaces {
  readonly folder: string;
  readonly project: string;
  readonly definitions: string;
  readonly charts: string;
  /** Folder in which a program was built, by its name. */
  readonly programs: Readonly<Record<string, string>>;
}

/** Opens a scene, and gives the way to close it. */
export function openScene(places: ScenePlaces): {
  readonly scene: Scene;
  readonly close: () => Promise<void>;
} {
  const { folder, project, definitions, charts } = places;
  const ends: (() => Promise<void> | void)[] = [];
  const servers: Server[] = [];
  const scene: Scene = {
    folder,
    project,
    definitions,
    charts,
    program: (name, file) => {
      const built = places.programs[name];
      if (built === undefined) throw new Error(`the suite does not name ${name} among its programs`);
      return join(built, file);
    },
    newFolder: (name) => {
      const path = join(folder, name);
      mkdirSync(path, { recursive: true });
      return path;
    },
    run: runCommand,
    start: async (spec) => {
      const server = await startServer(spec, folder);
      servers.push(server);
      ends.push(() => server.stop());
      return server;
    },
    fallen: () => servers.flatMap((server) => server.fallen() ?? []),
    atEnd: (act) => {
      ends.push(act);
    },
  };
  const close = async () => {
    for (const end of ends.reverse()) await end();
    rmSync(folder, { recursive: true, force: true });
  };
  return { scene, close };
}
