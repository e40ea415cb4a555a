import * as v from 'valibot';
import { isPlainLine } from './line';
import { type Parsed, parsedBy, refused } from './parsed';
import { shown } from './shown';

/** Bytes of a ConfigMap, of which etcd takes 1.5 MiB and the API server 1 MiB. */
const mostBytes = 900_000;

/**
 * Reads the name of an environment variable.
 * Source: IsEnvVarName in https://github.com/kubernetes/apimachinery/blob/master/pkg/util/validation/validation.go
 */
export function parseVariableName(written: string): Parsed<string> {
  return /^[A-Za-z_][A-Za-z0-9_.-]{0,254}$/.test(written)
    ? { value: written }
    : refused(
        `${shown(written)} is not a valid name of an environment variable`,
        'use letters, digits and "_", without a digit in front',
      );
}

/** The name of an environment variable. */
export const variableName = v.pipe(
  v.string(),
  parsedBy(parseVariableName),
  v.title('name of an environment variable'),
);

/** Reads a path within a container: absolute, in its shortest form, without a colon, which volume mounts do not take. */
export function parseContainerPath(written: string): Parsed<string> {
  const isPath = /^(\/[A-Za-z0-9_.@+~=,%-]+)+$/.test(written) && !/\/\.\.?(\/|$)/.test(written);
  return isPath && written.length <= 1024
    ? { value: written }
    : refused(
        `${shown(written)} is not a path within a container`,
        'write an absolute path such as /var/lib/shop, without "..", blanks and colons',
      );
}

/** A path within a container. */
export const containerPath = v.pipe(
  v.string(),
  parsedBy(parseContainerPath),
  v.title('absolute path within a container'),
);

/** Reads text that a program gets: lines that show all that they hold, so that a reviewer reads what the program does. */
export function parseText(written: string): Parsed<string> {
  const odd = written.split('\n').findIndex((one) => !isPlainLine(one.replaceAll('\t', ' ')));
  if (odd >= 0)
    return refused(
      written.includes('\r')
        ? `line ${odd + 1} of the text ends with a carriage return`
        : `line ${odd + 1} of the text contains a character that does not show`,
      written.includes('\r') ? 'write line feeds alone' : 'remove it; tabs and line feeds are allowed',
    );
  const length = Buffer.byteLength(written);
  return length <= mostBytes
    ? { value: written }
    : refused(`the text has ${length} bytes`, `write at most ${mostBytes}: a ConfigMap takes no more`);
}

/**
 * Reads the name of a port of a container or a Service.
 * Source: IsValidPortName in https://github.com/kubernetes/apimachinery/blob/master/pkg/util/validation/validation.go
 */
export function parsePortName(written: string): Parsed<string> {
  return /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/.test(written)
    ? { value: written }
    : refused(
        `${shown(written)} is not a valid name of a port`,
        'use at most 15 lower-case letters, digits and single inner hyphens, with a letter among them',
      );
}

/** The name of a port. */
export const portName = v.pipe(v.string(), parsedBy(parsePortName), v.title('name of a port'));

/** Text of any lines. */
export const text = v.pipe(v.string(), parsedBy(parseText), v.title('text'));
