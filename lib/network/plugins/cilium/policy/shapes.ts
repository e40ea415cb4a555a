import * as v from 'valibot';
import { selectorShape } from '../../../policy/read/selector';

const nameShape = v.strictObject({
  matchName: v.exactOptional(v.string()),
  matchPattern: v.exactOptional(v.string()),
});

const carriers = ['TCP', 'UDP', 'SCTP', 'ANY'] as const;
const withoutPorts = ['ICMP', 'ICMPv6', 'VRRP', 'IGMP', 'GRE', 'IPIP', 'IPV6', 'ESP', 'AH'] as const;
const protocols = [...carriers, ...withoutPorts];

const portsShape = v.array(
  v.strictObject({
    port: v.exactOptional(v.string()),
    endPort: v.exactOptional(v.number()),
    protocol: v.exactOptional(v.picklist(protocols), 'ANY'),
  }),
);

const text = v.exactOptional(v.string());
const requestShape = v.strictObject({
  path: text,
  method: text,
  host: text,
  headers: v.exactOptional(v.array(v.string())),
  headerMatches: v.exactOptional(v.array(v.unknown())),
});

/** `toPorts` of a Cilium rule. What it may hold beside ports and `rules.dns` is only known to be there. */
export const ciliumPortsShape = v.array(
  v.strictObject({
    ports: v.exactOptional(portsShape, []),
    rules: v.exactOptional(
      v.strictObject({
        dns: v.exactOptional(v.array(nameShape)),
        http: v.exactOptional(v.array(requestShape)),
        kafka: v.exactOptional(v.array(v.unknown())),
        l7: v.exactOptional(v.array(v.unknown())),
        l7proto: v.exactOptional(v.string()),
      }),
    ),
    serverNames: v.exactOptional(v.array(v.string())),
    terminatingTLS: v.exactOptional(v.unknown()),
    originatingTLS: v.exactOptional(v.unknown()),
    listener: v.exactOptional(v.unknown()),
  }),
);

const cidrSetShape = v.array(
  v.strictObject({
    cidr: v.exactOptional(v.string()),
    except: v.exactOptional(v.array(v.string()), []),
    cidrGroupRef: v.exactOptional(v.string()),
    cidrGroupSelector: v.exactOptional(selectorShape),
  }),
);

/** Reference of a Cilium rule to Services. */
export const servicesShape = v.array(
  v.strictObject({
    k8sService: v.exactOptional(
      v.strictObject({
        serviceName: v.exactOptional(v.string(), ''),
        namespace: v.exactOptional(v.string(), ''),
      }),
    ),
    k8sServiceSelector: v.exactOptional(
      v.strictObject({ selector: selectorShape, namespace: v.exactOptional(v.string(), '') }),
    ),
  }),
);

const anything = v.exactOptional(v.array(v.unknown()));
const icmps = v.exactOptional(
  v.array(
    v.strictObject({
      fields: v.exactOptional(
        v.array(
          v.strictObject({
            type: v.union([v.number(), v.string()]),
            family: v.exactOptional(v.picklist(['IPv4', 'IPv6'])),
          }),
        ),
        [],
      ),
    }),
  ),
);
const besideAllows = {
  toPorts: v.exactOptional(ciliumPortsShape),
  icmps,
  authentication: v.exactOptional(
    v.strictObject({ mode: v.picklist(['disabled', 'required', 'test-always-fail']) }),
  ),
};
const besideDenies = {
  toPorts: v.exactOptional(v.array(v.strictObject({ ports: v.exactOptional(portsShape, []) }))),
  icmps,
};
const sources = {
  fromEndpoints: v.exactOptional(v.array(selectorShape)),
  fromEntities: v.exactOptional(v.array(v.string())),
  fromCIDR: v.exactOptional(v.array(v.string())),
  fromCIDRSet: v.exactOptional(cidrSetShape),
  fromNodes: anything,
  fromGroups: anything,
  fromRequires: anything,
};
const destinations = {
  toEndpoints: v.exactOptional(v.array(selectorShape)),
  toEntities: v.exactOptional(v.array(v.string())),
  toCIDR: v.exactOptional(v.array(v.string())),
  toCIDRSet: v.exactOptional(cidrSetShape),
  toNodes: anything,
  toGroups: anything,
  toRequires: anything,
  toServices: v.exactOptional(servicesShape),
};

/** Whether a Cilium policy closes the directions that it has rules for. */
export const defaultDenyShape = v.strictObject({
  ingress: v.exactOptional(v.boolean()),
  egress: v.exactOptional(v.boolean()),
});

/** One rule of a Cilium policy, by the list that it is in. What denies knows neither names nor requests. */
export const ciliumRuleShapes = {
  ingress: v.strictObject({ ...besideAllows, ...sources }),
  ingressDeny: v.strictObject({ ...besideDenies, ...sources }),
  egress: v.strictObject({ ...besideAllows, ...destinations, toFQDNs: v.exactOptional(v.array(nameShape)) }),
  egressDeny: v.strictObject({ ...besideDenies, ...destinations }),
};
