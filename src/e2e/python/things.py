"""Makes in moto, or deletes there, what may remain of trusted services.

    things.py make|delete ENDPOINT ADMINISTRATOR MEMBER

The administrator and the member are accounts of the organization. Beside each thing that belongs to the organization
there is one that does not, where the service has both.
"""

import json
import re
import sys

import boto3

ABROAD = "eu-west-1"


def client(endpoint, service, region="us-east-1", account=None):
    keys = {"AccessKeyId": "any", "SecretAccessKey": "any", "SessionToken": None}
    if account:
        arn = f"arn:aws:iam::{account}:role/OrganizationAccountAccessRole"
        keys = client(endpoint, "sts").assume_role(RoleArn=arn, RoleSessionName="things")["Credentials"]
    return boto3.client(
        service, region_name=region, endpoint_url=endpoint, aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"], aws_session_token=keys["SessionToken"])


def s3control(endpoint):
    """A client that sends to the endpoint itself: S3 puts the account before the host, where moto has no such name."""
    lens = client("http://endpoint.invalid", "s3control")
    lens.meta.events.register(
        "before-sign.s3-control",
        lambda request, **_: setattr(request, "url", re.sub("^http://[^/]+", endpoint, request.url)))
    return lens


def account(endpoint):
    return client(endpoint, "sts").get_caller_identity()["Account"]


def make(endpoint, administrator, member):
    client(endpoint, "s3").create_bucket(Bucket="trails")
    trails = client(endpoint, "cloudtrail", ABROAD)
    trails.create_trail(Name="all-accounts", S3BucketName="trails", IsOrganizationTrail=True, IsMultiRegionTrail=True)
    trails.create_trail(Name="mine", S3BucketName="trails", IsOrganizationTrail=False)

    config = client(endpoint, "config", ABROAD)
    config.put_configuration_aggregator(
        ConfigurationAggregatorName="all-accounts",
        OrganizationAggregationSource={"RoleArn": "arn:aws:iam::123456789012:role/config", "AllAwsRegions": True})
    config.put_configuration_aggregator(
        ConfigurationAggregatorName="mine",
        AccountAggregationSources=[{"AccountIds": [member], "AllAwsRegions": True}])

    stacks = client(endpoint, "cloudformation", ABROAD)
    template = json.dumps({"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}})
    stacks.create_stack_set(
        StackSetName="everywhere", TemplateBody=template, PermissionModel="SERVICE_MANAGED",
        AutoDeployment={"Enabled": False})
    stacks.create_stack_set(StackSetName="mine", TemplateBody=template, PermissionModel="SELF_MANAGED")

    lens = {"AccountLevel": {"BucketLevel": {}}, "IsEnabled": True}
    organization = {"AwsOrg": {"Arn": client(endpoint, "organizations").describe_organization()["Organization"]["Arn"]}}
    for name, more in (("all-accounts", organization), ("mine", {})):
        s3control(endpoint).put_storage_lens_configuration(
            ConfigId=name, AccountId=account(endpoint), StorageLensConfiguration={"Id": name, **lens, **more})

    client(endpoint, "inspector2", ABROAD, administrator).associate_member(accountId=member)
    # moto cannot list its members, which shows only where it has a detector.
    client(endpoint, "guardduty", ABROAD, administrator).create_detector(Enable=True)
    # Nor can it list the shares of a directory.
    subnets = client(endpoint, "ec2", ABROAD).describe_subnets()["Subnets"][:2]
    client(endpoint, "ds", ABROAD).create_microsoft_ad(
        Name="corp.example.com", Password="Password-1", Edition="Standard",
        VpcSettings={"VpcId": subnets[0]["VpcId"], "SubnetIds": [each["SubnetId"] for each in subnets]})

    client(endpoint, "iam").create_role(
        RoleName="AWSServiceRoleForResourceAccessManager", Path="/aws-service-role/ram.amazonaws.com/",
        AssumeRolePolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": []}))


def delete(endpoint, administrator, member):
    trails = client(endpoint, "cloudtrail", ABROAD)
    config = client(endpoint, "config", ABROAD)
    stacks = client(endpoint, "cloudformation", ABROAD)
    for name in ("all-accounts", "mine"):
        trails.delete_trail(Name=name)
        config.delete_configuration_aggregator(ConfigurationAggregatorName=name)
    for name in ("everywhere", "mine"):
        stacks.delete_stack_set(StackSetName=name)
    for name in ("all-accounts", "mine"):
        s3control(endpoint).delete_storage_lens_configuration(ConfigId=name, AccountId=account(endpoint))
    client(endpoint, "inspector2", ABROAD, administrator).disassociate_member(accountId=member)


if __name__ == "__main__":
    {"make": make, "delete": delete}[sys.argv[1]](*sys.argv[2:])
