import * as v from 'valibot';
import { isDnsName } from './name';
import { type Parsed, parsedBy, refused } from './parsed';
import { shown } from './shown';

/**
 * Reads a host of a route: a DNS name of two labels or more, or `*.` before one for every name one label below.
 * https://gateway-api.sigs.k8s.io/reference/spec/#hostname
 */
export function parseRouteHost(written: string): Parsed<string> {
  const name = written.replace(/^\*\./, '');
  if (isDnsName(name) && name.includes('.') && !/^[\d.]+$/.test(name)) return { value: written };
  const bare = written
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/[/:].*$/, '');
  return refused(
    `${shown(written)} is not a host of a route`,
    bare !== written && isDnsName(bare) && bare.includes('.') && !/^[\d.]+$/.test(bare)
      ? `did you mean ${bare}?`
      : 'write a DNS name such as shop.example.com, or *.example.com for every name below',
  );
}

/** A host of a route. */
export const routeHost = v.pipe(v.string(), parsedBy(parseRouteHost), v.title('host of a route'));

/**
 * Reads a prefix of paths. The Gateway API refuses what a proxy might read in two ways: `//`, `/./`, `/../`, `%2F`, `#`.
 * https://gateway-api.sigs.k8s.io/reference/spec/#httppathmatch
 */
export function parseRoutePath(written: string): Parsed<string> {
  const plain = /^\/[A-Za-z0-9/\-._~!$&'()*+,;=:@]*$/.test(written);
  const twofold = /\/\/|\/\.\.?(\/|$)/.test(written);
  return plain && !twofold && written.length <= 1024
    ? { value: written }
    : refused(
        `${shown(written)} is not a prefix of paths`,
        written.startsWith('/') || written === ''
          ? 'write one such as /api, without //, /./, /../, % and #'
          : `did you mean ${shown(`/${written}`.slice(0, 60))}?`,
      );
}

/** A prefix of the paths of a route. */
export const routePath = v.pipe(v.string(), parsedBy(parseRoutePath), v.title('prefix of paths'));
