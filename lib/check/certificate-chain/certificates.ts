import { shown, suggest } from '../../values';
import type { Finding } from '../finding';
import { broken } from './link';
import type { Makers } from './makers';
import type { Chain } from './read';

/** The link from a Certificate to its issuer. Issuers of other groups are not judged. */
export function fromCertificates({ certificates }: Chain, makers: Makers): readonly Finding[] {
  return certificates.flatMap(({ path, namespace, spec: { issuerRef } }) => {
    const { name, kind, group = issuers } = issuerRef;
    if (group !== issuers) return [];
    const home = kind === 'Issuer' ? namespace : undefined;
    return makers.object(`${issuers}/v1`, kind, name, home)
      ? []
      : [
          broken(
            `${path}: spec.issuerRef`,
            `names ${kind} ${shown(name)}, which nothing makes: the Certificate waits for ever`,
            suggest(
              name,
              makers.names(`${issuers}/v1`, kind, home),
              `list a component that makes a ${kind}, such as certManager()`,
            ),
          ),
        ];
  });
}

const issuers = 'cert-manager.io';
