/** The version that the cluster takes: path in the chart → text. */
const taken = {
  'Chart.yaml': `apiVersion: v2
name: hello
version: 1.2.0
description: A web server that says hello
`,
  'values.yaml': `# Pods of the server.
replicas: 1
# Text that it says.
greeting: Hello
`,
  'templates/configmap.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}
  namespace: {{ .Release.Namespace }}
data:
  greeting: {{ .Values.greeting | quote }}
`,
  'templates/service.yaml': `apiVersion: v1
kind: Service
metadata:
  name: {{ .Release.Name }}
  namespace: {{ .Release.Namespace }}
spec:
  selector:
    app.kubernetes.io/name: hello
  ports:
    - name: http
      port: 80
      targetPort: http
      protocol: TCP
`,
  'templates/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
  namespace: {{ .Release.Namespace }}
spec:
  replicas: {{ .Values.replicas }}
  selector:
    matchLabels:
      app.kubernetes.io/name: hello
  template:
    metadata:
      labels:
        app.kubernetes.io/name: hello
    spec:
      securityContext:
        runAsNonRoot: true
        runAsUser: 1000
        seccompProfile:
          type: RuntimeDefault
      containers:
        - name: hello
          image: registry.example.com/hello:1.2.0
          ports:
            - name: http
              containerPort: 8080
              protocol: TCP
          resources:
            requests:
              cpu: 50m
              memory: 64Mi
            limits:
              memory: 64Mi
          readinessProbe:
            httpGet:
              path: /
              port: http
          livenessProbe:
            httpGet:
              path: /
              port: http
          securityContext:
            allowPrivilegeEscalation: false
            capabilities:
              drop:
                - ALL
`,
};

/** A newer one, with an account of its own and a second port. */
const newer = {
  ...taken,
  'Chart.yaml': taken['Chart.yaml'].replace('1.2.0', '1.3.0'),
  'templates/account.yaml':
    'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: {{ .Release.Name }}\n  namespace: {{ .Release.Namespace }}\n',
  'templates/deployment.yaml': taken['templates/deployment.yaml'].replace(
    '          ports:\n',
    '          ports:\n            - name: metrics\n              containerPort: 9091\n              protocol: TCP\n',
  ),
};

/** A small chart, as somebody else keeps it, in two versions. */
export const helloVersions: readonly Readonly<Record<string, string>>[] = [taken, newer];
