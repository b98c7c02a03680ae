package dev.trustedaccess.docs;

import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Every command that the documentation shows: the page, and enough of it to tell it from the others there. Those without a
 * reason are run by tests in {@code e2e}, which ask for them here; {@link DocumentedCommandsTest} holds this list complete.
 */
public enum DocumentedCommand {
  TRY("README.md", "mvn -q -Pdemo ", "run by .ci/run, steps tests and demo"),
  TELL("CONTRIBUTING.md", "mvn -q -Pdemo", "the demo again, kept as docs/demo.txt"),
  BUILD_IMAGE("README.md", "jib:build@image", "run by .ci/image"),
  INSTALL("README.md", "helm install tao"),
  FIRST_READY("README.md", "kubectl wait --for=condition=Ready tsa/fms"),
  INSTALL_WITHOUT_HELM("docs/install.md", "kubectl apply --server-side -f helm/install.yaml"),
  APPLY_KINDS("docs/install.md", "kubectl apply --server-side -f crds/"),
  RUN_BESIDE("docs/install.md", "trusted-access-operator run", "how the tests start the operator"),
  BUILD_JAR("docs/install.md", "mvn -q package", "run by .ci/run, whose step of the real parts packages the jar first"),
  BUILD_ARCHIVE("docs/install.md", "mvn -q -Pdist package", "run by .ci/dist"),
  ALIAS("docs/install.md", "alias trusted-access-operator"),
  PREFLIGHT_FILES("docs/install.md", "preflight -f"),
  HELP("docs/install.md", "trusted-access-operator --help", "run by CommandLineTest"),
  SERVICE("docs/install.md", "trusted-access-operator services fms",
      "run by ServicesCommandTest; it needs no real part"),
  SERVICES("README.md", "trusted-access-operator services",
      "run by ServicesCommandTest; it needs no real part"),
  TEST_OF_README("README.md", "helm test", Why.KUBELET),
  LOOK("README.md", "kubectl get orgconn,tsa", "FIRST_READY begins with it"),
  TEST_OF_INSTALL("docs/install.md", "helm test", Why.KUBELET),
  EXPORT("README.md", "trusted-access-operator export"),
  PLAN_OF_README("README.md", "trusted-access-operator plan", "PLAN runs it"),
  CONFIRM("README.md", "confirm initialized|cleaned-up"),
  POLICY("README.md", "trusted-access-operator policy"),

  INSTALL_CHART(Why.CHART + "README.md", "helm install tao"),
  INSTALL_NAMED(Why.CHART + "README.md", "helm install", Why.NAMED),
  UNINSTALL_NAMED(Why.CHART + "README.md", "helm uninstall", Why.NAMED),
  TEST_RELEASE(Why.CHART + "README.md", "helm test", Why.KUBELET),
  IMPORT_AUTHORITY(Why.CHART + "README.md", "keytool"),
  TRUST_STORE(Why.CHART + "README.md", "kubectl create configmap"),
  BENCH(Why.CHART + "README.md", "mvn -Pbench", "takes minutes, and its figures are the machine's"),
  FORWARD_OF_CHART(Why.CHART + "README.md", "kubectl port-forward", Why.NAMED),
  NOTES_CONNECTION(Why.CHART + "templates/NOTES.txt", "kubectl apply -f CONNECTION.yaml"),
  NOTES_DECLARATIONS(Why.CHART + "templates/NOTES.txt", "kubectl apply -f DECLARATIONS.yaml"),
  NOTES_GET(Why.CHART + "templates/NOTES.txt", "kubectl get orgconn,tsa"),

  APPLY_POLICIES("docs/admission.md", "kubectl apply -f helm/"),
  MAY_I("docs/admission.md", "kubectl auth can-i"),
  UNPROTECT("docs/admission.md", "trustedaccess.dev/protected-"),
  ALLOW_DELETE("docs/admission.md", "allow-delete=true"),

  WAIT_NAMED("docs/concepts.md", "kubectl wait", Why.NAMED),

  DASHBOARD_ON("docs/dashboard.md", "dashboard.enabled=true"),
  CONNECTION_YAML("docs/dashboard.md", "kubectl get orgconn NAME -o yaml"),
  DRAW("docs/dashboard.md", "dashboard.write", "DashboardIT is run without writing the picture"),

  CALL_BACK("docs/deletion.md", "kubectl patch tsa NAME --type merge -p '{\"spec\":{\"deletionPolicy\":\"Retain\"}}'"),
  CONFIRM_CLEANED_UP("docs/deletion.md", "confirm cleaned-up NAME"),
  READ_MESSAGE("docs/deletion.md", "-o jsonpath='{.status.conditions"),
  TAKE_WORD_BACK("docs/deletion.md", "kubectl delete svcconf"),
  DEREGISTER("docs/deletion.md", "aws organizations deregister", Why.OTHERS),
  DISABLE_POLICY_TYPE("docs/deletion.md", "aws organizations disable", Why.OTHERS),
  UNPAUSE("docs/deletion.md", "trustedaccess.dev/paused-"),
  MOVE("docs/deletion.md", "--context OLD"),
  GET_YAML_NAMED("docs/deletion.md", "kubectl get -o yaml", Why.NAMED),
  PROTECT("docs/deletion.md", "protected=true"),

