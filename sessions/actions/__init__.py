"""The verbs, each one transaction: first it is asked whether it may, then it is done."""
