/** A stand-in for a container image. */
export interface Image {
  /** Folders of this machine, and where they are in the image. */
  readonly binds: readonly { readonly from: string; readonly to: string; readonly readOnly: boolean }[];
  /** Commands of the image's `/bin`, and the program of this machine that each one is. */
  readonly commands: readonly (readonly [name: string, target: string])[];
  /** Environment that the image sets. */
  readonly env: Readonly<Record<string, string>>;
}

/** Finds the stand-in for an image. @throws when none is known */
export type FindImage = (name: string) => Image;