  CONFIRM_NAMED("docs/gitops.md", "trusted-access-operator confirm", Why.NAMED),
  DIFF_NAMED("docs/gitops.md", "kubectl diff", Why.NAMED),
  ARGO_CD("docs/gitops.md", "kubectl patch configmap"),
  DELETION_THAT_DOES_NOT_END("docs/gitops.md", "# REASON and DELETING"),

  POLICIES("docs/identities.md", "-o cloudformation"),
  PREFLIGHT("docs/identities.md", "trusted-access-operator preflight"),
  TEST("docs/identities.md", "helm test", Why.KUBELET),
  ANNOTATE_SERVICE_ACCOUNT("docs/identities.md", "helm upgrade"),

  LOAD_INTO_KIND("docs/install.md", "kind load image-archive",
      "its nodes are containers, and the test bed has no container runtime"),
  INSTALL_ON_OPENSHIFT("docs/install.md", "podSecurityContext=null"),
  INSTALL_WITH_ACCOUNT("docs/install.md", "serviceAccount.create=false"),
  TAKE_OVER_BY_HELM_THREE("docs/install.md", "trusted-access-operator --take-ownership"),
  TAKE_OVER_BY_HELM_FOUR("docs/install.md", "--force-conflicts --take-ownership"),

  MIGRATE_EXPORT("docs/migration.md", "trusted-access-operator export"),
  MIGRATE_APPLY("docs/migration.md", "--for=condition=Ready orgconn/default"),
  TERRAFORM_PLAN("docs/migration.md", "terraform plan", Why.OTHERS),
  MIGRATE_MANAGE("docs/migration.md", "organization/00-connection.yaml"),

  PLAN("docs/plan.md", "trusted-access-operator plan -f examples/"),
  PLAN_OF_SNAPSHOT("docs/plan.md", "export --snapshot"),
  PLAN_BESIDE_TERRAFORM("docs/migration.md", "trusted-access-operator plan", Why.NAMED),
  POLICY_AFTER_PLAN("docs/plan.md", "trusted-access-operator policy", Why.NAMED),
  POLICY_OF_PLANNER("docs/plan.md", "policy -f COPY -f DECLARATIONS", Why.NAMED),
  POLICY_OF_RECORDER("docs/plan.md", "policy -f COPY -f examples/services", "PlanPermissionsTest runs it"),
  PREFLIGHT_AFTER_PLAN("docs/plan.md", "trusted-access-operator preflight", Why.NAMED),

  DEMO_NAMED("docs/quick-start.md", "mvn -q -Pdemo", "run by .ci/run, step demo"),
  START_POLICIES("docs/quick-start.md", "--account management"),
  START_INSTALL("docs/quick-start.md", "helm install tao"),
  START_CONNECT("docs/quick-start.md", "kubectl apply -f examples/00-connection.yaml"),
  START_TEST("docs/quick-start.md", "helm test", Why.KUBELET),
  START_LOOK("docs/quick-start.md", "kubectl get orgconn,tsa", "START_DECLARE ends with it"),
  START_DECLARE("docs/quick-start.md", "tsa/ds.amazonaws.com --timeout=2m"),
  PLAN_NAMED("docs/quick-start.md", "trusted-access-operator plan", "PLAN runs it"),
  START_DELETE("docs/quick-start.md", "kubectl delete tsa ds"),
  START_CALL_BACK("docs/quick-start.md", "kubectl patch tsa ds"),
  TRY_AWS("docs/quick-start.md", "mvn -q -Psimulator", "WithoutAwsIT starts the same program from its own class path"),
  TRY_KINDS("docs/quick-start.md", "kubectl apply --server-side -f crds/"),
  TRY_RUN("docs/quick-start.md", "trusted-access-operator run", "how the tests start the operator"),
  TRY_DECLARE("docs/quick-start.md", "tsa/ds.amazonaws.com --timeout=1m"),
  TRY_WITHOUT_HOLD("docs/quick-start.md", "deletionHold", Why.NAMED),
  TRY_ARTIFACT("docs/quick-start.md", "kubectl apply -f examples/50-artifact.yaml", Why.NAMED),
  TRY_DELETE("docs/quick-start.md", "kubectl delete tsa aws-artifact", Why.NAMED),
  TRY_ASKED("docs/quick-start.md", "kubectl describe tsa aws-artifact", Why.NAMED),
  TRY_CONFIRM("docs/quick-start.md", "confirm cleaned-up aws-artifact", Why.NAMED),
  TRY_CLEAN_UP("docs/quick-start.md", "kubectl delete tsa --all"),

