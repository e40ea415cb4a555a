import {
  claim,
  type Component,
  declareComponent,
  planOf,
  requestedAddresses,
  routeGateways,
  runbookSteps,
  verifyStages,
} from '../../core';
import { certificates } from '../certificates';
import { gatewayApiDefinitions } from '../gateway-api';
import { clusterGateways } from './check';
import { plainListener, secureListener } from './listeners';
import { addGateway } from './objects';
import { certificateStages, certificateSteps } from './verify';
import { type ClusterGatewayProps, clusterGatewayProps } from './props';

/**
 * The Gateway through which people reach the apps of a cluster by HTTP. Its listeners follow from the exposures of the apps:
 * one for each host with TLS, with a certificate of the issuer or the Secret that the exposure names, and one for HTTP, which
 * sends those hosts to HTTPS. Only the namespaces of the exposures may attach routes, each to its own hosts.
 * @example
 * clusterGateway({ address: '192.0.2.240' })
 */
export function clusterGateway(props: ClusterGatewayProps = {}): Component {
  return declareComponent({ kind: 'cluster-gateway' }, clusterGatewayProps, props, (settings) => {
    const { name, namespace, className, address, issuers } = settings;
    return planOf({
      requires: [
        { capability: gatewayApiDefinitions, why: 'for the kinds Gateway and HTTPRoute' },
        { capability: 'ingress', why: 'to serve its Gateway' },
        ...(issuers ? [{ capability: certificates, why: 'for the certificates of its hosts' }] : []),
      ],
      claims: [
        claim(routeGateways, {
          ...{ name, namespace },
          listener: (host, tls) => (tls ? secureListener(host) : plainListener),
        }),
        claim(clusterGateways, { name, namespace, issuers, ...(className !== undefined && { className }) }),
        ...(address === undefined ? [] : [claim(requestedAddresses, address, '.address')]),
        claim(verifyStages, (run) => certificateStages(settings, run)),
        claim(runbookSteps, (run) => certificateSteps(settings, run)),
      ],
      build: (chart, context) => {
        addGateway(chart, settings, context);
      },
    });
  });
}
