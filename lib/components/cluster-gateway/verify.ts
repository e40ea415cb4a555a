import { type Machine, type RunContext, shellCall, ssh, type StagePart, type Step } from '../../core';
import { checkCertificate } from './check-certificate.script';
import { type SecureHost, secureHosts, servedRoutes } from './listeners';
import type { ClusterGatewaySettings } from './props';

type Gateway = Pick<ClusterGatewaySettings, 'name' | 'namespace'>;

/** What `verify.sh` asks of each host with TLS: that the Gateway serves the certificate of its Secret, and a good one. */
export function certificateStages(gateway: Gateway, context: RunContext): readonly StagePart[] {
  const hosts = hostsOf(gateway, context);
  if (hosts.length === 0) return [];
  const from = askingMachine(context)?.name ?? '';
  return [
    {
      name: 'certificates',
      phase: 'workloads',
      says: 'every host of the Gateway is served with its certificate',
      functions: [checkCertificate],
      checks: hosts.map((host) => {
        const { certificate } = host;
        const secret = secretOf(host, gateway);
        return shellCall(
          'check_certificate',
          ...[from, gateway.namespace, gateway.name, nameWithin(host), secret.namespace, secret.name],
          ...(certificate.from === 'issuer' ? [certificate.issuer] : []),
        );
      }),
    },
  ];
}

/** The section of the runbook that finds the link at which a wrong certificate comes in. */
export function certificateSteps(gateway: Gateway, context: RunContext): readonly Step[] {
  const [host] = hostsOf(gateway, context);
  if (host === undefined) return [];
  const { name, namespace } = gateway;
  const secret = secretOf(host, gateway);
  const asked = nameWithin(host);
  const machine = askingMachine(context);
  const connect = `openssl s_client -connect ADDRESS:443 -servername ${asked} </dev/null`;
  const about = 'openssl x509 -noout -subject -issuer -enddate -fingerprint';
  return [
    {
      phase: 'certificates',
      title: 'Find out which certificate is served',
      why: `A browser shows a wrong, an expired or a staging certificate, though everything looks right. \`verify.sh\` compares the links for each host; these commands show them one by one, here for ${asked}. The first one that is not as you expect has the fault.`,
      commands: [
        '# 1. The address of the Gateway, and whether it accepts each listener and finds its Secret (ResolvedRefs).',
        `kubectl -n ${namespace} describe gateway ${name}`,
        '# 2. What is served. Write the address in the place of ADDRESS.',
        machine === undefined ? `${connect} | ${about}` : `${ssh(machine, `"${connect}"`)} | ${about}`,
        '# 3. What the Secret of the listener holds. Fingerprints that differ: the Gateway has another copy.',
        `kubectl -n ${secret.namespace} get secret ${secret.name} -o 'jsonpath={.data.tls\\.crt}' | base64 -d | ${about}`,
        ...(host.certificate.from === 'issuer'
          ? [
              '# 4. What cert-manager says: the issuer and the next renewal, and why a challenge does not get on.',
              `kubectl -n ${secret.namespace} describe certificate ${secret.name}`,
              `kubectl -n ${secret.namespace} describe certificaterequests,orders,challenges`,
              `kubectl describe clusterissuer ${host.certificate.issuer}`,
            ]
          : []),
      ],
      check: ['certificates'],
      trouble: [
        'The fingerprints of 2 and 3 differ: what serves the Gateway has an older copy. Cilium keeps its copies in the namespace cilium-secrets: `kubectl -n cilium-secrets get secrets`, then `kubectl -n kube-system rollout restart deployment cilium-operator`.',
        'The subject of 2 is of another host, or the certificate signed itself: another listener or another machine answers at this address. Look for a second Gateway or Ingress with it: `kubectl get gateways,ingresses,services -A`.',
        'The issuer has `(STAGING)` in its name: the exposure names the staging issuer. Name the production issuer there, and run `npm run synth`.',
        'ResolvedRefs is False: the Secret of the listener does not exist yet, or it is in another namespace and no ReferenceGrant there allows it.',
        'A challenge says `Invalid access token`: the Secret with the token is wrong. Make it again by the bootstrap page; cert-manager tries again by itself.',
        'A challenge waits for propagation: the name servers of the zone do not have the record. They have to be those of Cloudflare: `dig NS` with the zone.',
        'An order has no challenge: the host is outside the zones of the issuer. A request waits: the issuer does not exist. `npm run synth` reports both.',
      ],
    },
  ];
}

function hostsOf(gateway: Gateway, { model }: RunContext): readonly SecureHost[] {
  return secureHosts(servedRoutes(gateway, model.plan));
}

/** The Secret that the listener of a host names. */
function secretOf({ certificate, name, namespace }: SecureHost, gateway: Gateway): Gateway {
  return certificate.from === 'issuer'
    ? { name, namespace: gateway.namespace }
    : { name: certificate.secret, namespace };
}

/** A name that the certificate of a host is for: of those that a wildcard covers, any. */
function nameWithin({ host }: SecureHost): string {
  return host.replace('*', 'any-name');
}

/** The machine before the nodes, where people log in to one: a computer outside may not reach addresses of their network. */
function askingMachine({ machines, model }: RunContext): Machine | undefined {
  const via = machines.find((machine) => machine.via !== undefined)?.via;
  const host = model.plan.facts.hosts.find(({ address, system }) => address === via && system !== undefined);
  return host === undefined ? undefined : { name: host.name, address: host.address, host };
}
