/** What components of the catalogue offer to others: capabilities to require, endpoints, and kinds of claims. */
export { certificates } from './certificates';
export { ciliumNetwork } from './cilium/capabilities';
export { type ChartFacts, chartFacts } from './helm-chart/chart-facts';
export { gatewayApiDefinitions } from './gateway-api';
export { bootstrapServers, type KafkaEndpoint, kafkaEndpoint } from './kafka/endpoint';
export { topicName } from './kafka/topic-name';
export { declaredTopics, usedTopics } from './kafka/topics-claim';
export { loadBalancers } from './load-balancers';
export { strimziKinds } from './strimzi-operator';
