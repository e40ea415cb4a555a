import type { CheckRule } from '../finding';
import { fromCertificates } from './certificates';
import { fromGateways } from './gateways';
import { fromIngresses } from './ingresses';
import { makersIn } from './makers';
import { readChain } from './read';
import { fromRoutes } from './routes';

/**
 * A listener without its certificate answers with none or with another one, and no program says which link is broken: the Secret,
 * the right to read it, the Certificate, the issuer or the class.
 */
export const certificateChain: CheckRule = {
  id: 'certificate-chain',
  why: 'each host leads to a listener, its Secret, the Certificate that makes it, an issuer, a ReferenceGrant where one is needed, and a class',
  check: (view) => {
    const chain = readChain(view);
    const makers = makersIn(view);
    return [
      ...fromRoutes(chain, makers),
      ...fromGateways(chain, makers),
      ...fromCertificates(chain, makers),
      ...fromIngresses(chain, makers),
    ];
  },
};
