import { CORE_SCHEMA, defineScalarTag, mergeTag, NOT_RESOLVED } from 'js-yaml';

/** A number of YAML 1.1 in base 8, which YAML 1.2 takes for one in base 10: `0644`. */
const oldOctal = /^([-+]?)0([0-7]+)$/;

/** Whole numbers as kubectl reads them: the `0644` of a `defaultMode` is 420. */
const wholeNumber = defineScalarTag<number>('tag:yaml.org,2002:int', {
  implicit: true,
  implicitFirstChars: ['-', '+', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  resolve: (source) => {
    const [, sign, octal] = oldOctal.exec(source) ?? [];
    if (octal !== undefined) return Number.parseInt(octal, 8) * (sign === '-' ? -1 : 1);
    if (!/^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/.test(source)) return NOT_RESOLVED;
    return Number(source);
  },
  identify: () => false,
});

/**
 * YAML as kubectl reads it, in all that both versions of YAML know: YAML 1.2 with merge keys and the octal numbers of YAML 1.1.
 * Source: sigs.k8s.io/yaml, goyaml.v2/resolve.go
 */
export const kubectlSchema = CORE_SCHEMA.withTags(wholeNumber, mergeTag);

/** Plain words that kubectl takes for true or false, and YAML 1.2 for text. Source: the same file, `resolveMapList`. */
const oldBoolean = /^(?:y|Y|yes|Yes|YES|on|On|ON|n|N|no|No|NO|off|Off|OFF)$/;
/** Plain words that kubectl takes for numbers, and YAML 1.2 for text: `1_000`, `0b11`, `-0x1f`. */
const oldNumber = /^[-+]?(?:0b[01_]+|0x[0-9a-fA-F_]+|0o?[0-7_]+|[0-9][0-9_]*)$/;

/** Why a plain word of YAML has no one meaning; undefined for those that have one. */
export function twoReadings(source: string): string | undefined {
  if (oldBoolean.test(source)) return 'is a boolean to kubectl and text to YAML 1.2';
  if (!oldNumber.test(source)) return undefined;
  if (source.includes('_') || /^[-+]?0b|^[-+]0[xo]/.test(source))
    return 'is a number to kubectl and text to YAML 1.2';
  return Number.isSafeInteger(Number(source)) ? undefined : 'is a number too large to be kept exactly';
}
