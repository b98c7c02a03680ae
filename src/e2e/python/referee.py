"""Asks an AWS double the same questions, whichever it is, and prints the answers as JSON by question.

    referee.py moto|simulator ENDPOINT

The answers are reduced to what can be equal: accounts are named, times become "a time". Only setting the stage differs:
moto is given its organization by AWS calls, the simulator through its control surface.
"""

import json
import sys
import urllib.request

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ROLE = "OrganizationAccountAccessRole"
TRUST = json.dumps({"Version": "2012-10-17", "Statement": []})
AGGREGATOR_ROLE = "arn:aws:iam::111122223333:role/service-role/AWSConfigRoleForOrganizations"


class Double:
    """One of the two doubles: clients for an account, and the stage."""

    def __init__(self, endpoint):
        self.endpoint = endpoint
        self.names = {}

    def client(self, service, keys=None, region="us-east-1"):
        keys = keys or self.keys
        return boto3.client(
            service,
            region_name=region,
            endpoint_url=self.endpoint,
            aws_access_key_id=keys["AccessKeyId"],
            aws_secret_access_key=keys["SecretAccessKey"],
            aws_session_token=keys.get("SessionToken"),
            config=Config(retries={"total_max_attempts": 1}),
        )

    def assume(self, account, role=ROLE, **more):
        arn = f"arn:aws:iam::{account}:role/{role}"
        return self.client("sts").assume_role(RoleArn=arn, RoleSessionName="referee", **more)["Credentials"]

    def post(self, path, body):
        data = json.dumps(body).encode()
        with urllib.request.urlopen(urllib.request.Request(self.endpoint + path, data=data), timeout=30) as answer:
            return answer.read()

    def named(self, value):
        """The value with accounts named instead of numbered, and times made equal."""
        if isinstance(value, dict):
            return {key: self.named(member) for key, member in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.named(member) for member in value]
        if hasattr(value, "isoformat"):
            return "a time"
        for number, name in self.names.items():
            value = value.replace(number, name) if isinstance(value, str) else value
        return value


class Moto(Double):
    keys = {"AccessKeyId": "any", "SecretAccessKey": "any"}
    management = "123456789012"

    def nothing(self):
        self.post("/moto-api/reset", {})
        self.names = {self.management: "management"}

    def organization(self, features="ALL"):
        self.nothing()
        organizations = self.client("organizations")
        organizations.create_organization(FeatureSet=features)
        created = organizations.create_account(Email="security@example.com", AccountName="security")
        self.member = created["CreateAccountStatus"]["AccountId"]
        self.names[self.member] = "security"
        iam = self.client("iam", self.assume(self.member))
        path = "/aws-service-role/fms.amazonaws.com/"
        iam.create_role(RoleName="AWSServiceRoleForFMS", Path=path, AssumeRolePolicyDocument=TRUST)
        iam.create_role(RoleName="Guarded", AssumeRolePolicyDocument=TRUST)


class Simulator(Double):
    keys = {"AccessKeyId": "AKIAFAKE123456789012", "SecretAccessKey": "no-secret"}
    management = "123456789012"
    member = "222222222222"

    def __init__(self, endpoint):
        super().__init__(endpoint)
        self.names = {self.management: "management", self.member: "security"}

    def nothing(self):
        self.post("/_simulator/reset", {})
        self.post("/_simulator/accounts", {"id": self.management})

    def organization(self, features="ALL"):
        self.post("/_simulator/reset", {})
        self.post("/_simulator/organizations", {
            "id": "o-exampleorgid",
            "managementAccountId": self.management,
            "allFeatures": features == "ALL",
            "accounts": [{"id": self.member, "name": "security", "roles": [ROLE]}],
        })
        for role in ({"name": "Guarded", "externalId": "the-right-one"},
                     {"name": "AWSServiceRoleForFMS", "path": "/aws-service-role/fms.amazonaws.com/"}):
            self.post("/_simulator/things", {
                "organization": "o-exampleorgid", "account": self.member, "kind": "role", **role})


