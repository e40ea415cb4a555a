import * as v from 'valibot';
import { type Cidr, hostCidr, parseCidr, prefixLength } from './cidr';
import { parseIpv4 } from './ipv4';
import { isDnsName } from './name';
import { type Parsed, parsedBy, refused } from './parsed';
import { shown } from './shown';

/** Machines outside the cluster. */
export type Outside =
  | { readonly kind: 'anywhere' }
  /** What a name leads to. */
  | { readonly kind: 'name'; readonly name: string }
  /** What the names of a pattern lead to. */
  | { readonly kind: 'pattern'; readonly pattern: string }
  /** What has an address of this network; a single address is a network of one. */
  | { readonly kind: 'network'; readonly cidr: Cidr };

/**
 * Parses destinations outside the cluster: a name (`git.example.com`), a name pattern (`*.example.com`), an address
 * (`192.0.2.30`), a network (`192.0.2.0/24`), or `*` for everything.
 *
 * In a pattern `*` means any letters up to the next dot, and a leading `**.` means one label or more. These are the
 * patterns that the definition of CiliumNetworkPolicy takes:
 * https://docs.cilium.io/en/stable/security/policy/layer3/#dns-based
 */
export function parseOutside(written: unknown): Parsed<Outside> {
  if (written === undefined) return refused('is missing', forms);
  if (typeof written !== 'string' || written === '') return refused(`found ${shown(written)}`, forms);
  if (written === '*') return { value: { kind: 'anywhere' } };
  if (/^[\d./]+$/.test(written)) return written.includes('/') ? network(written) : address(written);
  if (written.includes('*')) return pattern(written);
  if (/(^|\.)localhost$/i.test(written))
    return refused(
      `${shown(written)} is the pod itself`,
      'a pod reaches itself without a connection; drop it',
    );
  if (isDnsName(written)) return { value: { kind: 'name', name: written } };
  return refused(`${shown(written)} is not a DNS name, an IPv4 address or a network`, proposal(written));
}

/** The destination in the form that cluster files use. */
export function outsideText(outside: Outside): string {
  switch (outside.kind) {
    case 'anywhere':
      return 'the internet';
    case 'name':
      return outside.name;
    case 'pattern':
      return outside.pattern;
    case 'network':
      return outside.cidr.replace(/\/32$/, '');
  }
}

/** The accepted forms of a destination. */
const formsOf =
  "a name (git.example.com), a pattern ('*.example.com'), an address (192.0.2.30), a network (192.0.2.0/24), or '*' for everything";
const forms = `write ${formsOf}`;

/** Machines outside the cluster. */
export const outside = v.pipe(
  v.custom<string>(() => true, formsOf),
  parsedBy<string, Outside>(parseOutside),
  v.title('name, pattern, address or network outside the cluster'),
);

function address(written: string): Parsed<Outside> {
  const read = parseIpv4(written);
  return 'refused' in read ? read : { value: { kind: 'network', cidr: hostCidr(read.value) } };
}

function network(written: string): Parsed<Outside> {
  const read = parseCidr(written);
  if ('refused' in read) return read;
  return {
    value: prefixLength(read.value) === 0 ? { kind: 'anywhere' } : { kind: 'network', cidr: read.value },
  };
}

function pattern(written: string): Parsed<Outside> {
  const labels = written.replace(/^\*\*\./, '').split('.');
  const isPattern =
    written.length <= 253 &&
    !labels.some((label) => label.includes('**')) &&
    labels.every((label) => isDnsName(label.replaceAll('*', 'a')));
  return isPattern
    ? { value: { kind: 'pattern', pattern: written } }
    : refused(
        `${shown(written)} is not a DNS name pattern`,
        "write lower-case labels joined by dots, with '*' for any characters of a label, such as '*.example.com'",
      );
}

/** Extracts the intended name from a URL, a name with a port, capital letters or a trailing dot. */
function proposal(written: string): string {
  const bare = written
    .toLowerCase()
    .replace(/^[a-z+]+:\/\//, '')
    .replace(/[/?#].*$/, '')
    .replace(/:\d+$/, '')
    .replace(/\.$/, '');
  const read = bare === written ? undefined : parseOutside(bare);
  return read !== undefined && 'value' in read ? `did you mean ${shown(bare)}?` : forms;
}
