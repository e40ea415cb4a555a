/** The catalogue: every component, and what it offers to others. */
export { app } from './app';
export { argoCd } from './argo-cd';
export { certManager } from './cert-manager';
export { cilium, ciliumPolicies } from './cilium';
export { clusterGateway } from './cluster-gateway';
export { coredns } from './coredns';
export { demoProducer } from './demo-producer';
export { externalDns } from './external-dns';
export { gatewayApi } from './gateway-api';
export { gitFolder } from './git-folder';
export { helmChart } from './helm-chart';
export { kafka } from './kafka';
export { kafkaConnect } from './kafka-connect';
export { kured } from './kured';
export { longhorn } from './longhorn';
export { manifests } from './manifests';
export { metallb } from './metallb';
export { sealedSecrets } from './sealed-secrets';
export { strimziOperator } from './strimzi-operator';

// Capabilities to require, endpoints, and kinds of claims.
export { certificateIssuers, certificates, usedIssuers } from './certificates';
export { ciliumNetwork } from './cilium/capabilities';
export { clusterGateways } from './cluster-gateway/check';
export { balancedHosts, dnsRecords, recordKeepers } from './dns-records';
export { type ChartFacts, chartFacts } from './helm-chart/chart-facts';
export { gatewayApiDefinitions, gatewayClasses } from './gateway-api';
export { bootstrapServers, type KafkaEndpoint, kafkaEndpoint } from './kafka/endpoint';
export { topicName } from './kafka/topic-name';
export { declaredTopics, usedTopics } from './kafka/topics-claim';
export { loadBalancers } from './load-balancers';
export { strimziKinds } from './strimzi-operator';
