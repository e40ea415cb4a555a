// Written by `npm run lab:schemas` from the OpenAPI of k8s.io/kubernetes v1.33.13, v1.34.0, v1.35.8, v1.36.1, v1.37.2; edits here are lost.
/** Types of all other groups with their fields, as `built-in.ts` reads them. */
export const typeTable = `admissionregistration.v1.ApplyConfiguration expression:s
admissionregistration.v1.AuditAnnotation key!:s valueExpression!:s
admissionregistration.v1.JSONPatch expression:s
admissionregistration.v1.MatchCondition expression!:s name!:s
admissionregistration.v1.MatchResources excludeResourceRules:[@admissionregistration.v1.NamedRuleWithOperations matchPolicy:s=Equivalent|Exact namespaceSelector:@meta.v1.LabelSelector objectSelector:@meta.v1.LabelSelector resourceRules:[@admissionregistration.v1.NamedRuleWithOperations
admissionregistration.v1.MutatingAdmissionPolicy apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@admissionregistration.v1.MutatingAdmissionPolicySpec
admissionregistration.v1.MutatingAdmissionPolicyBinding apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@admissionregistration.v1.MutatingAdmissionPolicyBindingSpec
admissionregistration.v1.MutatingAdmissionPolicyBindingSpec matchResources:@admissionregistration.v1.MatchResources paramRef:@admissionregistration.v1.ParamRef policyName:s
admissionregistration.v1.MutatingAdmissionPolicySpec failurePolicy:s=Fail|Ignore matchConditions:[@admissionregistration.v1.MatchCondition matchConstraints:@admissionregistration.v1.MatchResources mutations:[@admissionregistration.v1.Mutation paramKind:@admissionregistration.v1.ParamKind reinvocationPolicy:s=IfNeeded|Never variables:[@admissionregistration.v1.Variable
admissionregistration.v1.MutatingWebhook admissionReviewVersions!:[s clientConfig!:@admissionregistration.v1.WebhookClientConfig failurePolicy:s=Fail|Ignore matchConditions:[@admissionregistration.v1.MatchCondition matchPolicy:s=Equivalent|Exact name!:s namespaceSelector:@meta.v1.LabelSelector objectSelector:@meta.v1.LabelSelector reinvocationPolicy:s rules:[@admissionregistration.v1.RuleWithOperations sideEffects!:s=None|NoneOnDryRun|Some|Unknown timeoutSeconds:i
admissionregistration.v1.MutatingWebhookConfiguration apiVersion:s kind:s metadata:@meta.v1.ObjectMeta webhooks:[@admissionregistration.v1.MutatingWebhook
admissionregistration.v1.Mutation applyConfiguration:@admissionregistration.v1.ApplyConfiguration jsonPatch:@admissionregistration.v1.JSONPatch patchType:s=ApplyConfiguration|JSONPatch
admissionregistration.v1.NamedRuleWithOperations apiGroups:[s apiVersions:[s operations:[s=*|CONNECT|CREATE|DELETE|UPDATE resourceNames:[s resources:[s scope:s
admissionregistration.v1.ParamKind apiVersion:s kind:s
admissionregistration.v1.ParamRef name:s namespace:s parameterNotFoundAction:s selector:@meta.v1.LabelSelector
admissionregistration.v1.RuleWithOperations apiGroups:[s apiVersions:[s operations:[s=*|CONNECT|CREATE|DELETE|UPDATE resources:[s scope:s
admissionregistration.v1.ServiceReference name!:s namespace!:s path:s port:i
admissionregistration.v1.ValidatingAdmissionPolicy apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@admissionregistration.v1.ValidatingAdmissionPolicySpec status:a
admissionregistration.v1.ValidatingAdmissionPolicyBinding apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec
admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec matchResources:@admissionregistration.v1.MatchResources paramRef:@admissionregistration.v1.ParamRef policyName:s validationActions:[s=Audit|Deny|Warn
admissionregistration.v1.ValidatingAdmissionPolicySpec auditAnnotations:[@admissionregistration.v1.AuditAnnotation failurePolicy:s=Fail|Ignore matchConditions:[@admissionregistration.v1.MatchCondition matchConstraints:@admissionregistration.v1.MatchResources paramKind:@admissionregistration.v1.ParamKind validations:[@admissionregistration.v1.Validation variables:[@admissionregistration.v1.Variable
admissionregistration.v1.ValidatingWebhook admissionReviewVersions!:[s clientConfig!:@admissionregistration.v1.WebhookClientConfig failurePolicy:s=Fail|Ignore matchConditions:[@admissionregistration.v1.MatchCondition matchPolicy:s=Equivalent|Exact name!:s namespaceSelector:@meta.v1.LabelSelector objectSelector:@meta.v1.LabelSelector rules:[@admissionregistration.v1.RuleWithOperations sideEffects!:s=None|NoneOnDryRun|Some|Unknown timeoutSeconds:i
admissionregistration.v1.ValidatingWebhookConfiguration apiVersion:s kind:s metadata:@meta.v1.ObjectMeta webhooks:[@admissionregistration.v1.ValidatingWebhook
admissionregistration.v1.Validation expression!:s message:s messageExpression:s reason:s
admissionregistration.v1.Variable expression!:s name!:s
admissionregistration.v1.WebhookClientConfig caBundle:y service:@admissionregistration.v1.ServiceReference url:s
apiextensions.v1.CustomResourceColumnDefinition description:s format:s jsonPath!:s name!:s priority:i type!:s
apiextensions.v1.CustomResourceConversion strategy:s webhook:@apiextensions.v1.WebhookConversion
apiextensions.v1.CustomResourceDefinition apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec!:@apiextensions.v1.CustomResourceDefinitionSpec status:a
apiextensions.v1.CustomResourceDefinitionNames categories:[s kind!:s listKind:s plural!:s shortNames:[s singular:s
apiextensions.v1.CustomResourceDefinitionSpec conversion:@apiextensions.v1.CustomResourceConversion group!:s names!:@apiextensions.v1.CustomResourceDefinitionNames preserveUnknownFields:b scope!:s versions!:[@apiextensions.v1.CustomResourceDefinitionVersion
apiextensions.v1.CustomResourceDefinitionVersion additionalPrinterColumns:[@apiextensions.v1.CustomResourceColumnDefinition deprecated:b deprecationWarning:s name!:s schema:@apiextensions.v1.CustomResourceValidation selectableFields:[@apiextensions.v1.SelectableField served:b storage:b subresources:@apiextensions.v1.CustomResourceSubresources
apiextensions.v1.CustomResourceSubresourceScale labelSelectorPath:s specReplicasPath!:s statusReplicasPath!:s
apiextensions.v1.CustomResourceSubresources scale:@apiextensions.v1.CustomResourceSubresourceScale status:{a
apiextensions.v1.CustomResourceValidation openAPIV3Schema:@apiextensions.v1.JSONSchemaProps
apiextensions.v1.ExternalDocumentation description:s url:s
apiextensions.v1.JSONSchemaProps $ref:s $schema:s additionalItems:a additionalProperties:a allOf:[@apiextensions.v1.JSONSchemaProps anyOf:[@apiextensions.v1.JSONSchemaProps default:a definitions:{@apiextensions.v1.JSONSchemaProps dependencies:{a description:s enum:[a example:a exclusiveMaximum:b exclusiveMinimum:b externalDocs:@apiextensions.v1.ExternalDocumentation format:s id:s items:a maxItems:l maxLength:l maxProperties:l maximum:n minItems:l minLength:l minProperties:l minimum:n multipleOf:n not:@apiextensions.v1.JSONSchemaProps nullable:b oneOf:[@apiextensions.v1.JSONSchemaProps pattern:s patternProperties:{@apiextensions.v1.JSONSchemaProps properties:{@apiextensions.v1.JSONSchemaProps required:[s title:s type:s uniqueItems:b x-kubernetes-embedded-resource:b x-kubernetes-int-or-string:b x-kubernetes-list-map-keys:[s x-kubernetes-list-type:s x-kubernetes-map-type:s x-kubernetes-preserve-unknown-fields:b x-kubernetes-validations:[@apiextensions.v1.ValidationRule
apiextensions.v1.SelectableField jsonPath:s
apiextensions.v1.ServiceReference name:s namespace:s path:s port:i
apiextensions.v1.ValidationRule fieldPath:s message:s messageExpression:s optionalOldSelf:b reason:s rule!:s
apiextensions.v1.WebhookClientConfig caBundle:y service:@apiextensions.v1.ServiceReference url:s
apiextensions.v1.WebhookConversion clientConfig:@apiextensions.v1.WebhookClientConfig conversionReviewVersions:[s
apiregistration.v1.APIService apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@apiregistration.v1.APIServiceSpec status:a
apiregistration.v1.APIServiceSpec caBundle:y group:s groupPriorityMinimum!:i insecureSkipTLSVerify:b service:@apiregistration.v1.ServiceReference version:s versionPriority!:i
apiregistration.v1.ServiceReference name:s namespace:s port:i
apps.v1.ControllerRevision apiVersion:s data:a kind:s metadata:@meta.v1.ObjectMeta revision:l
apps.v1.DaemonSet apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@apps.v1.DaemonSetSpec status:a
apps.v1.DaemonSetSpec minReadySeconds:i revisionHistoryLimit:i selector!:@meta.v1.LabelSelector template!:@core.v1.PodTemplateSpec updateStrategy:@apps.v1.DaemonSetUpdateStrategy
apps.v1.DaemonSetUpdateStrategy rollingUpdate:@apps.v1.RollingUpdateDaemonSet type:s=OnDelete|RollingUpdate
apps.v1.Deployment apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@apps.v1.DeploymentSpec status:a
apps.v1.DeploymentSpec minReadySeconds:i paused:b progressDeadlineSeconds:i replicas:i revisionHistoryLimit:i selector!:@meta.v1.LabelSelector strategy:@apps.v1.DeploymentStrategy template!:@core.v1.PodTemplateSpec
apps.v1.DeploymentStrategy rollingUpdate:@apps.v1.RollingUpdateDeployment type:s=Recreate|RollingUpdate
apps.v1.ReplicaSet apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@apps.v1.ReplicaSetSpec status:a
apps.v1.ReplicaSetSpec minReadySeconds:i replicas:i selector!:@meta.v1.LabelSelector template:@core.v1.PodTemplateSpec
apps.v1.RollingUpdateDaemonSet maxSurge:x maxUnavailable:x
apps.v1.RollingUpdateDeployment maxSurge:x maxUnavailable:x
apps.v1.RollingUpdateStatefulSetStrategy maxUnavailable:x partition:i
apps.v1.StatefulSet apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@apps.v1.StatefulSetSpec status:a
apps.v1.StatefulSetOrdinals start:i
apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy whenDeleted:s whenScaled:s
apps.v1.StatefulSetSpec minReadySeconds:i ordinals:@apps.v1.StatefulSetOrdinals persistentVolumeClaimRetentionPolicy:@apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy podManagementPolicy:s=OrderedReady|Parallel replicas:i revisionHistoryLimit:i selector!:@meta.v1.LabelSelector serviceName:s template!:@core.v1.PodTemplateSpec updateStrategy:@apps.v1.StatefulSetUpdateStrategy volumeClaimTemplates:[@core.v1.PersistentVolumeClaim
apps.v1.StatefulSetUpdateStrategy rollingUpdate:@apps.v1.RollingUpdateStatefulSetStrategy type:s=OnDelete|Recreate|RollingUpdate
authentication.v1.BoundObjectReference apiVersion:s kind:s name:s uid:s
authentication.v1.SelfSubjectReview apiVersion:s kind:s metadata:@meta.v1.ObjectMeta status:a
authentication.v1.TokenRequest apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@authentication.v1.TokenRequestSpec status:a
authentication.v1.TokenRequestSpec audiences:[s boundObjectRef:@authentication.v1.BoundObjectReference expirationSeconds:l attestations:{[s
authentication.v1.TokenReview apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@authentication.v1.TokenReviewSpec status:a
authentication.v1.TokenReviewSpec audiences:[s token:s
authorization.v1.FieldSelectorAttributes rawSelector:s requirements:[@meta.v1.FieldSelectorRequirement
authorization.v1.LabelSelectorAttributes rawSelector:s requirements:[@meta.v1.LabelSelectorRequirement
authorization.v1.LocalSubjectAccessReview apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@authorization.v1.SubjectAccessReviewSpec status:a
authorization.v1.NonResourceAttributes path:s verb:s
authorization.v1.ResourceAttributes fieldSelector:@authorization.v1.FieldSelectorAttributes group:s labelSelector:@authorization.v1.LabelSelectorAttributes name:s namespace:s resource:s subresource:s verb:s version:s
authorization.v1.SelfSubjectAccessReview apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@authorization.v1.SelfSubjectAccessReviewSpec status:a
authorization.v1.SelfSubjectAccessReviewSpec nonResourceAttributes:@authorization.v1.NonResourceAttributes resourceAttributes:@authorization.v1.ResourceAttributes
authorization.v1.SelfSubjectRulesReview apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@authorization.v1.SelfSubjectRulesReviewSpec status:a
authorization.v1.SelfSubjectRulesReviewSpec namespace:s
authorization.v1.SubjectAccessReview apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@authorization.v1.SubjectAccessReviewSpec status:a
authorization.v1.SubjectAccessReviewSpec extra:{[s groups:[s nonResourceAttributes:@authorization.v1.NonResourceAttributes resourceAttributes:@authorization.v1.ResourceAttributes uid:s user:s
autoscaling.v1.CrossVersionObjectReference apiVersion:s kind!:s name!:s
autoscaling.v1.HorizontalPodAutoscaler apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@autoscaling.v1.HorizontalPodAutoscalerSpec status:a
autoscaling.v1.HorizontalPodAutoscalerSpec maxReplicas!:i minReplicas:i scaleTargetRef!:@autoscaling.v1.CrossVersionObjectReference targetCPUUtilizationPercentage:i
autoscaling.v1.Scale apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@autoscaling.v1.ScaleSpec status:a
autoscaling.v1.ScaleSpec replicas:i
autoscaling.v2.ContainerResourceMetricSource container!:s name!:s target!:@autoscaling.v2.MetricTarget
autoscaling.v2.CrossVersionObjectReference apiVersion:s kind!:s name!:s
autoscaling.v2.ExternalMetricSource metric!:@autoscaling.v2.MetricIdentifier target!:@autoscaling.v2.MetricTarget
autoscaling.v2.HPAScalingPolicy periodSeconds!:i type!:s value!:i
autoscaling.v2.HPAScalingRules policies:[@autoscaling.v2.HPAScalingPolicy selectPolicy:s stabilizationWindowSeconds:i tolerance:q
autoscaling.v2.HorizontalPodAutoscaler apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@autoscaling.v2.HorizontalPodAutoscalerSpec status:a
autoscaling.v2.HorizontalPodAutoscalerBehavior scaleDown:@autoscaling.v2.HPAScalingRules scaleUp:@autoscaling.v2.HPAScalingRules
autoscaling.v2.HorizontalPodAutoscalerSpec behavior:@autoscaling.v2.HorizontalPodAutoscalerBehavior maxReplicas!:i metrics:[@autoscaling.v2.MetricSpec minReplicas:i scaleTargetRef!:@autoscaling.v2.CrossVersionObjectReference
autoscaling.v2.MetricIdentifier name!:s selector:@meta.v1.LabelSelector
autoscaling.v2.MetricSpec containerResource:@autoscaling.v2.ContainerResourceMetricSource external:@autoscaling.v2.ExternalMetricSource object:@autoscaling.v2.ObjectMetricSource pods:@autoscaling.v2.PodsMetricSource resource:@autoscaling.v2.ResourceMetricSource type!:s
autoscaling.v2.MetricTarget averageUtilization:i averageValue:q type!:s value:q
autoscaling.v2.ObjectMetricSource describedObject!:@autoscaling.v2.CrossVersionObjectReference metric!:@autoscaling.v2.MetricIdentifier target!:@autoscaling.v2.MetricTarget
autoscaling.v2.PodsMetricSource metric!:@autoscaling.v2.MetricIdentifier target!:@autoscaling.v2.MetricTarget
autoscaling.v2.ResourceMetricSource name!:s target!:@autoscaling.v2.MetricTarget
batch.v1.CronJob apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@batch.v1.CronJobSpec status:a
batch.v1.CronJobSpec concurrencyPolicy:s=Allow|Forbid|Replace failedJobsHistoryLimit:i jobTemplate!:@batch.v1.JobTemplateSpec schedule!:s startingDeadlineSeconds:l successfulJobsHistoryLimit:i suspend:b timeZone:s
batch.v1.Job apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@batch.v1.JobSpec status:a
batch.v1.JobSchedulingConfiguration disruptionMode:@scheduling.v1alpha3.WorkloadPodGroupDisruptionMode resourceClaims:[@scheduling.v1alpha3.WorkloadPodGroupResourceClaim schedulingConstraints:@scheduling.v1alpha3.WorkloadPodGroupSchedulingConstraints schedulingPolicy:@scheduling.v1alpha3.WorkloadPodGroupSchedulingPolicy
batch.v1.JobSpec activeDeadlineSeconds:l backoffLimit:i backoffLimitPerIndex:i completionMode:s=Indexed|NonIndexed completions:i managedBy:s manualSelector:b maxFailedIndexes:i parallelism:i podFailurePolicy:@batch.v1.PodFailurePolicy podReplacementPolicy:s=Failed|TerminatingOrFailed selector:@meta.v1.LabelSelector successPolicy:@batch.v1.SuccessPolicy suspend:b template!:@core.v1.PodTemplateSpec ttlSecondsAfterFinished:i scheduling:@batch.v1.JobSchedulingConfiguration
batch.v1.JobTemplateSpec metadata:@meta.v1.ObjectMeta spec:@batch.v1.JobSpec
batch.v1.PodFailurePolicy rules:[@batch.v1.PodFailurePolicyRule
batch.v1.PodFailurePolicyOnExitCodesRequirement containerName:s operator!:s=In|NotIn values!:[i
batch.v1.PodFailurePolicyOnPodConditionsPattern status:s type!:s
batch.v1.PodFailurePolicyRule action!:s=Count|FailIndex|FailJob|Ignore onExitCodes:@batch.v1.PodFailurePolicyOnExitCodesRequirement onPodConditions:[@batch.v1.PodFailurePolicyOnPodConditionsPattern
batch.v1.SuccessPolicy rules!:[@batch.v1.SuccessPolicyRule
batch.v1.SuccessPolicyRule succeededCount:i succeededIndexes:s
certificates.v1.CertificateSigningRequest apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@certificates.v1.CertificateSigningRequestSpec status:a
certificates.v1.CertificateSigningRequestSpec expirationSeconds:i extra:{[s groups:[s request:y signerName:s uid:s usages:[s=any|cert%20sign|client%20auth|code%20signing|content%20commitment|crl%20sign|data%20encipherment|decipher%20only|digital%20signature|email%20protection|encipher%20only|ipsec%20end%20system|ipsec%20tunnel|ipsec%20user|key%20agreement|key%20encipherment|microsoft%20sgc|netscape%20sgc|ocsp%20signing|s%2Fmime|server%20auth|signing|timestamping username:s
certificates.v1.ClusterTrustBundle apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@certificates.v1.ClusterTrustBundleSpec
certificates.v1.ClusterTrustBundleSpec signerName:s trustBundle:s
certificates.v1.PodCertificateRequest apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@certificates.v1.PodCertificateRequestSpec status:a
certificates.v1.PodCertificateRequestSpec maxExpirationSeconds:i nodeName:s nodeUID:s podName:s podUID:s serviceAccountName:s serviceAccountUID:s signerName:s stubPKCS10Request:y unverifiedUserAnnotations:{s
coordination.v1.Lease apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@coordination.v1.LeaseSpec
coordination.v1.LeaseSpec acquireTime:t holderIdentity:s leaseDurationSeconds:i leaseTransitions:i preferredHolder:s renewTime:t strategy:s
discovery.v1.Endpoint addresses!:[s conditions:@discovery.v1.EndpointConditions deprecatedTopology:{s hints:@discovery.v1.EndpointHints hostname:s nodeName:s targetRef:@core.v1.ObjectReference zone:s
discovery.v1.EndpointConditions ready:b serving:b terminating:b
discovery.v1.EndpointHints forNodes:[@discovery.v1.ForNode forZones:[@discovery.v1.ForZone
discovery.v1.EndpointPort appProtocol:s name:s port:i protocol:s=SCTP|TCP|UDP
discovery.v1.EndpointSlice addressType!:s=FQDN|IPv4|IPv6 apiVersion:s endpoints:[@discovery.v1.Endpoint kind:s metadata:@meta.v1.ObjectMeta ports:[@discovery.v1.EndpointPort
discovery.v1.ForNode name:s
discovery.v1.ForZone name:s
events.v1.Event action:s apiVersion:s deprecatedCount:i deprecatedFirstTimestamp:t deprecatedLastTimestamp:t deprecatedSource:@core.v1.EventSource eventTime:t kind:s metadata:@meta.v1.ObjectMeta note:s reason:s regarding:@core.v1.ObjectReference related:@core.v1.ObjectReference reportingController:s reportingInstance:s series:@events.v1.EventSeries type:s
events.v1.EventSeries count:i lastObservedTime:t
flowcontrol.v1.ExemptPriorityLevelConfiguration lendablePercent:i nominalConcurrencyShares:i
flowcontrol.v1.FlowDistinguisherMethod type!:s
flowcontrol.v1.FlowSchema apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@flowcontrol.v1.FlowSchemaSpec status:a
flowcontrol.v1.FlowSchemaSpec distinguisherMethod:@flowcontrol.v1.FlowDistinguisherMethod matchingPrecedence:i priorityLevelConfiguration!:@flowcontrol.v1.PriorityLevelConfigurationReference rules:[@flowcontrol.v1.PolicyRulesWithSubjects
flowcontrol.v1.GroupSubject name:s
flowcontrol.v1.LimitResponse queuing:@flowcontrol.v1.QueuingConfiguration type!:s
flowcontrol.v1.LimitedPriorityLevelConfiguration borrowingLimitPercent:i lendablePercent:i limitResponse:@flowcontrol.v1.LimitResponse nominalConcurrencyShares:i
flowcontrol.v1.NonResourcePolicyRule nonResourceURLs!:[s verbs!:[s
flowcontrol.v1.PolicyRulesWithSubjects nonResourceRules:[@flowcontrol.v1.NonResourcePolicyRule resourceRules:[@flowcontrol.v1.ResourcePolicyRule subjects!:[@flowcontrol.v1.Subject
flowcontrol.v1.PriorityLevelConfiguration apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@flowcontrol.v1.PriorityLevelConfigurationSpec status:a
flowcontrol.v1.PriorityLevelConfigurationReference name!:s
flowcontrol.v1.PriorityLevelConfigurationSpec exempt:@flowcontrol.v1.ExemptPriorityLevelConfiguration limited:@flowcontrol.v1.LimitedPriorityLevelConfiguration type!:s
flowcontrol.v1.QueuingConfiguration handSize:i queueLengthLimit:i queues:i
flowcontrol.v1.ResourcePolicyRule apiGroups!:[s clusterScope:b namespaces:[s resources!:[s verbs!:[s
flowcontrol.v1.ServiceAccountSubject name!:s namespace!:s
flowcontrol.v1.Subject group:@flowcontrol.v1.GroupSubject kind!:s serviceAccount:@flowcontrol.v1.ServiceAccountSubject user:@flowcontrol.v1.UserSubject
flowcontrol.v1.UserSubject name:s
meta.v1.DeleteOptions apiVersion:s dryRun:[s gracePeriodSeconds:l ignoreStoreReadErrorWithClusterBreakingPotential:b kind:s orphanDependents:b preconditions:@meta.v1.Preconditions propagationPolicy:s
meta.v1.FieldSelectorRequirement key:s operator:s values:[s
meta.v1.GroupResource group:s resource:s
meta.v1.LabelSelector matchExpressions:[@meta.v1.LabelSelectorRequirement matchLabels:{s
meta.v1.LabelSelectorRequirement key!:s operator!:s values:[s
meta.v1.ListMeta continue:s remainingItemCount:l resourceVersion:s selfLink:s shardInfo:@meta.v1.ShardInfo
meta.v1.ManagedFieldsEntry apiVersion:s fieldsType:s fieldsV1:a manager:s operation:s subresource:s time:t
meta.v1.ObjectMeta annotations:{s creationTimestamp:t deletionGracePeriodSeconds:l deletionTimestamp:t finalizers:[s generateName:s generation:l labels:{s managedFields:[@meta.v1.ManagedFieldsEntry name:s namespace:s ownerReferences:[@meta.v1.OwnerReference resourceVersion:s selfLink:s uid:s
meta.v1.OwnerReference apiVersion!:s blockOwnerDeletion:b controller:b kind!:s name!:s uid!:s
meta.v1.Preconditions resourceVersion:s uid:s
meta.v1.ShardInfo selector:s
meta.v1.Status apiVersion:s code:i details:@meta.v1.StatusDetails kind:s message:s metadata:@meta.v1.ListMeta reason:s status:a
meta.v1.StatusCause field:s message:s reason:s
meta.v1.StatusDetails causes:[@meta.v1.StatusCause group:s kind:s name:s retryAfterSeconds:i uid:s
networking.v1.HTTPIngressPath backend!:@networking.v1.IngressBackend path:s pathType!:s=Exact|ImplementationSpecific|Prefix
networking.v1.HTTPIngressRuleValue paths!:[@networking.v1.HTTPIngressPath
networking.v1.IPAddress apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@networking.v1.IPAddressSpec
networking.v1.IPAddressSpec parentRef:@networking.v1.ParentReference
networking.v1.IPBlock cidr!:s except:[s
networking.v1.Ingress apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@networking.v1.IngressSpec status:a
networking.v1.IngressBackend resource:@core.v1.TypedLocalObjectReference service:@networking.v1.IngressServiceBackend
networking.v1.IngressClass apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@networking.v1.IngressClassSpec
networking.v1.IngressClassParametersReference apiGroup:s kind!:s name!:s namespace:s scope:s
networking.v1.IngressClassSpec controller:s parameters:@networking.v1.IngressClassParametersReference
networking.v1.IngressRule host:s http:@networking.v1.HTTPIngressRuleValue
networking.v1.IngressServiceBackend name!:s port:@networking.v1.ServiceBackendPort
networking.v1.IngressSpec defaultBackend:@networking.v1.IngressBackend ingressClassName:s rules:[@networking.v1.IngressRule tls:[@networking.v1.IngressTLS
networking.v1.IngressTLS hosts:[s secretName:s
networking.v1.NetworkPolicy apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@networking.v1.NetworkPolicySpec
networking.v1.NetworkPolicyEgressRule ports:[@networking.v1.NetworkPolicyPort to:[@networking.v1.NetworkPolicyPeer
networking.v1.NetworkPolicyIngressRule from:[@networking.v1.NetworkPolicyPeer ports:[@networking.v1.NetworkPolicyPort
networking.v1.NetworkPolicyPeer ipBlock:@networking.v1.IPBlock namespaceSelector:@meta.v1.LabelSelector podSelector:@meta.v1.LabelSelector
networking.v1.NetworkPolicyPort endPort:i port:x protocol:s=SCTP|TCP|UDP
networking.v1.NetworkPolicySpec egress:[@networking.v1.NetworkPolicyEgressRule ingress:[@networking.v1.NetworkPolicyIngressRule podSelector:@meta.v1.LabelSelector policyTypes:[s=Egress|Ingress
networking.v1.ParentReference group:s name:s namespace:s resource:s
networking.v1.ServiceBackendPort name:s number:i
networking.v1.ServiceCIDR apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@networking.v1.ServiceCIDRSpec status:a
networking.v1.ServiceCIDRSpec cidrs:[s
node.v1.Overhead podFixed:{q
node.v1.RuntimeClass apiVersion:s handler!:s kind:s metadata:@meta.v1.ObjectMeta overhead:@node.v1.Overhead scheduling:@node.v1.Scheduling
node.v1.Scheduling nodeSelector:{s tolerations:[@core.v1.Toleration
policy.v1.Eviction apiVersion:s deleteOptions:@meta.v1.DeleteOptions kind:s metadata:@meta.v1.ObjectMeta
policy.v1.PodDisruptionBudget apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@policy.v1.PodDisruptionBudgetSpec status:a
policy.v1.PodDisruptionBudgetSpec maxUnavailable:x minAvailable:x selector:@meta.v1.LabelSelector unhealthyPodEvictionPolicy:s=AlwaysAllow|IfHealthyBudget
rbac.v1.AggregationRule clusterRoleSelectors:[@meta.v1.LabelSelector
rbac.v1.ClusterRole aggregationRule:@rbac.v1.AggregationRule apiVersion:s kind:s metadata:@meta.v1.ObjectMeta rules:[@rbac.v1.PolicyRule
rbac.v1.ClusterRoleBinding apiVersion:s kind:s metadata:@meta.v1.ObjectMeta roleRef!:@rbac.v1.RoleRef subjects:[@rbac.v1.Subject
rbac.v1.PolicyRule apiGroups:[s nonResourceURLs:[s resourceNames:[s resources:[s verbs!:[s
rbac.v1.Role apiVersion:s kind:s metadata:@meta.v1.ObjectMeta rules:[@rbac.v1.PolicyRule
rbac.v1.RoleBinding apiVersion:s kind:s metadata:@meta.v1.ObjectMeta roleRef!:@rbac.v1.RoleRef subjects:[@rbac.v1.Subject
rbac.v1.RoleRef apiGroup:s kind!:s name!:s
rbac.v1.Subject apiGroup:s kind!:s name!:s namespace:s
resource.v1.CELDeviceSelector expression:s
resource.v1.CapacityRequestPolicy default:q validRange:@resource.v1.CapacityRequestPolicyRange validValues:[q
resource.v1.CapacityRequestPolicyRange max:q min:q step:q
resource.v1.CapacityRequirements requests:{q
resource.v1.Counter value:q
resource.v1.CounterSet counters:{@resource.v1.Counter name:s
resource.v1.Device allNodes:b allowMultipleAllocations:b attributes:{@resource.v1.DeviceAttribute bindingConditions:[s bindingFailureConditions:[s bindsToNode:b capacity:{@resource.v1.DeviceCapacity consumesCounters:[@resource.v1.DeviceCounterConsumption name:s nodeName:s nodeSelector:@core.v1.NodeSelector taints:[@resource.v1.DeviceTaint nodeAllocatableResourceMappings:{@resource.v1.NodeAllocatableResourceMapping nodeAllocatableResources:{@resource.v1.NodeAllocatableResource
resource.v1.DeviceAttribute bool:b int:l string:s version:s bools:[b ints:[l strings:[s versions:[s
resource.v1.DeviceCapacity requestPolicy:@resource.v1.CapacityRequestPolicy value:q
resource.v1.DeviceClaim config:[@resource.v1.DeviceClaimConfiguration constraints:[@resource.v1.DeviceConstraint requests:[@resource.v1.DeviceRequest
resource.v1.DeviceClaimConfiguration opaque:@resource.v1.OpaqueDeviceConfiguration requests:[s
resource.v1.DeviceClass apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@resource.v1.DeviceClassSpec
resource.v1.DeviceClassConfiguration opaque:@resource.v1.OpaqueDeviceConfiguration
resource.v1.DeviceClassSpec config:[@resource.v1.DeviceClassConfiguration extendedResourceName:s selectors:[@resource.v1.DeviceSelector
resource.v1.DeviceConstraint distinctAttribute:s matchAttribute:s requests:[s
resource.v1.DeviceCounterConsumption counterSet:s counters:{@resource.v1.Counter compatibilityGroups:[s
resource.v1.DeviceDerivedAttribute expression:s name:s
resource.v1.DeviceRequest exactly:@resource.v1.ExactDeviceRequest firstAvailable:[@resource.v1.DeviceSubRequest name:s
resource.v1.DeviceSelector cel:@resource.v1.CELDeviceSelector
resource.v1.DeviceSubRequest allocationMode:s capacity:@resource.v1.CapacityRequirements count:l deviceClassName:s name:s selectors:[@resource.v1.DeviceSelector tolerations:[@resource.v1.DeviceToleration derivedAttributes:[@resource.v1.DeviceDerivedAttribute
resource.v1.DeviceTaint effect:s=NoExecute|NoSchedule|None key:s timeAdded:t value:s
resource.v1.DeviceTaintRule apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@resource.v1.DeviceTaintRuleSpec status:a
resource.v1.DeviceTaintRuleSpec deviceSelector:@resource.v1.DeviceTaintSelector taint:@resource.v1.DeviceTaint
resource.v1.DeviceTaintSelector device:s driver:s pool:s
resource.v1.DeviceToleration effect:s=NoExecute|NoSchedule|None key:s operator:s=Equal|Exists tolerationSeconds:l value:s
resource.v1.ExactDeviceRequest adminAccess:b allocationMode:s capacity:@resource.v1.CapacityRequirements count:l deviceClassName:s selectors:[@resource.v1.DeviceSelector tolerations:[@resource.v1.DeviceToleration derivedAttributes:[@resource.v1.DeviceDerivedAttribute
resource.v1.NodeAllocatableMapping capacityKey:s capacityMultiplier:q deviceMultiplier:q
resource.v1.NodeAllocatableOverhead perContainer:q perPod:q
resource.v1.NodeAllocatableResource mapping:@resource.v1.NodeAllocatableMapping overhead:@resource.v1.NodeAllocatableOverhead
resource.v1.NodeAllocatableResourceMapping allocationMultiplier:q capacityKey:s
resource.v1.OpaqueDeviceConfiguration driver:s parameters:a
resource.v1.ResourceClaim apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@resource.v1.ResourceClaimSpec status:a
resource.v1.ResourceClaimSpec devices:@resource.v1.DeviceClaim
resource.v1.ResourceClaimTemplate apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@resource.v1.ResourceClaimTemplateSpec
resource.v1.ResourceClaimTemplateSpec metadata:@meta.v1.ObjectMeta spec:@resource.v1.ResourceClaimSpec
resource.v1.ResourcePool generation:l name:s resourceSliceCount:l
resource.v1.ResourceSlice apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@resource.v1.ResourceSliceSpec
resource.v1.ResourceSliceSpec allNodes:b devices:[@resource.v1.Device driver:s nodeName:s nodeSelector:@core.v1.NodeSelector perDeviceNodeSelection:b pool:@resource.v1.ResourcePool sharedCounters:[@resource.v1.CounterSet partitionTypeAttribute:s skipNodeOperations:[s=*|NodePrepareResources|NodeUnprepareResources
scheduling.v1.PriorityClass apiVersion:s description:s globalDefault:b kind:s metadata:@meta.v1.ObjectMeta preemptionPolicy:s=Never|PreemptLowerPriority value:i
scheduling.v1alpha3.TopologyConstraint key:s
scheduling.v1alpha3.WorkloadPodGroupDisruptionMode all:a single:a
scheduling.v1alpha3.WorkloadPodGroupGangSchedulingPolicy minCount:i
scheduling.v1alpha3.WorkloadPodGroupResourceClaim name:s resourceClaimName:s resourceClaimTemplateName:s
scheduling.v1alpha3.WorkloadPodGroupSchedulingConstraints topology:[@scheduling.v1alpha3.TopologyConstraint
scheduling.v1alpha3.WorkloadPodGroupSchedulingPolicy basic:a gang:@scheduling.v1alpha3.WorkloadPodGroupGangSchedulingPolicy
storage.v1.CSIDriver apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@storage.v1.CSIDriverSpec
storage.v1.CSIDriverSpec attachRequired:b fsGroupPolicy:s nodeAllocatableUpdatePeriodSeconds:l podInfoOnMount:b requiresRepublish:b seLinuxMount:b storageCapacity:b tokenRequests:[@storage.v1.TokenRequest volumeLifecycleModes:[s serviceAccountTokenInSecrets:b preventPodSchedulingIfMissing:b
storage.v1.CSINode apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@storage.v1.CSINodeSpec status:a
storage.v1.CSINodeDriver allocatable:@storage.v1.VolumeNodeResources name:s nodeID:s topologyKeys:[s
storage.v1.CSINodeSpec drivers:[@storage.v1.CSINodeDriver
storage.v1.CSIStorageCapacity apiVersion:s capacity:q kind:s maximumVolumeSize:q metadata:@meta.v1.ObjectMeta nodeTopology:@meta.v1.LabelSelector storageClassName:s
storage.v1.StorageClass allowVolumeExpansion:b allowedTopologies:[@core.v1.TopologySelectorTerm apiVersion:s kind:s metadata:@meta.v1.ObjectMeta mountOptions:[s parameters:{s provisioner!:s reclaimPolicy:s=Delete|Recycle|Retain volumeBindingMode:s=Immediate|WaitForFirstConsumer
storage.v1.TokenRequest audience:s expirationSeconds:l
storage.v1.VolumeAttachment apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@storage.v1.VolumeAttachmentSpec status:a
storage.v1.VolumeAttachmentSource inlineVolumeSpec:@core.v1.PersistentVolumeSpec persistentVolumeName:s
storage.v1.VolumeAttachmentSpec attacher:s nodeName:s source:@storage.v1.VolumeAttachmentSource
storage.v1.VolumeAttributesClass apiVersion:s driverName:s kind:s metadata:@meta.v1.ObjectMeta parameters:{s
storage.v1.VolumeNodeResources count:i
storagemigration.v1.StorageVersionMigration apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@storagemigration.v1.StorageVersionMigrationSpec status:a
storagemigration.v1.StorageVersionMigrationSpec resource:@meta.v1.GroupResource`;
