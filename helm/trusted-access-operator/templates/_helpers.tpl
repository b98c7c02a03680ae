{{/*
Names are fixed. A cluster has one operator, so a second release is refused by Helm when it meets the first one's objects.
*/}}
{{- define "trusted-access-operator.name" -}}
trusted-access-operator
{{- end }}

{{- define "trusted-access-operator.selectorLabels" -}}
app.kubernetes.io/name: {{ include "trusted-access-operator.name" . }}
{{- end }}

{{- define "trusted-access-operator.serviceAccountName" -}}
{{ .Values.serviceAccount.name | default (include "trusted-access-operator.name" .) }}
{{- end }}

{{- define "trusted-access-operator.labels" -}}
{{ include "trusted-access-operator.selectorLabels" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/part-of: trusted-access
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "trusted-access-operator.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end }}

{{/*
Proxy and trust store are the JVM's own settings. The client of the API server obeys them too, so its host, which the kubelet
puts in, is among those that are reached directly.
*/}}
{{- define "trusted-access-operator.javaOptions" -}}
{{- $options := (compact (list .Values.javaOptions)) -}}
{{- with .Values.proxy -}}
{{- if .host -}}
{{- $options = append $options (printf "-Dhttps.proxyHost=%s -Dhttps.proxyPort=%d" .host (int .port)) -}}
{{- $api := list "$(KUBERNETES_SERVICE_HOST)" "[$(KUBERNETES_SERVICE_HOST)]" -}}
{{- $direct := concat (list "localhost" "127.*" "[::1]") $api .noProxy -}}
{{- $options = append $options (printf "-Dhttp.nonProxyHosts=%s" (join "|" $direct)) -}}
{{- end -}}
{{- end -}}
{{- if .Values.trustStore.configMap -}}
{{- $options = append $options (printf "-Djavax.net.ssl.trustStore=/etc/trust-store/%s" .Values.trustStore.key) -}}
{{- $options = append $options "-Djavax.net.ssl.trustStorePassword=changeit" -}}
{{- end -}}
{{- join " " $options | trim -}}
{{- end }}
