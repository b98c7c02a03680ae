{{/*
What the operator's pods and the pod of `helm test` have in common: whom they run as, with what, and where.
*/}}
{{- define "trusted-access-operator.podSpec" -}}
serviceAccountName: {{ include "trusted-access-operator.serviceAccountName" . }}
# Mounted below instead.
automountServiceAccountToken: false
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ if kindIs "string" . }}{{ . }}{{ else }}{{ .name }}{{ end }}
  {{- end }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
# It stops within 4 seconds.
terminationGracePeriodSeconds: 15
enableServiceLinks: false
{{- with .Values.podSecurityContext }}
securityContext:
  {{- toYaml . | nindent 2 }}
{{- end }}
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
  {{- with .Values.volumes }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity:
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
  {{- if not .Values.allowNodeRole }}
  # The node's role is the last credential source that the AWS SDK would try.
  - name: AWS_EC2_METADATA_DISABLED
    value: "true"
  {{- end }}
  {{- with include "trusted-access-operator.javaOptions" . }}
  # Appended to the image's own options.
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
  {{- if ne (int .Values.pagePort) 8081 }}
  - name: TRUSTED_ACCESS_PAGE_PORT
    value: {{ .Values.pagePort | quote }}
  {{- end }}
  {{- with .Values.env }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
resources:
  {{- toYaml .Values.resources | nindent 2 }}
{{- with .Values.containerSecurityContext }}
securityContext:
  {{- toYaml . | nindent 2 }}
{{- end }}
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
  {{- with .Values.volumeMounts }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}
