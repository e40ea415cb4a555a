/** One file that a synth ships, before anything is written. */
export interface FileSpec {
  /** Path from the project's root, with `/` on every system: `dist/proxmox/kafka/service-kafka.yaml`. */
  readonly path: string;
  /** The whole content; it ends with a line feed. */
  readonly text: string;
}
