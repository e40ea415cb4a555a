import * as v from 'valibot';
import { type Claim, functionShape } from '../inventory';
import { line, projectPath, type Written } from '../values';
import type { KubeObject } from './objects';
import { connectionShape, exposure } from './workload';

/** What follows from the objects of a folder for the whole cluster. Each claim has its place in the project: `manifests/blog/web.yaml:12`. */
type FolderClaims = (
  objects: readonly { readonly at: string; readonly object: KubeObject }[],
) => readonly Claim[];

/** Names of workloads and ports. */
const name = line(253);

/** Connections from pods of a folder to others of the same folder. */
export const insideConnection = v.strictObject({
  /** Workload that connects. */
  from: name,
  /** Workload that it connects to. */
  to: name,
  /** Name or number of its port. */
  port: name,
  /** What for, in a few words. */
  why: line(500),
});

/** Who may connect, by workload and by name or number of the port. */
export const openPorts = v.record(name, v.record(name, exposure));

/**
 * A folder of the project with YAML of a component's own. The command line reads it: its objects join those of `build`, and their
 * pods the workloads. Each workload has the name of the object that makes its pods; its labels and ports are read from there.
 */
export const folderShape = v.strictObject({
  /** Path from the project's root: `manifests/blog`. */
  path: projectPath,
  /** What its pods connect to, by workload. */
  connects: v.record(name, v.array(connectionShape)),
  /** Connections between its pods. */
  inside: v.array(insideConnection),
  /**
   * Who may connect beside components that declare it. Ports that are not named here are open to whom Services, Ingresses and
   * HTTPRoutes of the folder expose them, and the others are `declared`.
   */
  open: openPorts,
  /** Reads claims from its objects. @default it claims nothing by them */
  claims: v.exactOptional(functionShape<FolderClaims>()),
});

/** A folder of the project with YAML of a component's own. */
export type Folder = Written<typeof folderShape>;
