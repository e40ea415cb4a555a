import { shown, suggest } from '../../values';
import type { Finding } from '../finding';
import { broken } from './link';
import type { Makers } from './makers';
import type { Chain } from './read';

const clusterIssuer = 'cert-manager.io/cluster-issuer';

/**
 * The links of an Ingress: a Secret that it names, and the issuer in its annotation. Without `secretName` a controller takes its
 * default certificate, where it has one, and says nothing.
 */
export function fromIngresses({ ingresses }: Chain, makers: Makers): readonly Finding[] {
  return ingresses.flatMap(({ path, annotations, spec: { tls } }) => {
    const issuer = annotations[clusterIssuer];
    const kind = ['cert-manager.io/v1', 'ClusterIssuer'] as const;
    return [
      ...tls.flatMap(({ secretName }, index) =>
        secretName === undefined
          ? [
              // Some people mean it.
              {
                ...broken(
                  `${path}: spec.tls[${index}]`,
                  'names no Secret, so its hosts get the default certificate of whatever serves it',
                  'write secretName',
                ),
                severity: 'warning' as const,
              },
            ]
          : [],
      ),
      ...(issuer === undefined || makers.object(...kind, issuer)
        ? []
        : [
            broken(
              `${path}: metadata.annotations`,
              `${clusterIssuer} names ClusterIssuer ${shown(issuer)}, which nothing makes`,
              suggest(
                issuer,
                makers.names(...kind),
                'list a component that makes a ClusterIssuer, such as certManager()',
              ),
            ),
          ]),
    ];
  });
}
