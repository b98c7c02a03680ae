{{/*
What the operator's pods and the pod of `helm test` have in common: whom they run as, with what, and where.
*/}}
{{- define "trusted-access-operator.podSpec" -}}
serviceAccountName: {{ include "trusted-access-operator.name" . }}
# Mounted below instead.
automountServiceAccountToken: false
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
# It drains within 4 seconds.
terminationGracePeriodSeconds: 15
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 65532
  runAsGroup: 65532
  fsGroup: 65532
  seccompProfile:
    type: RuntimeDefault
volumes:
  - name: tmp
    emptyDir:
      sizeLimit: 32Mi
  - name: api-access
    projected:
      sources:
        - serviceAccountToken:
            path: token
            expirationSeconds: 3607
        - configMap:
            name: kube-root-ca.crt
            items:
              - key: ca.crt
                path: ca.crt
        - downwardAPI:
            items:
              - path: namespace
                fieldRef:
                  fieldPath: metadata.namespace
  {{- with .Values.trustStore.configMap }}
  - name: trust-store
    configMap:
      name: {{ . }}
  {{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "trusted-access-operator.container" -}}
image: {{ include "trusted-access-operator.image" . | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
env:
  - name: AWS_REGION
    value: {{ .Values.awsRegion | quote }}
  {{- with include "trusted-access-operator.javaOptions" . }}
  # The image's own options, and after them these.
  - name: JDK_JAVA_OPTIONS
    value: {{ printf "@/opt/operator/jvm.options %s" . | quote }}
  {{- end }}
  - name: TRUSTED_ACCESS_NAMESPACE
    valueFrom:
      fieldRef:
        fieldPath: metadata.namespace
  {{- if gt (int .Values.replicas) 1 }}
  - name: TRUSTED_ACCESS_LEADER_ELECTION
    value: "true"
  {{- end }}
  {{- with .Values.env }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
resources:
  {{- toYaml .Values.resources | nindent 2 }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  runAsNonRoot: true
  runAsUser: 65532
  runAsGroup: 65532
  capabilities:
    drop: [ALL]
  seccompProfile:
    type: RuntimeDefault
volumeMounts:
  - name: tmp
    mountPath: /tmp
  - name: api-access
    mountPath: /var/run/secrets/kubernetes.io/serviceaccount
    readOnly: true
  {{- if .Values.trustStore.configMap }}
  - name: trust-store
    mountPath: /etc/trust-store
    readOnly: true
  {{- end }}
{{- end }}
