# The role through which Artifact reads one account. policies.json is printed by
# `manage.py account_role` from what the collectors declare.

terraform {
  required_version = ">= 1.3"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

variable "service_principal_arn" {
  description = "ARN of the role or user that the service's workers run as."
  type        = string
  validation {
    condition     = can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:(role|user)/.+$", var.service_principal_arn))
    error_message = "It must be the ARN of an IAM role or user."
  }
}

variable "external_id" {
  description = "What connect_account or follow_organization printed."
  type        = string
  sensitive   = true
}

variable "role_name" {
  description = "Name of the role."
  type        = string
  default     = "ArtifactReadOnly"
}

locals {
  policies = jsondecode(file("${path.module}/policies.json"))
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = [var.service_principal_arn]
    }
    condition {
      test     = "StringEquals"
      variable = "sts:ExternalId"
      values   = [var.external_id]
    }
  }
}

resource "aws_iam_role" "this" {
  name                 = var.role_name
  description          = "Read by Artifact for evidence of compliance."
  max_session_duration = 3600
  assume_role_policy   = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_policy" "this" {
  for_each    = local.policies
  name_prefix = "${var.role_name}-${each.key}-"
  policy      = jsonencode(each.value)
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each   = aws_iam_policy.this
  role       = aws_iam_role.this.name
  policy_arn = each.value.arn
}

output "role_arn" {
  description = "What connect_account takes as --role-arn."
  value       = aws_iam_role.this.arn
}