  FORWARD_PAGE("docs/page.md", "kubectl port-forward", "a kubelet forwards it, and the test bed has none"),
  FORWARD_PAGE_NAMED("docs/page.md", "kubectl port-forward", Why.NAMED),
  DEMO_PAGE("docs/page.md", "mvn -q -Pdemo -Ddemo.page", "waits for a person; the demo itself is run by .ci/run"),
  PAGE_PICTURES("docs/page.md", "page.write", "PageIT is run without writing the pictures"),

  FAULTS("docs/reliability.md", "mvn -Pfaults",
      "its seeded lives run by .ci/run, step random lives; the cells by hand"),
  BREAKS("docs/reliability.md", "mvn -Pbreaks", "takes seven minutes: run by hand"),

  FIRST_SNAPSHOT("docs/runbooks.md", "kubectl get orgconn,tsa -o wide"),
  PODS("docs/runbooks.md", "kubectl get pods"),
  LOGS("docs/runbooks.md", "kubectl logs", "a kubelet answers it, and the test bed has none"),
  LEASE("docs/runbooks.md", "kubectl get lease"),
  DESCRIBE_CONNECTION("docs/runbooks.md", "kubectl describe orgconn"),
  POLICY_OF_DIRECTORY("docs/runbooks.md", "trusted-access-operator policy"),
  READ_AT_ONCE("docs/runbooks.md", "reconcile-requested-at"),
  UNDECLARED("docs/runbooks.md", "@.declared==false"),
  DESCRIBE("docs/runbooks.md", "kubectl describe tsa"),
  CONFIRM_INITIALIZED("docs/runbooks.md", "confirm initialized"),
  REMAINING("docs/runbooks.md", ".status.cleanup"),

  GET("docs/uninstall.md", "kubectl get tsa"),
  DELETE_KIND_NAMED("docs/uninstall.md", "kubectl delete crd", Why.NAMED),
  RETAIN_ALL("docs/uninstall.md", "Retain"),
  UNINSTALL("docs/uninstall.md", "kubectl delete tsa --all"),
  DELETE_KINDS("docs/uninstall.md", "kubectl delete crd $kinds"),
  INSTALL_AGAIN("docs/uninstall.md", "helm install tao"),
  LET_GO("docs/uninstall.md", "kubectl patch tsa NAME"),
  LET_ALL_GO("docs/uninstall.md", "kubectl get tsa,orgconn"),
  BRING_KINDS_BACK("docs/uninstall.md", "helm upgrade"),

  EXAMPLE_OF_A_WORD("examples/confirmation/initialized.yaml", "confirm initialized"),
  BESIDE_CONTROL_TOWER("examples/control-tower/README.md", "kubectl apply"),
  POLICY_BESIDE_CONTROL_TOWER("examples/control-tower/README.md", "trusted-access-operator policy"),
  CONFIRM_GUARDDUTY("examples/control-tower/50-guardduty.yaml", "confirm initialized"),
  WAIT_AS_ARGO("examples/argocd/resource-customizations.yaml", "kubectl wait", Why.NAMED);

  /** What several have in common. */
  private static final class Why {
    static final String CHART = "helm/trusted-access-operator/";
    static final String KUBELET = "a kubelet runs its pod; ChartLifeIT plays one, for all but the log";
    static final String NAMED = "only named in a sentence, without what it would need to run";
    static final String OTHERS = "a program of others, about things of others";
  }

  private final Path page;
  private final String part;
  private final @Nullable String notRun;

  DocumentedCommand(String page, String part) {
    this(page, part, null);
  }

  DocumentedCommand(String page, String part, @Nullable String notRun) {
    this.page = Path.of(page);
    this.part = part;
    this.notRun = notRun;
  }

  /** Why no test runs it. */
  Optional<String> notRun() {
    return Optional.ofNullable(notRun);
  }

  /** The command as it stands there; of several, the one that is no more than the part. */
  public String text() {
    var shown = Documentation.of(page).commands();
    if (shown.contains(part)) {
      return part;
    }
    var found = shown.stream().filter(command -> command.contains(part)).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " commands with " + part + " in " + page);
    }
    return found.getFirst();
  }

  /** The command with these in place of what a reader would replace: a placeholder, what it becomes, and so on. */
  public String with(String... replacements) {
    var command = text();
    for (int i = 0; i < replacements.length; i += 2) {
      if (!command.contains(replacements[i])) {
        throw new AssertionError("no " + replacements[i] + " to replace in " + command);
      }
      command = command.replace(replacements[i], replacements[i + 1]);
    }
    return command;
  }
}
