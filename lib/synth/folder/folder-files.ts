/** A component's folder, as the command line read it. */
export interface FolderFiles {
  /** YAML by path from the project's root; or what one kustomization makes of it, under the folder's own path. */
  readonly texts: ReadonlyMap<string, string>;
  /** Whether the text was rendered, so that its lines are written nowhere. @default false */
  readonly rendered?: boolean;
  /** Whether every file could be read; each other one is reported. */
  readonly isWhole: boolean;
  /** Everything that was read, folders included, as paths from the project's root. */
  readonly paths: readonly string[];
}
