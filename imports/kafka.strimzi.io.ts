// Written by `npm run import` from lib/importer; edits here are lost.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import type { IKafka } from '@kubernetes-models/strimzi-kafka-operator/kafka.strimzi.io/v1/Kafka';
import type { IKafkaNodePool } from '@kubernetes-models/strimzi-kafka-operator/kafka.strimzi.io/v1/KafkaNodePool';
import type { IKafkaTopic } from '@kubernetes-models/strimzi-kafka-operator/kafka.strimzi.io/v1/KafkaTopic';

export type KafkaSpec = NonNullable<IKafka['spec']>;

export interface KafkaProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: KafkaSpec;
}

/** `kafka.strimzi.io/v1` Kafka, in a namespace. */
export class Kafka extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'kafka.strimzi.io/v1', kind: 'Kafka' };

  constructor(scope: Construct, id: string, props: KafkaProps) {
    super(scope, id, { ...props, ...Kafka.GVK });
  }
}

export type KafkaNodePoolSpec = NonNullable<IKafkaNodePool['spec']>;

export interface KafkaNodePoolProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: KafkaNodePoolSpec;
}

/** `kafka.strimzi.io/v1` KafkaNodePool, in a namespace. */
export class KafkaNodePool extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'kafka.strimzi.io/v1', kind: 'KafkaNodePool' };

  constructor(scope: Construct, id: string, props: KafkaNodePoolProps) {
    super(scope, id, { ...props, ...KafkaNodePool.GVK });
  }
}

export type KafkaTopicSpec = NonNullable<IKafkaTopic['spec']>;

export interface KafkaTopicProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: KafkaTopicSpec;
}

/** `kafka.strimzi.io/v1` KafkaTopic, in a namespace. */
export class KafkaTopic extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'kafka.strimzi.io/v1', kind: 'KafkaTopic' };

  constructor(scope: Construct, id: string, props: KafkaTopicProps) {
    super(scope, id, { ...props, ...KafkaTopic.GVK });
  }
}
