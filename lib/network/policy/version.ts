/**
 * Whether a version fits, as a number of its first two parts: 1.17.18 is 1017.
 * @returns undefined where no version is known
 */
export function isVersion(
  version: string | undefined,
  fits: (majorAndMinor: number) => boolean,
): boolean | undefined {
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(version ?? '') ?? [];
  return major === undefined || minor === undefined ? undefined : fits(Number(major) * 1000 + Number(minor));
}
