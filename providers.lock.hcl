# The provider versions of all stacks, and the checksums of their packages. Synthesis copies each stack's part to its folder as .terraform.lock.hcl.
# Written by `npm run provider:refresh`, which adds the checksums of the platform it runs on.

provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.100.0"
  constraints = "5.100.0"
  hashes = [
    "h1:edXOJWE4ORX8Fm+dpVpICzMZJat4AX0VRCAy/xkcOc0=", # linux_amd64
  ]
}

provider "registry.terraform.io/mypurecloud/genesyscloud" {
  version     = "1.82.0"
  constraints = "1.82.0"
}