class Questions:
    """Asks one question after the other and keeps the answers."""

    def __init__(self, double):
        self.double = double
        self.answers = {}

    def ask(self, question, call, **parameters):
        """Keeps the whole answer, or what the call makes of it; an error is its code and HTTP status."""
        try:
            answer = call(**parameters)
            if isinstance(answer, dict):
                answer.pop("ResponseMetadata", None)
        except ClientError as error:
            answer = {"error": error.response["Error"]["Code"],
                      "status": error.response["ResponseMetadata"]["HTTPStatusCode"]}
        self.answers[question] = self.double.named(answer)

    def organization(self):
        aws = self.double.client("organizations")
        member = self.double.client("organizations", self.double.assume(self.double.member))
        account = self.double.member

        def organization(client):
            found = client.describe_organization()["Organization"]
            return found["FeatureSet"], found["MasterAccountId"]

        self.ask("the organization", lambda: organization(aws))
        self.ask("the organization, by a member", lambda: organization(member))
        self.ask("the root", lambda: [root["Name"] for root in aws.list_roots()["Roots"]])

        def accounts(client, **parameters):
            pages = client.get_paginator("list_accounts").paginate(**parameters)
            # Ids are chance, and so would be an order by them.
            return sorted(((a["Id"], a["Status"], a["State"]) for page in pages for a in page["Accounts"]),
                          key=lambda account: account[0] == self.double.member)

        self.ask("the accounts", lambda: accounts(aws))
        self.ask("the accounts, one a page", lambda: accounts(aws, PaginationConfig={"PageSize": 1}))
        self.ask("the accounts, by a member", lambda: accounts(member))
        self.ask("an account", lambda: aws.describe_account(AccountId=account)["Account"]["Name"])
        self.ask("an account that is not there", aws.describe_account, AccountId="999999999999")

    def access(self):
        aws = self.double.client("organizations")
        member = self.double.client("organizations", self.double.assume(self.double.member))

        def listed(**parameters):
            found = aws.list_aws_service_access_for_organization(**parameters)["EnabledServicePrincipals"]
            return sorted(principal["ServicePrincipal"] for principal in found)

        def date():
            return aws.list_aws_service_access_for_organization()["EnabledServicePrincipals"][0]["DateEnabled"]

        self.ask("nothing is on", listed)
        self.ask("enable", aws.enable_aws_service_access, ServicePrincipal="sso.amazonaws.com")
        first = date()
        self.ask("enable again", aws.enable_aws_service_access, ServicePrincipal="sso.amazonaws.com")
        self.ask("the date after a second enable is the first one", lambda: date() == first)
        for name in ("config", "ram", "tagpolicies.tag", "member.org.stacksets.cloudformation", "ds"):
            self.ask(f"enable {name}", aws.enable_aws_service_access, ServicePrincipal=f"{name}.amazonaws.com")
        self.ask("all that is on", listed)
        self.ask("one a page", listed, MaxResults=1)
        self.ask("a token from nowhere", listed, NextToken="junk")
        self.ask("enable the unknown", aws.enable_aws_service_access, ServicePrincipal="nobody.amazonaws.com")
        self.ask("enable what its service alone enables", aws.enable_aws_service_access,
                 ServicePrincipal="ipam.amazonaws.com")
        self.ask("disable", aws.disable_aws_service_access, ServicePrincipal="sso.amazonaws.com")
        self.ask("disable again", aws.disable_aws_service_access, ServicePrincipal="sso.amazonaws.com")
        self.ask("disable the unknown", aws.disable_aws_service_access, ServicePrincipal="nobody.amazonaws.com")
        self.ask("enable, by a member", member.enable_aws_service_access, ServicePrincipal="sso.amazonaws.com")
        self.ask("what is on, by a member",
                 lambda: len(member.list_aws_service_access_for_organization()["EnabledServicePrincipals"]))
        self.ask("what is left on", lambda: [p for p in listed() if p != "ipam.amazonaws.com"])

    def delegation(self):
        aws = self.double.client("organizations")
        guardduty = {"AccountId": self.double.member, "ServicePrincipal": "guardduty.amazonaws.com"}

        def administrators():
            found = aws.list_delegated_administrators(ServicePrincipal="guardduty.amazonaws.com")
            return [(a["Id"], a["Name"], a["DelegationEnabledDate"]) for a in found["DelegatedAdministrators"]]

        aws.enable_aws_service_access(ServicePrincipal="guardduty.amazonaws.com")
        self.ask("no administrator", administrators)
        self.ask("delegate", aws.register_delegated_administrator, **guardduty)
        self.ask("delegate again", aws.register_delegated_administrator, **guardduty)
        self.ask("delegate to the management account", aws.register_delegated_administrator,
                 AccountId=self.double.management, ServicePrincipal="guardduty.amazonaws.com")
        self.ask("delegate to nobody", aws.register_delegated_administrator,
                 AccountId="999999999999", ServicePrincipal="guardduty.amazonaws.com")
        self.ask("the administrators", administrators)
        self.ask("what the administrator administers", lambda: "guardduty.amazonaws.com" in [
            s["ServicePrincipal"] for s in aws.list_delegated_services_for_account(
                AccountId=self.double.member)["DelegatedServices"]])
        self.ask("disable what is delegated", aws.disable_aws_service_access, ServicePrincipal="guardduty.amazonaws.com")
        self.ask("end the delegation", aws.deregister_delegated_administrator, **guardduty)
        self.ask("end the delegation again", aws.deregister_delegated_administrator, **guardduty)
        self.ask("the administrators at the end", administrators)
        self.ask("delegate before access", aws.register_delegated_administrator,
                 AccountId=self.double.member, ServicePrincipal="config-multiaccountsetup.amazonaws.com")
        aws.enable_aws_service_access(ServicePrincipal="fms.amazonaws.com")
        self.ask("delegate Firewall Manager", aws.register_delegated_administrator,
                 AccountId=self.double.member, ServicePrincipal="fms.amazonaws.com")

    def identities(self):
        member = self.double.member

        def identity(keys=None):
            found = self.double.client("sts", keys).get_caller_identity()
            return found["Account"], found["Arn"].endswith(f":assumed-role/{ROLE}/referee")

        self.ask("who acts", identity)
        self.ask("who acts in the role", lambda: identity(self.double.assume(member)))
        self.ask("a role that is not there", lambda: bool(self.double.assume(member, "Nobody")))
        self.ask("a role elsewhere", lambda: bool(self.double.assume("999999999999")))
        self.ask("a role with a wrong external id", lambda: bool(
            self.double.assume(member, "Guarded", ExternalId="a-wrong-one")))

    def roles(self):
        iam = self.double.client("iam", self.double.assume(self.double.member))
        prefix = "/aws-service-role/fms.amazonaws.com/"

        def roles(client, **parameters):
            pages = client.get_paginator("list_roles").paginate(**parameters)
            return sorted((role["Path"], role["RoleName"], role["Arn"]) for page in pages for role in page["Roles"])

        self.ask("the roles of one service", lambda: roles(iam, PathPrefix=prefix))
        self.ask("ordinary roles, one a page", lambda: [
            role for role in roles(iam, PaginationConfig={"PageSize": 1}) if role[0] == "/"])
        self.ask("ordinary roles of the management account", lambda: [
            role for role in roles(self.double.client("iam")) if role[0] == "/"])
        self.ask("a role", lambda: iam.get_role(RoleName="AWSServiceRoleForFMS")["Role"]["Arn"])
        self.ask("no such role", iam.get_role, RoleName="Nobody")
        self.ask("the role of Organizations",
                 lambda: iam.get_role(RoleName="AWSServiceRoleForOrganizations")["Role"]["Path"])

    def aggregators(self):
        config = self.double.client("config")
        organizations = self.double.client("organizations")
        organizations.disable_aws_service_access(ServicePrincipal="config.amazonaws.com")

        def names(client):
            found = client.describe_configuration_aggregators()["ConfigurationAggregators"]
            return [(a["ConfigurationAggregatorName"], a["OrganizationAggregationSource"]) for a in found]

        source = {"RoleArn": AGGREGATOR_ROLE, "AllAwsRegions": True}
        self.ask("make an aggregator", lambda: config.put_configuration_aggregator(
            ConfigurationAggregatorName="all", OrganizationAggregationSource=source)
            ["ConfigurationAggregator"]["OrganizationAggregationSource"])
        self.ask("access after an aggregator", lambda: "config.amazonaws.com" in [
            p["ServicePrincipal"] for p in
            organizations.list_aws_service_access_for_organization()["EnabledServicePrincipals"]])
        self.ask("the aggregators", lambda: names(config))
        self.ask("the aggregators of another Region", lambda: names(self.double.client("config", region="eu-west-1")))
        self.ask("an aggregator that is not there", config.describe_configuration_aggregators,
                 ConfigurationAggregatorNames=["none"])
        self.ask("delete the aggregator", config.delete_configuration_aggregator, ConfigurationAggregatorName="all")
        self.ask("no aggregator", lambda: names(config))

    def elsewhere(self):
        self.double.organization("CONSOLIDATED_BILLING")
        aws = self.double.client("organizations")
        self.ask("billing only", lambda: aws.describe_organization()["Organization"]["FeatureSet"])
        self.ask("enable under billing only", aws.enable_aws_service_access, ServicePrincipal="sso.amazonaws.com")
        self.double.nothing()
        aws = self.double.client("organizations")
        self.ask("no organization", aws.describe_organization)
        self.ask("enable without an organization", aws.enable_aws_service_access, ServicePrincipal="sso.amazonaws.com")


def main(kind, endpoint):
    double = {"moto": Moto, "simulator": Simulator}[kind](endpoint)
    double.organization()
    questions = Questions(double)
    for part in (questions.organization, questions.access, questions.delegation, questions.identities,
                 questions.roles, questions.aggregators, questions.elsewhere):
        part()
    print(json.dumps(questions.answers, indent=1))


if __name__ == "__main__":
    main(*sys.argv[1:])
