// Written by `npm run lab:schemas` from the OpenAPI of k8s.io/kubernetes v1.33.13, v1.34.0, v1.35.8, v1.36.1, v1.37.2; edits here are lost.
/** Types of the core group with their fields, as `built-in.ts` reads them. */
export const coreTypeTable = `core.v1.AWSElasticBlockStoreVolumeSource fsType:s partition:i readOnly:b volumeID:s
core.v1.Affinity nodeAffinity:@core.v1.NodeAffinity podAffinity:@core.v1.PodAffinity podAntiAffinity:@core.v1.PodAntiAffinity
core.v1.AppArmorProfile localhostProfile:s type!:s=Localhost|RuntimeDefault|Unconfined
core.v1.AzureDiskVolumeSource cachingMode:s=None|ReadOnly|ReadWrite diskName:s diskURI:s fsType:s kind:s=Dedicated|Managed|Shared readOnly:b
core.v1.AzureFilePersistentVolumeSource readOnly:b secretName:s secretNamespace:s shareName:s
core.v1.AzureFileVolumeSource readOnly:b secretName:s shareName:s
core.v1.Binding apiVersion:s kind:s metadata:@meta.v1.ObjectMeta target:@core.v1.ObjectReference
core.v1.CSIPersistentVolumeSource controllerExpandSecretRef:@core.v1.SecretReference controllerPublishSecretRef:@core.v1.SecretReference driver!:s fsType:s nodeExpandSecretRef:@core.v1.SecretReference nodePublishSecretRef:@core.v1.SecretReference nodeStageSecretRef:@core.v1.SecretReference readOnly:b volumeAttributes:{s volumeHandle!:s
core.v1.CSIVolumeSource driver!:s fsType:s nodePublishSecretRef:@core.v1.LocalObjectReference readOnly:b volumeAttributes:{s
core.v1.Capabilities add:[s drop:[s
core.v1.CephFSPersistentVolumeSource monitors:[s path:s readOnly:b secretFile:s secretRef:@core.v1.SecretReference user:s
core.v1.CephFSVolumeSource monitors:[s path:s readOnly:b secretFile:s secretRef:@core.v1.LocalObjectReference user:s
core.v1.CinderPersistentVolumeSource fsType:s readOnly:b secretRef:@core.v1.SecretReference volumeID:s
core.v1.CinderVolumeSource fsType:s readOnly:b secretRef:@core.v1.LocalObjectReference volumeID:s
core.v1.ClientIPConfig timeoutSeconds:i
core.v1.ClusterTrustBundleProjection labelSelector:@meta.v1.LabelSelector name:s optional:b path:s signerName:s user:l
core.v1.ComponentCondition error:s message:s status:s type:s
core.v1.ComponentStatus apiVersion:s conditions:[@core.v1.ComponentCondition kind:s metadata:@meta.v1.ObjectMeta
core.v1.ConfigMap apiVersion:s binaryData:{y data:{s immutable:b kind:s metadata:@meta.v1.ObjectMeta
core.v1.ConfigMapEnvSource name:s optional:b
core.v1.ConfigMapKeySelector key!:s name:s optional:b
core.v1.ConfigMapNodeConfigSource kubeletConfigKey:s name:s namespace:s resourceVersion:s uid:s
core.v1.ConfigMapProjection items:[@core.v1.KeyToPath name:s optional:b
core.v1.ConfigMapVolumeSource defaultMode:i items:[@core.v1.KeyToPath name:s optional:b defaultUser:l
core.v1.Container args:[s command:[s env:[@core.v1.EnvVar envFrom:[@core.v1.EnvFromSource image:s imagePullPolicy:s=Always|IfNotPresent|Never lifecycle:@core.v1.Lifecycle livenessProbe:@core.v1.Probe name!:s ports:[@core.v1.ContainerPort readinessProbe:@core.v1.Probe resizePolicy:[@core.v1.ContainerResizePolicy resources:@core.v1.ResourceRequirements restartPolicy:s securityContext:@core.v1.SecurityContext startupProbe:@core.v1.Probe stdin:b stdinOnce:b terminationMessagePath:s terminationMessagePolicy:s=FallbackToLogsOnError|File tty:b volumeDevices:[@core.v1.VolumeDevice volumeMounts:[@core.v1.VolumeMount workingDir:s restartPolicyRules:[@core.v1.ContainerRestartRule
core.v1.ContainerPort containerPort!:i hostIP:s hostPort:i name:s protocol:s=SCTP|TCP|UDP
core.v1.ContainerResizePolicy resourceName!:s restartPolicy!:s
core.v1.ContainerRestartRule action:s exitCodes:@core.v1.ContainerRestartRuleOnExitCodes
core.v1.ContainerRestartRuleOnExitCodes operator:s values:[i
core.v1.DownwardAPIProjection items:[@core.v1.DownwardAPIVolumeFile
core.v1.DownwardAPIVolumeFile fieldRef:@core.v1.ObjectFieldSelector mode:i path!:s resourceFieldRef:@core.v1.ResourceFieldSelector user:l
core.v1.DownwardAPIVolumeSource defaultMode:i items:[@core.v1.DownwardAPIVolumeFile defaultUser:l
core.v1.EmptyDirVolumeSource medium:s sizeLimit:q mode:i
core.v1.EndpointAddress hostname:s ip!:s nodeName:s targetRef:@core.v1.ObjectReference
core.v1.EndpointPort appProtocol:s name:s port!:i protocol:s=SCTP|TCP|UDP
core.v1.EndpointSubset addresses:[@core.v1.EndpointAddress notReadyAddresses:[@core.v1.EndpointAddress ports:[@core.v1.EndpointPort
core.v1.Endpoints apiVersion:s kind:s metadata:@meta.v1.ObjectMeta subsets:[@core.v1.EndpointSubset
core.v1.EnvFromSource configMapRef:@core.v1.ConfigMapEnvSource prefix:s secretRef:@core.v1.SecretEnvSource
core.v1.EnvVar name!:s value:s valueFrom:@core.v1.EnvVarSource
core.v1.EnvVarSource configMapKeyRef:@core.v1.ConfigMapKeySelector fieldRef:@core.v1.ObjectFieldSelector resourceFieldRef:@core.v1.ResourceFieldSelector secretKeyRef:@core.v1.SecretKeySelector fileKeyRef:@core.v1.FileKeySelector
core.v1.EphemeralContainer args:[s command:[s env:[@core.v1.EnvVar envFrom:[@core.v1.EnvFromSource image:s imagePullPolicy:s=Always|IfNotPresent|Never lifecycle:@core.v1.Lifecycle livenessProbe:@core.v1.Probe name:s ports:[@core.v1.ContainerPort readinessProbe:@core.v1.Probe resizePolicy:[@core.v1.ContainerResizePolicy resources:@core.v1.ResourceRequirements restartPolicy:s securityContext:@core.v1.SecurityContext startupProbe:@core.v1.Probe stdin:b stdinOnce:b targetContainerName:s terminationMessagePath:s terminationMessagePolicy:s=FallbackToLogsOnError|File tty:b volumeDevices:[@core.v1.VolumeDevice volumeMounts:[@core.v1.VolumeMount workingDir:s restartPolicyRules:[@core.v1.ContainerRestartRule
core.v1.EphemeralVolumeSource volumeClaimTemplate:@core.v1.PersistentVolumeClaimTemplate
core.v1.Event action:s apiVersion:s count:i eventTime:t firstTimestamp:t involvedObject:@core.v1.ObjectReference kind:s lastTimestamp:t message:s metadata:@meta.v1.ObjectMeta reason:s related:@core.v1.ObjectReference reportingComponent:s reportingInstance:s series:@core.v1.EventSeries source:@core.v1.EventSource type:s
core.v1.EventSeries count:i lastObservedTime:t
core.v1.EventSource component:s host:s
core.v1.EvictionResponder name:s priority:i
core.v1.ExecAction command:[s
core.v1.FCVolumeSource fsType:s lun:i readOnly:b targetWWNs:[s wwids:[s
core.v1.FileKeySelector key:s optional:b path:s volumeName:s
core.v1.FlexPersistentVolumeSource driver:s fsType:s options:{s readOnly:b secretRef:@core.v1.SecretReference
core.v1.FlexVolumeSource driver:s fsType:s options:{s readOnly:b secretRef:@core.v1.LocalObjectReference
core.v1.FlockerVolumeSource datasetName:s datasetUUID:s
core.v1.GCEPersistentDiskVolumeSource fsType:s partition:i pdName:s readOnly:b
core.v1.GRPCAction port!:i service:s mode:s=Plaintext|TLS
core.v1.GitRepoVolumeSource directory:s repository:s revision:s
core.v1.GlusterfsPersistentVolumeSource endpoints:s endpointsNamespace:s path:s readOnly:b
core.v1.GlusterfsVolumeSource endpoints:s path:s readOnly:b
core.v1.HTTPGetAction host:s httpHeaders:[@core.v1.HTTPHeader path:s port!:x scheme:s=HTTP|HTTPS protocol:s=HTTP1|HTTP2
core.v1.HTTPHeader name!:s value:s
core.v1.HostAlias hostnames:[s ip!:s
core.v1.HostPathVolumeSource path!:s type:s=|BlockDevice|CharDevice|Directory|DirectoryOrCreate|File|FileOrCreate|Socket
core.v1.ISCSIPersistentVolumeSource chapAuthDiscovery:b chapAuthSession:b fsType:s initiatorName:s iqn:s iscsiInterface:s lun:i portals:[s readOnly:b secretRef:@core.v1.SecretReference targetPortal:s
core.v1.ISCSIVolumeSource chapAuthDiscovery:b chapAuthSession:b fsType:s initiatorName:s iqn!:s iscsiInterface:s lun:i portals:[s readOnly:b secretRef:@core.v1.LocalObjectReference targetPortal!:s
core.v1.ImageVolumeSource pullPolicy:s=Always|IfNotPresent|Never reference:s
core.v1.KeyToPath key!:s mode:i path!:s user:l
core.v1.Lifecycle postStart:@core.v1.LifecycleHandler preStop:@core.v1.LifecycleHandler stopSignal:s=SIGABRT|SIGALRM|SIGBUS|SIGCHLD|SIGCLD|SIGCONT|SIGFPE|SIGHUP|SIGILL|SIGINT|SIGIO|SIGIOT|SIGKILL|SIGPIPE|SIGPOLL|SIGPROF|SIGPWR|SIGQUIT|SIGRTMAX|SIGRTMAX-1|SIGRTMAX-10|SIGRTMAX-11|SIGRTMAX-12|SIGRTMAX-13|SIGRTMAX-14|SIGRTMAX-2|SIGRTMAX-3|SIGRTMAX-4|SIGRTMAX-5|SIGRTMAX-6|SIGRTMAX-7|SIGRTMAX-8|SIGRTMAX-9|SIGRTMIN|SIGRTMIN%2B1|SIGRTMIN%2B10|SIGRTMIN%2B11|SIGRTMIN%2B12|SIGRTMIN%2B13|SIGRTMIN%2B14|SIGRTMIN%2B15|SIGRTMIN%2B2|SIGRTMIN%2B3|SIGRTMIN%2B4|SIGRTMIN%2B5|SIGRTMIN%2B6|SIGRTMIN%2B7|SIGRTMIN%2B8|SIGRTMIN%2B9|SIGSEGV|SIGSTKFLT|SIGSTOP|SIGSYS|SIGTERM|SIGTRAP|SIGTSTP|SIGTTIN|SIGTTOU|SIGURG|SIGUSR1|SIGUSR2|SIGVTALRM|SIGWINCH|SIGXCPU|SIGXFSZ
core.v1.LifecycleHandler exec:@core.v1.ExecAction httpGet:@core.v1.HTTPGetAction sleep:@core.v1.SleepAction tcpSocket:@core.v1.TCPSocketAction
core.v1.LimitRange apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@core.v1.LimitRangeSpec
core.v1.LimitRangeItem default:{q defaultRequest:{q max:{q maxLimitRequestRatio:{q min:{q type!:s
core.v1.LimitRangeSpec limits:[@core.v1.LimitRangeItem
core.v1.LocalObjectReference name:s
core.v1.LocalVolumeSource fsType:s path!:s
core.v1.NFSVolumeSource path!:s readOnly:b server!:s
core.v1.Namespace apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@core.v1.NamespaceSpec status:a
core.v1.NamespaceSpec finalizers:[s
core.v1.Node apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@core.v1.NodeSpec status:a
core.v1.NodeAffinity preferredDuringSchedulingIgnoredDuringExecution:[@core.v1.PreferredSchedulingTerm requiredDuringSchedulingIgnoredDuringExecution:@core.v1.NodeSelector
core.v1.NodeConfigSource configMap:@core.v1.ConfigMapNodeConfigSource
core.v1.NodePodPreemptionPolicy disableResizePreemption:[s
core.v1.NodeSelector nodeSelectorTerms!:[@core.v1.NodeSelectorTerm
core.v1.NodeSelectorRequirement key!:s operator!:s=DoesNotExist|Exists|Gt|In|Lt|NotIn values:[s
core.v1.NodeSelectorTerm matchExpressions:[@core.v1.NodeSelectorRequirement matchFields:[@core.v1.NodeSelectorRequirement
core.v1.NodeSpec configSource:@core.v1.NodeConfigSource externalID:s podCIDR:s podCIDRs:[s providerID:s taints:[@core.v1.Taint unschedulable:b podPreemptionPolicy:@core.v1.NodePodPreemptionPolicy
core.v1.ObjectFieldSelector apiVersion:s fieldPath!:s
core.v1.ObjectReference apiVersion:s fieldPath:s kind:s name:s namespace:s resourceVersion:s uid:s
core.v1.PersistentVolume apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@core.v1.PersistentVolumeSpec status:a
core.v1.PersistentVolumeClaim apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@core.v1.PersistentVolumeClaimSpec status:a
core.v1.PersistentVolumeClaimSpec accessModes:[s=ReadOnlyMany|ReadWriteMany|ReadWriteOnce|ReadWriteOncePod dataSource:@core.v1.TypedLocalObjectReference dataSourceRef:@core.v1.TypedObjectReference resources:@core.v1.VolumeResourceRequirements selector:@meta.v1.LabelSelector storageClassName:s volumeAttributesClassName:s volumeMode:s=Block|Filesystem volumeName:s
core.v1.PersistentVolumeClaimTemplate metadata:@meta.v1.ObjectMeta spec!:@core.v1.PersistentVolumeClaimSpec
core.v1.PersistentVolumeClaimVolumeSource claimName!:s readOnly:b
core.v1.PersistentVolumeSpec accessModes:[s=ReadOnlyMany|ReadWriteMany|ReadWriteOnce|ReadWriteOncePod awsElasticBlockStore:@core.v1.AWSElasticBlockStoreVolumeSource azureDisk:@core.v1.AzureDiskVolumeSource azureFile:@core.v1.AzureFilePersistentVolumeSource capacity:{q cephfs:@core.v1.CephFSPersistentVolumeSource cinder:@core.v1.CinderPersistentVolumeSource claimRef:@core.v1.ObjectReference csi:@core.v1.CSIPersistentVolumeSource fc:@core.v1.FCVolumeSource flexVolume:@core.v1.FlexPersistentVolumeSource flocker:@core.v1.FlockerVolumeSource gcePersistentDisk:@core.v1.GCEPersistentDiskVolumeSource glusterfs:@core.v1.GlusterfsPersistentVolumeSource hostPath:@core.v1.HostPathVolumeSource iscsi:@core.v1.ISCSIPersistentVolumeSource local:@core.v1.LocalVolumeSource mountOptions:[s nfs:@core.v1.NFSVolumeSource nodeAffinity:@core.v1.VolumeNodeAffinity persistentVolumeReclaimPolicy:s=Delete|Recycle|Retain photonPersistentDisk:@core.v1.PhotonPersistentDiskVolumeSource portworxVolume:@core.v1.PortworxVolumeSource quobyte:@core.v1.QuobyteVolumeSource rbd:@core.v1.RBDPersistentVolumeSource scaleIO:@core.v1.ScaleIOPersistentVolumeSource storageClassName:s storageos:@core.v1.StorageOSPersistentVolumeSource volumeAttributesClassName:s volumeMode:s=Block|Filesystem vsphereVolume:@core.v1.VsphereVirtualDiskVolumeSource
core.v1.PhotonPersistentDiskVolumeSource fsType:s pdID:s
core.v1.Pod apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@core.v1.PodSpec status:a
core.v1.PodAffinity preferredDuringSchedulingIgnoredDuringExecution:[@core.v1.WeightedPodAffinityTerm requiredDuringSchedulingIgnoredDuringExecution:[@core.v1.PodAffinityTerm
core.v1.PodAffinityTerm labelSelector:@meta.v1.LabelSelector matchLabelKeys:[s mismatchLabelKeys:[s namespaceSelector:@meta.v1.LabelSelector namespaces:[s topologyKey!:s
core.v1.PodAntiAffinity preferredDuringSchedulingIgnoredDuringExecution:[@core.v1.WeightedPodAffinityTerm requiredDuringSchedulingIgnoredDuringExecution:[@core.v1.PodAffinityTerm
core.v1.PodCertificateProjection certificateChainPath:s credentialBundlePath:s keyPath:s keyType:s maxExpirationSeconds:i signerName:s userAnnotations:{s user:l
core.v1.PodDNSConfig nameservers:[s options:[@core.v1.PodDNSConfigOption searches:[s
core.v1.PodDNSConfigOption name:s value:s
core.v1.PodOS name!:s
core.v1.PodReadinessGate conditionType!:s
core.v1.PodResourceClaim name:s resourceClaimName:s resourceClaimTemplateName:s
core.v1.PodSchedulingGate name!:s
core.v1.PodSchedulingGroup podGroupName:s
core.v1.PodSecurityContext appArmorProfile:@core.v1.AppArmorProfile fsGroup:l fsGroupChangePolicy:s=Always|OnRootMismatch runAsGroup:l runAsNonRoot:b runAsUser:l seLinuxChangePolicy:s seLinuxOptions:@core.v1.SELinuxOptions seccompProfile:@core.v1.SeccompProfile supplementalGroups:[l supplementalGroupsPolicy:s=Merge|Strict sysctls:[@core.v1.Sysctl windowsOptions:@core.v1.WindowsSecurityContextOptions
core.v1.PodSpec activeDeadlineSeconds:l affinity:@core.v1.Affinity automountServiceAccountToken:b containers!:[@core.v1.Container dnsConfig:@core.v1.PodDNSConfig dnsPolicy:s=ClusterFirst|ClusterFirstWithHostNet|Default|None enableServiceLinks:b ephemeralContainers:[@core.v1.EphemeralContainer hostAliases:[@core.v1.HostAlias hostIPC:b hostNetwork:b hostPID:b hostUsers:b hostname:s imagePullSecrets:[@core.v1.LocalObjectReference initContainers:[@core.v1.Container nodeName:s nodeSelector:{s os:@core.v1.PodOS overhead:{q preemptionPolicy:s=Never|PreemptLowerPriority priority:i priorityClassName:s readinessGates:[@core.v1.PodReadinessGate resourceClaims:[@core.v1.PodResourceClaim resources:@core.v1.ResourceRequirements restartPolicy:s=Always|Never|OnFailure runtimeClassName:s schedulerName:s schedulingGates:[@core.v1.PodSchedulingGate securityContext:@core.v1.PodSecurityContext serviceAccount:s serviceAccountName:s setHostnameAsFQDN:b shareProcessNamespace:b subdomain:s terminationGracePeriodSeconds:l tolerations:[@core.v1.Toleration topologySpreadConstraints:[@core.v1.TopologySpreadConstraint volumes:[@core.v1.Volume hostnameOverride:s workloadRef:@core.v1.WorkloadReference schedulingGroup:@core.v1.PodSchedulingGroup evictionResponders:[@core.v1.EvictionResponder
core.v1.PodTemplate apiVersion:s kind:s metadata:@meta.v1.ObjectMeta template:@core.v1.PodTemplateSpec
core.v1.PodTemplateSpec metadata:@meta.v1.ObjectMeta spec:@core.v1.PodSpec
core.v1.PortworxVolumeSource fsType:s readOnly:b volumeID:s
core.v1.PreferredSchedulingTerm preference:@core.v1.NodeSelectorTerm weight!:i
core.v1.Probe exec:@core.v1.ExecAction failureThreshold:i grpc:@core.v1.GRPCAction httpGet:@core.v1.HTTPGetAction initialDelaySeconds:i periodSeconds:i successThreshold:i tcpSocket:@core.v1.TCPSocketAction terminationGracePeriodSeconds:l timeoutSeconds:i
core.v1.ProjectedVolumeSource defaultMode:i sources:[@core.v1.VolumeProjection defaultUser:l
core.v1.QuobyteVolumeSource group:s readOnly:b registry:s tenant:s user:s volume:s
core.v1.RBDPersistentVolumeSource fsType:s image:s keyring:s monitors:[s pool:s readOnly:b secretRef:@core.v1.SecretReference user:s
core.v1.RBDVolumeSource fsType:s image:s keyring:s monitors:[s pool:s readOnly:b secretRef:@core.v1.LocalObjectReference user:s
core.v1.ReplicationController apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@core.v1.ReplicationControllerSpec status:a
core.v1.ReplicationControllerSpec minReadySeconds:i replicas:i selector:{s template:@core.v1.PodTemplateSpec
core.v1.ResourceClaim name:s request:s
core.v1.ResourceFieldSelector containerName:s divisor:q resource!:s
core.v1.ResourceQuota apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@core.v1.ResourceQuotaSpec status:a
core.v1.ResourceQuotaSpec hard:{q scopeSelector:@core.v1.ScopeSelector scopes:[s=BestEffort|CrossNamespacePodAffinity|NotBestEffort|NotTerminating|PriorityClass|Terminating|VolumeAttributesClass
core.v1.ResourceRequirements claims:[@core.v1.ResourceClaim limits:{q requests:{q
core.v1.SELinuxOptions level:s role:s type:s user:s
core.v1.ScaleIOPersistentVolumeSource fsType:s gateway:s protectionDomain:s readOnly:b secretRef:@core.v1.SecretReference sslEnabled:b storageMode:s storagePool:s system:s volumeName:s
core.v1.ScaleIOVolumeSource fsType:s gateway:s protectionDomain:s readOnly:b secretRef:@core.v1.LocalObjectReference sslEnabled:b storageMode:s storagePool:s system:s volumeName:s
core.v1.ScopeSelector matchExpressions:[@core.v1.ScopedResourceSelectorRequirement
core.v1.ScopedResourceSelectorRequirement operator!:s=DoesNotExist|Exists|In|NotIn scopeName!:s=BestEffort|CrossNamespacePodAffinity|NotBestEffort|NotTerminating|PriorityClass|Terminating|VolumeAttributesClass values:[s
core.v1.SeccompProfile localhostProfile:s type!:s=Localhost|RuntimeDefault|Unconfined
core.v1.Secret apiVersion:s data:{y immutable:b kind:s metadata:@meta.v1.ObjectMeta stringData:{s type:s
core.v1.SecretEnvSource name:s optional:b
core.v1.SecretKeySelector key!:s name:s optional:b
core.v1.SecretProjection items:[@core.v1.KeyToPath name:s optional:b
core.v1.SecretReference name:s namespace:s
core.v1.SecretVolumeSource defaultMode:i items:[@core.v1.KeyToPath optional:b secretName:s defaultUser:l
core.v1.SecurityContext allowPrivilegeEscalation:b appArmorProfile:@core.v1.AppArmorProfile capabilities:@core.v1.Capabilities privileged:b procMount:s=Default|Unmasked readOnlyRootFilesystem:b runAsGroup:l runAsNonRoot:b runAsUser:l seLinuxOptions:@core.v1.SELinuxOptions seccompProfile:@core.v1.SeccompProfile windowsOptions:@core.v1.WindowsSecurityContextOptions
core.v1.Service apiVersion:s kind:s metadata:@meta.v1.ObjectMeta spec:@core.v1.ServiceSpec status:a
core.v1.ServiceAccount apiVersion:s automountServiceAccountToken:b imagePullSecrets:[@core.v1.LocalObjectReference kind:s metadata:@meta.v1.ObjectMeta secrets:[@core.v1.ObjectReference
core.v1.ServiceAccountTokenProjection audience:s expirationSeconds:l path!:s user:l
core.v1.ServicePort appProtocol:s name:s nodePort:i port!:i protocol:s=SCTP|TCP|UDP targetPort:x
core.v1.ServiceSpec allocateLoadBalancerNodePorts:b clusterIP:s clusterIPs:[s externalIPs:[s externalName:s externalTrafficPolicy:s=Cluster|Local healthCheckNodePort:i internalTrafficPolicy:s=Cluster|Local ipFamilies:[s=|IPv4|IPv6 ipFamilyPolicy:s=PreferDualStack|RequireDualStack|SingleStack loadBalancerClass:s loadBalancerIP:s loadBalancerSourceRanges:[s ports:[@core.v1.ServicePort publishNotReadyAddresses:b selector:{s sessionAffinity:s=ClientIP|None sessionAffinityConfig:@core.v1.SessionAffinityConfig trafficDistribution:s type:s=ClusterIP|ExternalName|LoadBalancer|NodePort
core.v1.SessionAffinityConfig clientIP:@core.v1.ClientIPConfig
core.v1.SleepAction seconds:l
core.v1.StorageOSPersistentVolumeSource fsType:s readOnly:b secretRef:@core.v1.ObjectReference volumeName:s volumeNamespace:s
core.v1.StorageOSVolumeSource fsType:s readOnly:b secretRef:@core.v1.LocalObjectReference volumeName:s volumeNamespace:s
core.v1.Sysctl name!:s value:s
core.v1.TCPSocketAction host:s port!:x
core.v1.Taint effect!:s=NoExecute|NoSchedule|PreferNoSchedule key!:s timeAdded:t value:s
core.v1.Toleration effect:s=NoExecute|NoSchedule|PreferNoSchedule key:s operator:s=Equal|Exists|Gt|Lt tolerationSeconds:l value:s
core.v1.TopologySelectorLabelRequirement key!:s values!:[s
core.v1.TopologySelectorTerm matchLabelExpressions:[@core.v1.TopologySelectorLabelRequirement
core.v1.TopologySpreadConstraint labelSelector:@meta.v1.LabelSelector matchLabelKeys:[s maxSkew!:i minDomains:i nodeAffinityPolicy:s=Honor|Ignore nodeTaintsPolicy:s=Honor|Ignore topologyKey!:s whenUnsatisfiable!:s=DoNotSchedule|ScheduleAnyway
core.v1.TypedLocalObjectReference apiGroup:s kind:s name:s
core.v1.TypedObjectReference apiGroup:s kind:s name:s namespace:s
core.v1.Volume awsElasticBlockStore:@core.v1.AWSElasticBlockStoreVolumeSource azureDisk:@core.v1.AzureDiskVolumeSource azureFile:@core.v1.AzureFileVolumeSource cephfs:@core.v1.CephFSVolumeSource cinder:@core.v1.CinderVolumeSource configMap:@core.v1.ConfigMapVolumeSource csi:@core.v1.CSIVolumeSource downwardAPI:@core.v1.DownwardAPIVolumeSource emptyDir:@core.v1.EmptyDirVolumeSource ephemeral:@core.v1.EphemeralVolumeSource fc:@core.v1.FCVolumeSource flexVolume:@core.v1.FlexVolumeSource flocker:@core.v1.FlockerVolumeSource gcePersistentDisk:@core.v1.GCEPersistentDiskVolumeSource gitRepo:@core.v1.GitRepoVolumeSource glusterfs:@core.v1.GlusterfsVolumeSource hostPath:@core.v1.HostPathVolumeSource image:@core.v1.ImageVolumeSource iscsi:@core.v1.ISCSIVolumeSource name!:s nfs:@core.v1.NFSVolumeSource persistentVolumeClaim:@core.v1.PersistentVolumeClaimVolumeSource photonPersistentDisk:@core.v1.PhotonPersistentDiskVolumeSource portworxVolume:@core.v1.PortworxVolumeSource projected:@core.v1.ProjectedVolumeSource quobyte:@core.v1.QuobyteVolumeSource rbd:@core.v1.RBDVolumeSource scaleIO:@core.v1.ScaleIOVolumeSource secret:@core.v1.SecretVolumeSource storageos:@core.v1.StorageOSVolumeSource vsphereVolume:@core.v1.VsphereVirtualDiskVolumeSource
core.v1.VolumeDevice devicePath!:s name!:s
core.v1.VolumeMount mountPath!:s mountPropagation:s=Bidirectional|HostToContainer|None name!:s readOnly:b recursiveReadOnly:s subPath:s subPathExpr:s bindMountOptions:[s
core.v1.VolumeNodeAffinity required:@core.v1.NodeSelector
core.v1.VolumeProjection clusterTrustBundle:@core.v1.ClusterTrustBundleProjection configMap:@core.v1.ConfigMapProjection downwardAPI:@core.v1.DownwardAPIProjection secret:@core.v1.SecretProjection serviceAccountToken:@core.v1.ServiceAccountTokenProjection podCertificate:@core.v1.PodCertificateProjection
core.v1.VolumeResourceRequirements limits:{q requests:{q
core.v1.VsphereVirtualDiskVolumeSource fsType:s storagePolicyID:s storagePolicyName:s volumePath:s
core.v1.WeightedPodAffinityTerm podAffinityTerm!:@core.v1.PodAffinityTerm weight!:i
core.v1.WindowsSecurityContextOptions gmsaCredentialSpec:s gmsaCredentialSpecName:s hostProcess:b runAsUserName:s
core.v1.WorkloadReference name:s podGroup:s podGroupReplicaKey:s`;
