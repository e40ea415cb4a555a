import { type Report, shown } from '../../values';

interface WrittenName {
  readonly matchName?: string;
  readonly matchPattern?: string;
}

/**
 * Reports names and patterns that Cilium's agent or the definition of its policies refuses.
 * https://github.com/cilium/cilium at v1.20.2, pkg/policy/api/fqdn.go
 */
export function checkNames(names: readonly WrittenName[], at: string, report: Report): void {
  for (const [index, { matchName, matchPattern }] of names.entries()) {
    const place = `${at}[${index}]`;
    if ((matchName === undefined) === (matchPattern === undefined))
      report({
        at: place,
        reason: matchName === undefined ? 'has no name' : 'has matchName and matchPattern',
        next: 'write one of matchName and matchPattern',
      });
    if (matchName !== undefined && !isName(matchName))
      report({
        at: `${place}.matchName`,
        reason: `${shown(matchName)} is not a DNS name`,
        next: matchName.includes('*')
          ? 'use matchPattern for a name with *'
          : 'write the name alone, such as git.example.com, and the port in toPorts',
      });
    if (matchPattern !== undefined && !isName(matchPattern.replaceAll('*', 'a')))
      report({
        at: `${place}.matchPattern`,
        reason: `${shown(matchPattern)} is not a pattern of DNS names`,
        next: 'write letters, digits, hyphens, dots and *, such as *.example.com',
      });
  }
}

function isName(text: string): boolean {
  return text.length <= 255 && /^[-a-z0-9_]+([.][-a-z0-9_]+)*[.]?$/i.test(text);
}
